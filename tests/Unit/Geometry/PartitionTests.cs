using CsCheck;
using MemMap.Geometry;

namespace MemMap.Tests.Geometry;

/// <summary>Layouts cut where the bytes of their buffer are cut, against a walk over every element.</summary>
public class PartitionTests
{
    private const int ItemSize = 2;

    // Rows of 3 x 2 elements in parts of some rows each, and any basic index into them.
    private static readonly Gen<(long[] Rows, string Index)> Cases = Gen.Select(
        Gen.Long[0, 4].Array[1, 5],
        Gen.OneOfConst(
            "...", "1:", "::2", "::-1", "-3::-2", "2", "-1", ":, 1", "::3, ::-1, 1", "newaxis, 1:", "..., newaxis", "0:0",
            "1:5, 1:, ::-1"));

    [Fact]
    public void Pieces_are_the_layout_cut_where_the_parts_end()
        => Cases.Sample(
            (rows, index) =>
            {
                long total = rows.Sum();
                Layout whole = Layout.Contiguous([total, 3, 2], ItemSize);
                Layout layout;
                try
                {
                    layout = BasicIndex.Apply(whole, IndexExpression.Parse(index), out _);
                }
                catch (IndexOutOfRangeException)
                {
                    return;
                }
                long[] ends = Ends(rows);
                List<Partition.Piece>? pieces = Partition.Split(layout, ItemSize, ends, out int axis);
                Assert.NotNull(pieces);
                Assert.Equal(layout.Size, pieces.Sum(piece => piece.Layout.Size));
                long next = 0;
                foreach (Partition.Piece piece in pieces)
                {
                    Assert.Equal(next, piece.First);
                    next += piece.Count;
                    if (layout.NDim > 0)
                    {
                        Assert.Equal(layout.Narrow(axis, piece.First, piece.Count).Offset, piece.Layout.Offset);
                    }
                    foreach (long offset in piece.Layout.Offsets)
                    {
                        Assert.Equal(piece.Part, Array.FindIndex(ends, end => offset < end));
                    }
                }
                // As few pieces as there are changes from part to part.
                Assert.Equal(pieces.Count, pieces.Where((piece, i) => i == 0 || pieces[i - 1].Part != piece.Part).Count());
            },
            iter: 10_000);

    [Fact]
    public void A_transpose_is_cut_along_the_axis_that_was_the_first()
    {
        Layout layout = Layout.Contiguous([4, 3], ItemSize).Transpose([1, 0]);
        List<Partition.Piece>? pieces = Partition.Split(layout, ItemSize, [6, 24], out int axis);
        Assert.Equal(1, axis);
        Assert.Equal([(0, 0L, 1L), (1, 1L, 3L)], pieces!.Select(piece => (piece.Part, piece.First, piece.Count)));
    }

    [Fact]
    public void Rows_in_two_parts_cannot_be_cut()
        => Assert.Null(Partition.Split(Layout.Contiguous([2, 6], ItemSize), ItemSize, [6, 24], out _));

    [Fact]
    public void A_repeated_element_is_in_one_part()
        => Assert.Equal(1, Assert.Single(Partition.Split(new Layout([5], [0], 7), 1, [6, 24], out _)!).Part);

    private static long[] Ends(long[] rows)
    {
        long end = 0;
        return [.. rows.Select(count => end += count * 6 * ItemSize)];
    }
}
