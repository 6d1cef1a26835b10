using CsCheck;
using MemMap.Geometry;

namespace MemMap.Tests.Geometry;

/// <summary>Which part of a joined array or of a store has an element, against a search through all parts.</summary>
public class PartGridTests
{
    private static readonly Gen<PartGrid> Grids = Gen.Select(Gen.Bool, Gen.Int[0, 4].Array[1, 4].Array[1, 3]).Select((isRegular, lengths) =>
        new PartGrid([.. lengths.Select(parts => isRegular ? PartAxis.Every(parts.Sum(), parts[0]) : PartAxis.At(Ends(parts)))]));

    [Fact]
    public void Every_element_is_where_its_part_says()
        => Grids.Sample(grid =>
        {
            for (long position = 0; position < grid.Size; position++)
            {
                PartRun run = grid.Locate(position);
                for (long i = -run.Before; i < run.Count; i++)
                {
                    (long part, long local) = Naive(grid, position + i);
                    if (part != run.Part || local != run.First + i)
                    {
                        return false;
                    }
                }
                // The run is the longest one, unless other parts are empty.
                if (position + run.Count < grid.Size && !HasEmptyParts(grid)
                    && Naive(grid, position + run.Count) == (run.Part, run.First + run.Count))
                {
                    return false;
                }
            }
            return true;
        });

    [Fact]
    public void Pieces_of_a_view_are_the_parts_of_its_rows()
        => Gen.Select(Gen.Int[0, 4].Array[1, 5], Gen.Int[1, 3], Gen.Int[1, 3], Gen.Int[0, 1], Gen.Int[-3, 3], Gen.Int[0, 6]).Sample(
            (parts, outer, inner, axis, step, start) =>
            {
                const int itemSize = 4;
                long length = parts.Sum();
                long[] shape = axis == 0 ? [length, outer, inner] : [outer, length, inner];
                PartGrid grid = PartGrid.Along(shape, axis, Ends(parts));
                if (step == 0 || start >= length)
                {
                    return;
                }
                Layout whole = Layout.Contiguous(shape, itemSize);
                long count = step > 0 ? ((length - 1 - start) / step) + 1 : (start / -step) + 1;
                long[] strides = whole.Strides.ToArray(), viewed = [.. shape];
                viewed[axis] = count;
                long offset = start * strides[axis];
                strides[axis] *= step;
                var view = new Layout(viewed, strides, offset);
                if (view.Size == 0)
                {
                    return;
                }
                List<GridPiece> pieces = grid.Pieces(view, itemSize, axis, itemSize)!;
                long[] expected = [.. Enumerable.Range(0, (int)count).Select(i => PartAxis.At(Ends(parts)).PartOf(start + (i * step)))];
                Assert.Equal(expected, pieces.SelectMany(piece => Enumerable.Repeat(piece.Part, (int)piece.Count)));
                Assert.Equal(pieces.Select(piece => piece.First), pieces.Select((_, i) => pieces.Take(i).Sum(piece => piece.Count)));
            });

    [Fact]
    public void Rows_in_several_parts_have_no_pieces()
        => Assert.Null(PartGrid.Along([10], 0, [5, 10]).Pieces(Layout.Contiguous([2, 5], 1).WithOffset(0).Narrow(1, 0, 5), 1, 0, 6));

    private static bool HasEmptyParts(PartGrid grid)
        => Enumerable.Range(0, (int)grid.Count).Any(
            part => grid.Coordinates(part).Select((number, axis) => grid.Extent(axis, number).Length).Contains(0));

    private static long[] Ends(int[] lengths) => [.. lengths.Select((_, i) => (long)lengths.Take(i + 1).Sum())];

    private static (long Part, long Local) Naive(PartGrid grid, long position)
    {
        long[] index = new long[grid.Shape.Length];
        for (int axis = index.Length - 1; axis >= 0; axis--)
        {
            (position, index[axis]) = Math.DivRem(position, grid.Shape[axis]);
        }
        for (long part = 0; part < grid.Count; part++)
        {
            long[] place = grid.Coordinates(part);
            long local = 0;
            bool isIn = true;
            for (int axis = 0; axis < index.Length; axis++)
            {
                (long first, long length) = grid.Extent(axis, place[axis]);
                isIn &= index[axis] >= first && index[axis] < first + length;
                local = (local * length) + (index[axis] - first);
            }
            if (isIn)
            {
                return (part, local);
            }
        }
        throw new InvalidOperationException("no part has the element");
    }
}
