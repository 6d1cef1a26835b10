using CsCheck;
using MemMap.Geometry;

namespace MemMap.Tests.Geometry;

public class AdvancedIndexTests
{
    private static AdvancedIndex Plan(long[] shape, string text)
        => AdvancedIndex.Plan(Layout.Contiguous(shape, 1), IndexExpression.Parse(text));

    /// <summary>The offsets of the result's elements in C order, put together as documented.</summary>
    private static long[] Elements(AdvancedIndex plan)
    {
        int at = plan.InsertAt, end = at + plan.IndexShape.Length;
        return
        [
            .. Oracle.Tuples(plan.ResultShape).Select(tuple =>
                plan.Sub.OffsetOf([.. tuple[..at], .. tuple[end..]]) + plan.Offsets[Oracle.Position(tuple[at..end], plan.IndexShape)]),
        ];
    }

    // np.zeros(shape)[index].shape
    [Theory]
    [InlineData(new long[] { 3, 4 }, "[0, 2]", new long[] { 2, 4 })]
    [InlineData(new long[] { 3, 4 }, "[[0, 1], [2, 0]]", new long[] { 2, 2, 4 })]
    [InlineData(new long[] { 3, 4 }, "[]", new long[] { 0, 4 })]
    [InlineData(new long[] { 3, 4 }, "[[0], [1], [2]], [0, 3]", new long[] { 3, 2 })]
    [InlineData(new long[] { 2, 3, 4 }, "0, :, [0, 1]", new long[] { 2, 3 })]
    [InlineData(new long[] { 2, 3, 4, 5 }, "0, [0, 1]", new long[] { 2, 4, 5 })]
    [InlineData(new long[] { 2, 3, 4, 5 }, ":, 0, [0, 1]", new long[] { 2, 2, 5 })]
    [InlineData(new long[] { 2, 3, 4, 5 }, "..., [0, 1, 2], 0", new long[] { 2, 3, 3 })]
    [InlineData(new long[] { 5, 3, 4 }, ":, [0, 1], None, 0", new long[] { 2, 5, 1 })]
    [InlineData(new long[] { 5, 3, 4 }, ":, [0, 1], ..., 0", new long[] { 2, 5 })]
    [InlineData(new long[] { 5, 3, 4 }, ":, [0, 1], True, 0", new long[] { 5, 2 })]
    [InlineData(new long[] { 5, 3, 4 }, ":, 0, ..., True", new long[] { 1, 5, 4 })]
    [InlineData(new long[] { 3, 4 }, "True", new long[] { 1, 3, 4 })]
    [InlineData(new long[] { 3, 4 }, "False", new long[] { 0, 3, 4 })]
    [InlineData(new long[] { 3, 4 }, "True, True", new long[] { 1, 3, 4 })]
    [InlineData(new long[] { 3, 4 }, "True, False", new long[] { 0, 3, 4 })]
    [InlineData(new long[] { 3, 4 }, "True, 0", new long[] { 1, 4 })]
    [InlineData(new long[] { 3, 4 }, "True, :, 0", new long[] { 1, 3 })]
    [InlineData(new long[] { 3, 4 }, "None, True", new long[] { 1, 1, 3, 4 })]
    [InlineData(new long[] { 3, 4 }, ":, True", new long[] { 3, 1, 4 })]
    [InlineData(new long[] { }, "True", new long[] { 1 })]
    [InlineData(new long[] { 3, 4 }, "[True, False, True]", new long[] { 2, 4 })]
    [InlineData(new long[] { 3, 4 }, ":, [True, False, True, True]", new long[] { 3, 3 })]
    [InlineData(new long[] { 2, 2, 3 }, "[[True, False], [True, True]]", new long[] { 3, 3 })]
    [InlineData(new long[] { 2, 2, 3 }, "[[True, False], [True, True]], [0, 1, 2]", new long[] { 3 })]
    [InlineData(new long[] { 3, 0 }, "[0, 2]", new long[] { 2, 0 })]
    [InlineData(new long[] { 2, 2, 2 }, "[[3], [2]], []", new long[] { 2, 0, 2 })]
    public void The_result_has_numpys_shape(long[] shape, string text, long[] expected)
    {
        AdvancedIndex plan = Plan(shape, text);
        Assert.Equal(expected, plan.ResultShape);
        Assert.Equal(Layout.CheckedSize(plan.IndexShape), plan.Offsets.Length);
    }

    [Theory]
    [InlineData("[0, 1], [0, 1, 2]", "shape mismatch: indexing arrays could not be broadcast together with shapes (2,) (3,)")]
    [InlineData(
        "[[True, True, True, True], [True, True, True, True], [True, True, True, True]], [1, 2], True",
        "too many indices for array: array is 2-dimensional, but 3 were indexed")]
    [InlineData("[1, 5]", "index 5 is out of bounds for axis 0 with size 3")]
    [InlineData("0, [0, -7]", "index -7 is out of bounds for axis 1 with size 4")]
    [InlineData("[], 5", "index 5 is out of bounds for axis 1 with size 4")]
    [InlineData("[0], [0], [0]", "too many indices for array: array is 2-dimensional, but 3 were indexed")]
    [InlineData("[0], ..., ...", "an index can only have a single ellipsis ('...')")]
    [InlineData(
        "[True, False]",
        "boolean index did not match indexed array along axis 0; size of axis is 3 but size of corresponding boolean axis is 2")]
    [InlineData(
        "..., [True, False]",
        "boolean index did not match indexed array along axis 1; size of axis is 4 but size of corresponding boolean axis is 2")]
    public void A_wrong_index_is_an_error(string text, string message)
        => Assert.Equal(message, Assert.Throws<IndexOutOfRangeException>(() => Plan([3, 4], text)).Message);

    [Fact]
    public void Indices_are_checked_where_only_the_rest_of_the_result_is_empty()
        => Assert.Equal(
            "index 5 is out of bounds for axis 0 with size 3",
            Assert.Throws<IndexOutOfRangeException>(() => Plan([3, 0], "[5]")).Message);

    [Fact]
    public void A_mask_counts_as_an_index_array_for_each_axis()
        => Assert.Equal(
            "shape mismatch: indexing arrays could not be broadcast together with shapes (3,) (3,) (2,)",
            Assert.Throws<IndexOutOfRangeException>(() => Plan([2, 2, 3], "[[True, False], [True, True]], [0, 1]")).Message);

    [Fact]
    public void More_positions_than_an_array_holds_are_an_error()
    {
        IndexItem long1 = new IndexItem.Advanced(new IndexArray(new long[65_536], [65_536, 1]));
        IndexItem long2 = new IndexItem.Advanced(new IndexArray(new long[65_536], [65_536]));
        Assert.Equal(
            $"index arrays select 4294967296 positions, more than the maximum of {Array.MaxLength}",
            Assert.Throws<OverflowException>(() => AdvancedIndex.Plan(Layout.Contiguous([1, 1], 1), [long1, long2])).Message);
    }

    [Fact]
    public void A_plan_without_arrays_is_the_view()
    {
        AdvancedIndex plan = Plan([3, 4], "1, ::2");
        Assert.Equal([4L, 6], Elements(plan));
        Assert.Equal([0L], plan.Offsets);
    }

    [Fact]
    public void Any_mix_selects_the_oracles_elements() => Oracle.Draws(150).Sample(
        draws =>
        {
            Layout layout = draws.Layout(4, 3);
            long[] shape = layout.Shape.ToArray();
            IndexItem[] items = MixedItems(draws, shape);
            if (!new OracleIndex(shape, items).Broadcasts)
            {
                Assert.StartsWith(
                    "shape mismatch",
                    Assert.Throws<IndexOutOfRangeException>(() => AdvancedIndex.Plan(layout, items)).Message,
                    StringComparison.Ordinal);
                return;
            }
            (long[] expectedShape, long[][] sources) = Oracle.Index(shape, items);
            AdvancedIndex plan = AdvancedIndex.Plan(layout, items);
            Assert.Equal(expectedShape, plan.ResultShape);
            Assert.Equal(sources.Select(source => layout.OffsetOf(source)), Elements(plan));
        },
        iter: 10_000);

    private static IndexItem[] MixedItems(Draws draws, long[] shape)
    {
        List<IndexItem> items = [];
        long[] common = draws.Longs(draws.Next(3), 0, 3);
        bool ellipsis = draws.OneIn(2);
        int axis = 0, end = draws.OneIn(3) ? draws.Next(shape.Length + 1) : shape.Length;
        while (axis < end)
        {
            switch (draws.Next(9))
            {
                case 0:
                    items.Add(new IndexItem.NewAxis());
                    break;
                case 1 when ellipsis:
                    items.Add(new IndexItem.Ellipsis());
                    axis += draws.Next(end - axis + 1);
                    end = shape.Length;
                    ellipsis = false;
                    break;
                case 2:
                    items.Add(Mask(draws, shape[axis..(axis += draws.Next(Math.Min(end - axis, 2) + 1))]));
                    break;
                case 3 when shape[axis] > 0:
                    items.Add(draws.Integer(shape[axis++]));
                    break;
                case 4 or 5:
                    items.Add(new IndexItem.SliceItem(draws.Slice(shape[axis++])));
                    break;
                default:
                    items.Add(IndexList(draws, common, shape[axis++]));
                    break;
            }
        }
        return [.. items];
    }

    private static IndexItem.Mask Mask(Draws draws, long[] shape)
        => new([.. Oracle.Tuples(shape).Select(_ => draws.OneIn(2))], shape);

    /// <summary>An array that most often broadcasts with the others of the same index; empty where there is nothing to select.</summary>
    private static IndexItem.Advanced IndexList(Draws draws, long[] common, long length)
    {
        long[] shape = length == 0 ? [0] : [.. common[draws.Next(common.Length + 1)..].Select(n => draws.OneIn(3) ? 1 : n)];
        return new(new IndexArray([.. Oracle.Tuples(shape).Select(_ => draws.IndexIn(length))], shape));
    }
}
