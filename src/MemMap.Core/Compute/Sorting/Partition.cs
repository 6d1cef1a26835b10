namespace MemMap.Compute;

/// <summary>
/// Arranges arrays along an axis so that the elements at some positions are those that would be there if all were sorted: smaller ones come
/// before each of them, larger ones behind. Long lines are arranged by selection, in a few passes; short ones are sorted.
/// </summary>
internal static unsafe class Partition
{
    /// <summary>Up to this length, sorting a line is faster than selecting its elements.</summary>
    internal const long ShortLine = 1 << 17;

    /// <summary>More positions than these leave little to be gained.</summary>
    internal const int MostRanks = 16;

    /// <summary>Arranges the lines along an axis in place.</summary>
    /// <param name="array">The array.</param>
    /// <param name="axis">The axis.</param>
    /// <param name="ranks">The positions, counted from 0.</param>
    internal static void InPlace(ArrayRef array, int axis, long[] ranks)
    {
        ranks = [.. ranks.Distinct().Order()];
        long length = array.Layout.Shape[axis];
        if (!Pays(length, ranks))
        {
            Sort.InPlace(array, axis);
            return;
        }
        DType native = Sort.LineType(array.DType);
        LineSorter sorter = LineSorter.Of(native);
        LineLoop.Run(
            Sort.AxisLast(array, axis), array.NDim - 1, native, writeBack: true,
            (line, _, isParallel) => sorter.Partition(line, length, ranks, isParallel));
    }

    /// <summary>A new array of the positions along an axis of the elements in such an order. Equal ones keep their order.</summary>
    /// <inheritdoc cref="InPlace"/>
    internal static ArrayRef Arg(ArrayRef array, int axis, long[] ranks)
    {
        ranks = [.. ranks.Distinct().Order()];
        long length = array.Layout.Shape[axis];
        return ArgSort.Run(array, axis, !Pays(length, ranks) ? null
            : (sorter, line, positions, isParallel) => sorter.ArgPartition(line, length, ranks, positions, isParallel));
    }

    private static bool Pays(long length, long[] ranks) => length > ShortLine && ranks.Length <= MostRanks;
}

/// <summary>
/// Deals the elements of a line out to those below, at and above some pivots, and between them. It does so in pieces that may run at once,
/// each of which knows its places, so that elements keep their order among equals.
/// </summary>
/// <param name="pivots">The keys of the pivots, ascending and distinct.</param>
internal sealed unsafe class Dealing<T, TKey, TOfKey>(TKey[] pivots)
    where T : unmanaged
    where TKey : unmanaged, System.Numerics.IBinaryInteger<TKey>
    where TOfKey : ISortKey<T, TKey>
{
    private readonly int _parts = (2 * pivots.Length) + 1;

    /// <summary>Deals elements out.</summary>
    /// <param name="line">The elements.</param>
    /// <param name="count">Their number.</param>
    /// <param name="isParallel">Whether further threads may help.</param>
    /// <param name="sorted">Receives the elements in their new order; null if they aren't wanted.</param>
    /// <param name="positions">Receives their positions; null if they aren't wanted.</param>
    internal void Run(T* line, long count, bool isParallel, T* sorted, long* positions)
    {
        CancellationToken cancellation = Interruption.Token;
        var next = new long[ParallelWork.Pieces(count)][];
        ParallelWork.ForPieces(count, isParallel, (piece, first, end) =>
        {
            cancellation.ThrowIfCancellationRequested();
            long[] counts = new long[_parts];
            for (long i = first; i < end; i++)
            {
                counts[PartOf(line[i])]++;
            }
            next[piece] = counts;
        });
        long place = 0;
        for (int part = 0; part < _parts; part++)
        {
            foreach (long[] counts in next)
            {
                (counts[part], place) = (place, place + counts[part]);
            }
        }
        ParallelWork.ForPieces(count, isParallel, (piece, first, end) =>
        {
            cancellation.ThrowIfCancellationRequested();
            long[] places = next[piece];
            for (long i = first; i < end; i++)
            {
                long at = places[PartOf(line[i])]++;
                if (sorted != null)
                {
                    sorted[at] = line[i];
                }
                if (positions != null)
                {
                    positions[at] = i;
                }
            }
        });
    }

    /// <summary>The part of an element: an even number between pivots, an odd one at a pivot.</summary>
    private int PartOf(T element)
    {
        TKey key = TOfKey.To(TOfKey.Canonical(element));
        int part = 0;
        foreach (TKey pivot in pivots)
        {
            part += (key >= pivot ? 1 : 0) + (key > pivot ? 1 : 0);
        }
        return part;
    }
}
