using CsCheck;
using MemMap.Geometry;

namespace MemMap.Tests.Geometry;

public class LoopPlanTests
{
    [Fact]
    public void A_contiguous_array_becomes_one_axis()
    {
        Layout result = LoopPlan.Normalize([Layout.Contiguous([2, 1, 3, 4], 8, MemoryOrder.C, 3)], mayReorder: false)[0];
        Assert.Equal([24], result.Shape);
        Assert.Equal([8], result.Strides);
        Assert.Equal(3, result.Offset);
    }

    [Fact]
    public void Axes_merge_only_where_all_layouts_allow_it()
    {
        Layout[] result = LoopPlan.Normalize([Layout.Contiguous([2, 3, 4], 8), new([2, 3, 4], [100, 16, 4], 0)], mayReorder: false);
        Assert.Equal([2, 12], result[0].Shape);
        Assert.Equal([96, 8], result[0].Strides);
        Assert.Equal([100, 4], result[1].Strides);
    }

    [Fact]
    public void A_repeated_element_merges_with_stride_0()
    {
        Layout[] result = LoopPlan.Normalize([Layout.Contiguous([3, 4], 8), new([3, 4], [0, 0], 5)], mayReorder: false);
        Assert.Equal([12], result[1].Shape);
        Assert.Equal([0], result[1].Strides);
    }

    [Fact]
    public void A_transposed_array_is_walked_in_memory_order()
    {
        Layout transposed = Layout.Contiguous([3, 4, 5], 8).Transpose();
        Assert.Equal([60], LoopPlan.Normalize([transposed], mayReorder: true)[0].Shape);
        Assert.Equal([5, 4, 3], LoopPlan.Normalize([transposed], mayReorder: false)[0].Shape);
    }

    [Fact]
    public void A_reversed_array_is_turned()
    {
        Layout[] result = LoopPlan.Normalize([new([3, 4], [-32, -8], 88), Layout.Contiguous([3, 4], 4)], mayReorder: true);
        Assert.Equal([12], result[0].Shape);
        Assert.Equal((0, 44), (result[0].Offset, result[1].Offset));
        Assert.Equal([8], result[0].Strides);
        Assert.Equal([-4], result[1].Strides);
    }

    [Fact]
    public void Axes_without_movement_are_ranked_by_the_next_layout()
    {
        // A broadcast column first, a Fortran array second.
        Layout[] result = LoopPlan.Normalize([new([4, 3], [0, 8], 0), Layout.Contiguous([4, 3], 8, MemoryOrder.F)], mayReorder: true);
        Assert.Equal([3, 4], result[0].Shape);
        Assert.Equal([8, 0], result[0].Strides);
        Assert.Equal([32, 8], result[1].Strides);
    }

    [Fact]
    public void An_axis_without_movement_repeats_the_whole_loop()
        => Assert.Equal([0, 24, 8], LoopPlan.Normalize([new([2, 2, 2], [8, 0, 24], 0)], mayReorder: true)[0].Strides);

    [Theory]
    [InlineData(new long[] { }, new long[] { 1 })]
    [InlineData(new long[] { 1, 1 }, new long[] { 1 })]
    [InlineData(new long[] { 3, 0 }, new long[] { 0 })]
    public void There_is_always_an_axis(long[] shape, long[] expected)
        => Assert.Equal(expected, LoopPlan.Normalize([Layout.Contiguous(shape, 8)], mayReorder: true)[0].Shape);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Elements_and_their_pairing_stay(bool mayReorder) => Oracle.Draws(40).Sample(
        draws =>
        {
            Layout[] layouts = SameShape(draws);
            Layout[] result = LoopPlan.Normalize(layouts, mayReorder);
            string[] expected = Pairing(layouts), actual = Pairing(result);
            if (mayReorder)
            {
                Array.Sort(expected, StringComparer.Ordinal);
                Array.Sort(actual, StringComparer.Ordinal);
            }
            Assert.Equal(expected, actual);
            Assert.All(result, layout => Assert.Equal(result[0].Shape, layout.Shape));
            AssertTight(result, mayReorder);
        },
        iter: 10_000);

    /// <summary>For each index tuple, the offsets in all layouts.</summary>
    private static string[] Pairing(Layout[] layouts)
    {
        long[][] elements = [.. layouts.Select(Oracle.Elements)];
        return [.. Oracle.Range(layouts[0].Size).Select(k => string.Join(' ', elements.Select(each => each[k])))];
    }

    private static void AssertTight(Layout[] layouts, bool mayReorder)
    {
        ReadOnlySpan<long> shape = layouts[0].Shape;
        for (int axis = 0; axis < shape.Length; axis++)
        {
            int a = axis;
            long length = shape[axis];
            Assert.True(length > 1 || shape.Length == 1);
            Assert.True(axis == 0 || layouts.Any(layout => layout.Strides[a - 1] != length * layout.Strides[a]));
            Assert.True(!mayReorder || layouts[0].Strides[axis] >= 0);
        }
        long[] moving = [.. layouts[0].Strides.ToArray().Where(stride => stride != 0)];
        Assert.True(!mayReorder || moving.SequenceEqual(moving.OrderDescending()));
    }

    private static readonly IndexItem Backwards = new IndexItem.SliceItem(new(null, null, -1));

    /// <summary>Arrays in the orders that occur, views of them, broadcast and arbitrary ones.</summary>
    private static Layout[] SameShape(Draws draws)
    {
        long[] shape = draws.Shape(4, 3);
        return [.. Enumerable.Range(0, draws.Next(1, 3)).Select(_ => draws.Next(5) switch
        {
            0 => Layout.Contiguous(shape, 4),
            1 => Layout.Contiguous(shape, 4, MemoryOrder.F),
            2 => BasicIndex.Apply(Layout.Contiguous(shape, 4), [.. shape.Select(_ => Backwards)], out bool _),
            3 => new(shape, [.. shape.Select(_ => (long)draws.Next(3) * 4)], 0),
            _ => draws.Layout(shape),
        })];
    }
}
