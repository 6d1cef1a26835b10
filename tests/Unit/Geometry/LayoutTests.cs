using CsCheck;
using MemMap.Geometry;

namespace MemMap.Tests.Geometry;

public class LayoutTests
{
    [Fact]
    public void C_order_strides_grow_from_the_last_axis()
    {
        var layout = Layout.Contiguous([2, 3, 4], 8, MemoryOrder.C, 5);
        Assert.Equal([96, 32, 8], layout.Strides);
        Assert.Equal([2, 3, 4], layout.Shape);
        Assert.Equal((24, 3, 5), (layout.Size, layout.NDim, layout.Offset));
        Assert.True(layout.IsContiguous(8));
        Assert.False(layout.IsFortranContiguous(8));
    }

    [Fact]
    public void Fortran_order_strides_grow_from_the_first_axis()
    {
        var layout = Layout.Contiguous([2, 3, 4], 8, MemoryOrder.F);
        Assert.Equal([8, 16, 48], layout.Strides);
        Assert.True(layout.IsFortranContiguous(8));
        Assert.False(layout.IsContiguous(8));
    }

    [Fact]
    public void A_zero_dimensional_array_has_one_element()
    {
        var layout = Layout.Contiguous([], 4);
        Assert.Equal(1, layout.Size);
        Assert.True(layout.IsContiguous(4) && layout.IsFortranContiguous(4));
        Assert.Equal((0, 4), layout.Extent(4));
    }

    [Fact]
    public void An_empty_array_has_strides_of_0_and_is_contiguous()
    {
        var layout = Layout.Contiguous([3, 0, 4], 8);
        Assert.Equal([0, 0, 0], layout.Strides);
        Assert.True(layout.IsContiguous(8) && layout.IsFortranContiguous(8));
        Assert.Equal((0, 0), layout.Extent(8));
    }

    [Fact]
    public void Contiguity_ignores_strides_of_unit_axes()
    {
        Layout layout = new([1, 3, 1], [7, 4, -99], 0);
        Assert.True(layout.IsContiguous(4) && layout.IsFortranContiguous(4));
        Assert.False(layout.IsContiguous(8));
    }

    [Theory]
    [InlineData(new long[] { 1L << 62, 8 })]
    [InlineData(new long[] { 1L << 62, 8, 0 })]
    [InlineData(new long[] { long.MaxValue, 2 })]
    [InlineData(new long[] { 1L << 61 })]
    public void Too_many_bytes_are_an_error(long[] shape)
    {
        OverflowException error = Assert.Throws<OverflowException>(() => Layout.Contiguous(shape, 8));
        Assert.StartsWith("array is too big: shape " + Error.Shape(shape), error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Bytes_beyond_64_bits_after_the_offset_are_an_error()
        => Assert.Throws<OverflowException>(() => Layout.Contiguous([long.MaxValue - 5], 1, MemoryOrder.C, 6));

    [Fact]
    public void A_negative_dimension_is_an_error()
        => Assert.Equal(
            "negative dimensions are not allowed, but the shape is (-1, 2)",
            Assert.Throws<ArgumentException>(() => Layout.Contiguous([-1, 2], 4)).Message);

    [Fact]
    public void More_than_64_dimensions_are_an_error()
    {
        Assert.Equal(64, Layout.Contiguous(Enumerable.Repeat(1L, 64).ToArray(), 4).NDim);
        Assert.Equal(
            "maximum supported dimension for an ndarray is currently 64, found 65",
            Assert.Throws<ArgumentException>(() => Layout.Contiguous(Enumerable.Repeat(1L, 65).ToArray(), 4)).Message);
    }

    [Fact]
    public void Errors_carry_their_id()
        => Assert.Equal("NegativeDimension", Assert.Throws<ArgumentException>(() => Layout.CheckedSize([-1])).Data[Error.IdKey]);

    [Fact]
    public void Sub_array_axes_come_last()
    {
        Layout layout = Layout.Contiguous([5], 52).WithOffset(4).AppendAxes([2, 3], [24, 8]);
        Assert.Equal([5, 2, 3], layout.Shape);
        Assert.Equal([52, 24, 8], layout.Strides);
        Assert.Equal(4, layout.Offset);
    }

    [Fact]
    public void Overlap_is_decided_by_extents()
    {
        var whole = Layout.Contiguous([10], 4);
        Layout right = new([5], [4], 20), left = new([5], [4], 0), empty = new([0], [4], 8);
        Assert.True(Layout.MayOverlap(whole, 4, right, 4));
        Assert.False(Layout.MayOverlap(left, 4, right, 4));
        Assert.True(Layout.MayOverlap(left, 5, right, 4));
        Assert.False(Layout.MayOverlap(whole, 4, empty, 4));
    }

    [Fact]
    public void An_index_counts_from_the_end_when_negative()
    {
        var layout = Layout.Contiguous([3, 4], 8);
        Assert.Equal(layout.OffsetOf([2, 1]), layout.OffsetOf([-1, -3]));
        Assert.Equal(88, layout.OffsetOf([-1, -1]));
        Assert.Equal(88, layout.OffsetOfFlat(-1));
    }

    [Theory]
    [InlineData(new long[] { 5, 0 }, "index 5 is out of bounds for axis 0 with size 3")]
    [InlineData(new long[] { 0, -5 }, "index -5 is out of bounds for axis 1 with size 4")]
    [InlineData(new long[] { 0, long.MinValue }, "index -9223372036854775808 is out of bounds for axis 1 with size 4")]
    [InlineData(new long[] { 0, 0, 0 }, "too many indices for array: array is 2-dimensional, but 3 were indexed")]
    [InlineData(new long[] { 0 }, "incorrect number of indices for array: array is 2-dimensional, but 1 were indexed")]
    public void A_wrong_index_is_an_error_that_says_why(long[] index, string message)
    {
        var layout = Layout.Contiguous([3, 4], 8);
        Assert.False(layout.TryOffsetOf(index, out _));
        Assert.Equal(message, Assert.Throws<IndexOutOfRangeException>(() => layout.OffsetOf(index)).Message);
    }

    [Fact]
    public void A_flat_index_out_of_bounds_names_the_size()
        => Assert.Equal(
            "index 12 is out of bounds for size 12",
            Assert.Throws<IndexOutOfRangeException>(() => Layout.Contiguous([3, 4], 8).OffsetOfFlat(12)).Message);

    [Fact]
    public void One_element_is_found_without_an_allocation()
    {
        var layout = Layout.Contiguous([3, 4], 8);
        long[] index = [1, 2];
        _ = layout.TryOffsetOf(index, out _);
        long before = GC.GetAllocatedBytesForCurrentThread();
        bool found = layout.TryOffsetOf(index, out long offset);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.Equal(0, allocated);
        Assert.True(found);
        Assert.Equal(48, offset);
    }

    [Fact]
    public void Every_way_to_an_element_gives_the_same_offset() => Oracle.Draws(24).Sample(
        draws =>
        {
            Layout layout = draws.Layout(4, 3);
            long[] expected = Oracle.Elements(layout);
            Assert.Equal(expected.Length, layout.Size);
            Assert.Equal(expected, Oracle.WalkedElements(layout));
            Assert.Equal(expected, Oracle.Range(layout.Size).Select(layout.OffsetOfFlat));
            Assert.Equal(expected, Oracle.Tuples(layout.Shape.ToArray()).Select(tuple => layout.OffsetOf(tuple)));
        },
        iter: 10_000);

    [Fact]
    public void The_extent_holds_the_elements_and_nothing_else() => Oracle.Draws(24).Sample(
        draws =>
        {
            Layout layout = draws.Layout(4, 4);
            long[] elements = Oracle.Elements(layout);
            var expected = elements.Length == 0 ? (layout.Offset, layout.Offset) : (elements.Min(), elements.Max() + 3);
            Assert.Equal(expected, layout.Extent(3));
        },
        iter: 10_000);

    [Fact]
    public void The_bytes_of_elements_are_marked_and_no_other() => Oracle.Draws(24).Sample(
        draws =>
        {
            Layout layout = draws.Layout(4, 4);
            int itemSize = draws.Next(1, 5), count = draws.Next(40);
            long start = layout.Extent(itemSize).Start + draws.Next(-20, 60);
            bool[] marks = new bool[count];
            layout.MarkBytes(itemSize, start, marks);
            HashSet<long> bytes = [.. Oracle.Elements(layout).SelectMany(offset => Oracle.Range(itemSize).Select(i => offset + i))];
            Assert.Equal(Oracle.Range(count).Select(i => bytes.Contains(start + i)), marks);
        },
        iter: 10_000);

    [Fact]
    public void Contiguous_means_element_after_element() => Oracle.Draws(24).Sample(
        draws =>
        {
            long[] shape = draws.Shape(3, 3);
            Layout layout = new(shape, [.. shape.Select(_ => (long)(2 << draws.Next(3)))], 0);
            Layout reversed = layout.Transpose();
            long[] run = [.. Oracle.Range(layout.Size).Select(k => 2 * k)];
            Assert.Equal(run.SequenceEqual(Oracle.Elements(layout)), layout.IsContiguous(2));
            Assert.Equal(run.SequenceEqual(Oracle.Elements(reversed)), layout.IsFortranContiguous(2));
        },
        iter: 10_000);
}
