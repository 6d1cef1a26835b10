using CsCheck;
using MemMap.Geometry;

namespace MemMap.Tests.Geometry;

public class BasicIndexTests
{
    private static readonly Layout Matrix = Layout.Contiguous([3, 4], 8);

    private static Layout Index(Layout layout, string text) => BasicIndex.Apply(layout, IndexExpression.Parse(text), out _);

    [Theory]
    [InlineData("1:, ::2", new long[] { 2, 2 }, new long[] { 32, 16 }, 32L)]
    [InlineData("-1", new long[] { 4 }, new long[] { 8 }, 64L)]
    [InlineData("..., 1", new long[] { 3 }, new long[] { 32 }, 8L)]
    [InlineData("::-1", new long[] { 3, 4 }, new long[] { -32, 8 }, 64L)]
    [InlineData("None, :, None, 0", new long[] { 1, 3, 1 }, new long[] { 0, 32, 0 }, 0L)]
    [InlineData("0, ..., 0, None", new long[] { 1 }, new long[] { 0 }, 0L)]
    [InlineData("5:, :", new long[] { 0, 4 }, new long[] { 32, 8 }, 0L)]
    [InlineData("...", new long[] { 3, 4 }, new long[] { 32, 8 }, 0L)]
    public void An_index_makes_a_view(string text, long[] shape, long[] strides, long offset)
    {
        Layout view = Index(Matrix, text);
        Assert.Equal(shape, view.Shape);
        Assert.Equal(strides, view.Strides);
        Assert.Equal(offset, view.Offset);
    }

    [Theory]
    [InlineData("1, 2", true)]
    [InlineData("1, 2, ...", false)]
    [InlineData("1, 2, None", false)]
    [InlineData("1", false)]
    public void An_integer_on_every_axis_is_an_element(string text, bool expected)
    {
        BasicIndex.Apply(Matrix, IndexExpression.Parse(text), out bool isElement);
        Assert.Equal(expected, isElement);
    }

    [Fact]
    public void No_index_of_no_axes_is_the_element()
    {
        var scalar = Layout.Contiguous([], 8);
        Assert.Equal(0, BasicIndex.Apply(scalar, [], out bool isElement).NDim);
        Assert.True(isElement);
        Assert.Equal(0, BasicIndex.Apply(scalar, [new IndexItem.Ellipsis()], out isElement).NDim);
        Assert.False(isElement);
    }

    [Theory]
    [InlineData("5", "index 5 is out of bounds for axis 0 with size 3")]
    [InlineData(":, -5", "index -5 is out of bounds for axis 1 with size 4")]
    [InlineData("None, ..., 7", "index 7 is out of bounds for axis 1 with size 4")]
    [InlineData("0, 1, 2", "too many indices for array: array is 2-dimensional, but 3 were indexed")]
    [InlineData("..., 0, ...", "an index can only have a single ellipsis ('...')")]
    public void A_wrong_index_is_an_error(string text, string message)
        => Assert.Equal(message, Assert.Throws<IndexOutOfRangeException>(() => Index(Matrix, text)).Message);

    [Theory]
    [InlineData("5, 6, 7", "'5:8'")]
    [InlineData("-2, -1", "'-2:'")]
    [InlineData("5, 7", "'[5, 7]'")]
    [InlineData("1, 2, 3, 4, 9", "one list: (,(...)) around them, or their text in brackets")]
    public void Positions_on_one_axis_are_told_how_to_be_written(string text, string expected)
        => Assert.Equal(
            $"too many indices for array: array is 1-dimensional, but {text.Split(',').Length} were indexed; the elements at these "
                + $"positions are {expected}",
            Assert.Throws<IndexOutOfRangeException>(() => Index(Layout.Contiguous([20], 1), text)).Message);

    [Fact]
    public void A_step_of_0_is_an_error()
        => Assert.Equal("slice step cannot be zero", Assert.Throws<ArgumentException>(() => Index(Matrix, "::0")).Message);

    [Fact]
    public void More_than_64_axes_are_an_error()
    {
        IndexItem[] newAxes = [.. Enumerable.Repeat(new IndexItem.NewAxis(), 62)];
        Assert.Equal(64, BasicIndex.Apply(Matrix, newAxes, out _).NDim);
        Assert.Equal(
            "maximum supported dimension for an ndarray is currently 64, found 65",
            Assert.Throws<ArgumentException>(() => BasicIndex.Apply(Matrix, [.. newAxes, .. newAxes[..1]], out _)).Message);
    }

    [Fact]
    public void Chains_of_indices_select_the_oracles_elements() => Oracle.Draws(120).Sample(
        draws =>
        {
            Layout layout = draws.Layout(4, 4);
            long[] shape = layout.Shape.ToArray(), elements = Oracle.Elements(layout);
            for (int k = draws.Next(1, 3); k > 0; k--)
            {
                IndexItem[] items = draws.BasicItems(shape);
                layout = BasicIndex.Apply(layout, items, out bool isElement);
                (long[] newShape, long[][] sources) = Oracle.Index(shape, items);
                elements = [.. sources.Select(source => elements[Oracle.Position(source, shape)])];
                Assert.Equal(items.Length == shape.Length && items.All(item => item is IndexItem.Integer), isElement);
                shape = newShape;
                Assert.Equal(shape, layout.Shape);
                Assert.Equal(elements, Oracle.WalkedElements(layout));
            }
        },
        iter: 10_000);
}
