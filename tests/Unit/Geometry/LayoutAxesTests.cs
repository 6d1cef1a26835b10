using CsCheck;
using MemMap.Geometry;

namespace MemMap.Tests.Geometry;

public class LayoutAxesTests
{
    private static readonly Layout Cube = Layout.Contiguous([2, 3, 4], 8, MemoryOrder.C, 16);

    private static string Message(Action action) => Assert.Throws<ArgumentException>(action).Message;

    [Fact]
    public void Transpose_reverses_the_axes()
    {
        Layout layout = Cube.Transpose();
        Assert.Equal([4, 3, 2], layout.Shape);
        Assert.Equal([8, 32, 96], layout.Strides);
        Assert.Equal(16, layout.Offset);
        Assert.True(layout.IsFortranContiguous(8));
    }

    [Fact]
    public void Transpose_takes_a_permutation()
    {
        Assert.Equal([3, 4, 2], Cube.Transpose([1, -1, 0]).Shape);
        Assert.Equal("axes don't match array: array is 3-dimensional, but 1 axes were given", Message(() => Cube.Transpose([0])));
        Assert.Equal("duplicate value in 'axis': -3", Message(() => Cube.Transpose([0, 1, -3])));
        Assert.Equal("axis 3 is out of bounds for array of dimension 3", Message(() => Cube.Transpose([0, 1, 3])));
    }

    [Fact]
    public void SwapAxes_exchanges_two()
    {
        Assert.Equal([4, 3, 2], Cube.SwapAxes(0, -1).Shape);
        Assert.Equal([2, 3, 4], Cube.SwapAxes(1, 1).Shape);
        Assert.Equal("axis -4 is out of bounds for array of dimension 3", Message(() => Cube.SwapAxes(0, -4)));
    }

    // np.moveaxis(np.zeros((2, 3, 4, 5)), source, destination).shape
    [Theory]
    [InlineData(new[] { 0 }, new[] { -1 }, new long[] { 3, 4, 5, 2 })]
    [InlineData(new[] { 3 }, new[] { 1 }, new long[] { 2, 5, 3, 4 })]
    [InlineData(new[] { 0, 1 }, new[] { -1, -2 }, new long[] { 4, 5, 3, 2 })]
    [InlineData(new[] { 0, 1 }, new[] { 2, 0 }, new long[] { 3, 4, 2, 5 })]
    public void MoveAxis_keeps_the_other_axes_in_order(int[] source, int[] destination, long[] expected)
        => Assert.Equal(expected, Layout.Contiguous([2, 3, 4, 5], 1).MoveAxis(source, destination).Shape);

    [Fact]
    public void MoveAxis_checks_its_arguments()
    {
        Assert.Equal(
            "`source` and `destination` arguments must have the same number of elements, not 2 and 1",
            Message(() => Cube.MoveAxis([0, 1], [0])));
        Assert.Equal("duplicate value in 'axis': 1", Message(() => Cube.MoveAxis([0, 2], [1, 1])));
        Assert.Equal("axis 3 is out of bounds for array of dimension 3", Message(() => Cube.MoveAxis([0], [3])));
    }

    [Fact]
    public void Squeeze_drops_unit_axes()
    {
        var layout = Layout.Contiguous([1, 3, 1, 4], 8);
        Assert.Equal([3, 4], layout.Squeeze().Shape);
        Assert.Equal([1, 3, 4], layout.Squeeze([-2]).Shape);
        Assert.Equal([3, 4], layout.Squeeze([2, 0]).Shape);
        Assert.Equal(0, Layout.Contiguous([1, 1], 8).Squeeze().NDim);
        Assert.Equal(
            "cannot select an axis to squeeze out which has size not equal to one: axis 1 has size 3", Message(() => layout.Squeeze([1])));
        Assert.Equal("duplicate value in 'axis': -4", Message(() => layout.Squeeze([0, -4])));
    }

    [Theory]
    [InlineData(0, new long[] { 1, 2, 3, 4 })]
    [InlineData(3, new long[] { 2, 3, 4, 1 })]
    [InlineData(-1, new long[] { 2, 3, 4, 1 })]
    [InlineData(-4, new long[] { 1, 2, 3, 4 })]
    public void ExpandDims_adds_a_unit_axis(int axis, long[] expected)
    {
        Layout layout = Cube.ExpandDims(axis);
        Assert.Equal(expected, layout.Shape);
        Assert.Equal(Oracle.Elements(Cube), Oracle.Elements(layout));
    }

    [Fact]
    public void ExpandDims_counts_axes_of_the_result()
        => Assert.Equal("axis 4 is out of bounds for array of dimension 4", Message(() => Cube.ExpandDims(4)));

    [Fact]
    public void A_negative_axis_counts_from_the_last()
    {
        Assert.Equal(1, Layout.NormalizeAxis(-1, 2));
        Assert.Equal("axis 3 is out of bounds for array of dimension 2", Message(() => Layout.NormalizeAxis(3, 2)));
        Assert.Equal("axis 0 is out of bounds for array of dimension 0", Message(() => Layout.NormalizeAxis(0, 0)));
        Assert.Equal([1, 0], Layout.NormalizeAxes([-1, 0], 2));
    }

    [Fact]
    public void A_permutation_permutes_index_tuples() => Oracle.Draws(40).Sample(
        draws =>
        {
            Layout layout = draws.Layout(4, 3);
            int[] axes = [.. Enumerable.Range(0, layout.NDim).OrderBy(_ => draws.Next(1000))];
            Layout permuted = layout.Transpose(axes);
            long[] expected =
            [
                .. Oracle.Tuples(permuted.Shape.ToArray())
                    .Select(tuple => axes.Select((_, axis) => tuple[Array.IndexOf(axes, axis)]))
                    .Select(tuple => layout.OffsetOf([.. tuple])),
            ];
            Assert.Equal(expected, Oracle.Elements(permuted));
        },
        iter: 10_000);
}
