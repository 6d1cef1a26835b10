namespace MemMap.Handles;

/// <summary>Where a difference of Compare-MemMap is in an array.</summary>
/// <param name="Position">The position of its first element, in C order.</param>
/// <param name="Count">The number of its elements: 0 in the array that lacks them.</param>
/// <param name="Field">The field of records; null for whole elements.</param>
internal sealed record DifferencePlace(long Position, long Count, string? Field)
{
    /// <summary>Returns the place of a difference in an array that was compared, or in another one of the same file.</summary>
    /// <param name="difference">The difference.</param>
    /// <param name="array">The array.</param>
    /// <param name="isSecond">Whether it is on the side of the second one that was compared; null for the side that has more of it.</param>
    internal static DifferencePlace In(object difference, NDArray array, bool? isSecond = null)
    {
        ComparedArrays.Pair? pair = ComparedArrays.OfDifference(difference);
        bool isOfSecond = isSecond
            ?? (pair is not null && Nearness(pair.Difference.Array, array) > Nearness(pair.Reference.Array, array));
        NDArray compared = pair is null ? array : isOfSecond ? pair.Difference.Array : pair.Reference.Array;
        DifferencePlace place = Of(difference, compared, isOfSecond);
        if (compared is not MemMapArray { IsContiguous: true } from || array is not MemMapArray { IsContiguous: true, ItemSize: > 0 } to
            || ReferenceEquals(from, to) || from.FileName != to.FileName)
        {
            return place;
        }
        // Another part of the file, or other elements of it: the offset in the file says where.
        long offset = from.ByteOffset + (place.Position * from.ItemSize) - to.ByteOffset, first = Math.Max(0, offset / to.ItemSize);
        long end = offset + (place.Count * from.ItemSize);
        return new(first, Math.Max(0, ((end + to.ItemSize - 1) / to.ItemSize) - first), place.Field);
    }

    // What an array has of one that was compared: all of it, some of its bytes, only its file, or nothing.
    private static int Nearness(NDArray compared, NDArray array)
        => ReferenceEquals(compared, array) ? 3
            : compared is not MemMapArray map || array is not MemMapArray other || map.FileName != other.FileName ? 0
            : Bytes(map) is var (start, end) && Bytes(other) is var (first, last) && start < last && first < end ? 2
            : 1;

    // The bytes of the file that an array lies in.
    private static (long Start, long End) Bytes(MemMapArray map)
    {
        (long start, long end) = map.Layout.Extent(map.ItemSize);
        return (map.Offset + start, map.Offset + end);
    }

    private static DifferencePlace Of(object difference, NDArray array, bool isSecond)
    {
        if (difference is RealignedRange range)
        {
            long row = array.NDim == 0 || array.Shape[0] == 0 ? 1 : array.Size / array.Shape[0];
            bool isMissing = range.Kind == (isSecond ? RealignedKind.Removed : RealignedKind.Inserted);
            return new((isSecond ? range.Offset : range.ReferenceOffset) * row, isMissing ? 0 : range.Length * row, null);
        }
        ArrayDifference element = (ArrayDifference)difference;
        long position = element.Index is long[] index
            ? index.Zip(array.Shape).Aggregate(0L, static (at, axis) => (at * axis.Second) + axis.First) : (long)element.Index;
        return new(position, 1, element.Field);
    }
}
