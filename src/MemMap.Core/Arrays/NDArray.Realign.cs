using MemMap.Compute;

namespace MemMap;

// Two arrays side by side, where one has what the other lacks.
public partial class NDArray
{
    // How much of two arrays is looked at to see whether they are shifted, and how many rows differ then at least.
    private const long ShiftedBytes = 1 << 16, ShiftedRows = 16;

    /// <summary>
    /// Finds the ranges that were inserted, removed and changed from this array to another one, of any length, in bounded memory. Elements
    /// are compared by their bytes, rows of tables as a whole.
    /// </summary>
    /// <param name="other">The other array, of the same dtype and number of columns.</param>
    /// <param name="first">The number of ranges to list. All are counted.</param>
    /// <param name="progress">Is called periodically with the number of elements of this array that are done.</param>
    /// <exception cref="ArgumentException">The arrays have other dtypes or columns, or no axis, or aren't contiguous.</exception>
    public ArrayRealignment Realign(NDArray other, long first = 10, Action<long>? progress = null)
    {
        ArgumentNullException.ThrowIfNull(other);
        Buffer.Verify();
        other.Buffer.Verify();
        if (NDim == 0 || !DType.Equals(other.DType) || NDim != other.NDim || !Layout.Shape[1..].SequenceEqual(other.Layout.Shape[1..]))
        {
            throw Error.NotRealignable(Ref, other.Ref);
        }
        int size = RowBytes(Layout.Shape, ItemSize);
        if (size == 0)
        {
            return new(0, 0, 0, 0, []);
        }
        RecordBytes x = new(Ref.Computed()), y = new(other.Ref.Computed());
        long inserted = 0, removed = 0, changed = 0, count = 0;
        List<RealignedRange> ranges = [];
        foreach ((RealignedKind kind, Edit range) in new Realignment(x, y, size).Edits(progress).SelectMany(RealignedRange.Of))
        {
            count++;
            inserted += kind == RealignedKind.Inserted ? range.YLength : 0;
            removed += kind == RealignedKind.Removed ? range.XLength : 0;
            changed += kind == RealignedKind.Changed ? range.XLength : 0;
            if (ranges.Count < first)
            {
                ranges.Add(new(
                    kind, range.X, range.Y, Math.Max(range.XLength, range.YLength), Some(x, range.X, range.XLength, size),
                    Some(y, range.Y, range.YLength, size))
                {
                    IsOfBytes = size == 1,
                });
            }
        }
        return new(inserted, removed, changed, count, [.. ranges]);
    }

    /// <summary>Whether another array can be realigned with this one without a copy of either.</summary>
    internal bool CanRealign(NDArray other)
        => NDim > 0 && DType.Equals(other.DType) && NDim == other.NDim && Layout.Shape[1..].SequenceEqual(other.Layout.Shape[1..])
            && IsContiguous && other.IsContiguous && !IsLazy && !other.IsLazy && Size > 0
            && NBytes / Layout.Shape[0] is > 0 and <= AnchorSearch.MostUnit;

    /// <summary>
    /// Whether rows behind a difference are those of the other array in other places, as they are behind an insertion. Only a window of
    /// them is read.
    /// </summary>
    /// <param name="other">An array that can be realigned.</param>
    /// <param name="first">The first row that differs.</param>
    internal bool IsShifted(NDArray other, long first)
    {
        long rows = Math.Min(Layout.Shape[0], other.Layout.Shape[0]) - first;
        rows = Math.Min(rows, Math.Max(ShiftedRows, ShiftedBytes / (NBytes / Layout.Shape[0])));
        NDArray x = WithLayout(Layout.Narrow(0, first, rows)), y = other.WithLayout(other.Layout.Narrow(0, first, rows));
        long differing = x.Compare(y, new() { First = 0 }).DifferenceCount.GetValueOrDefault() / (Size / Layout.Shape[0]);
        if (differing < ShiftedRows)
        {
            return false;
        }
        ArrayRealignment found = x.Realign(y, 0);
        return found.Inserted + found.Removed > 0 && found.Inserted + found.Removed + found.Changed <= differing / 2;
    }

    private static int RowBytes(ReadOnlySpan<long> shape, int itemSize)
    {
        Int128 bytes = itemSize;
        foreach (long length in shape[1..])
        {
            bytes *= length;
        }
        return bytes <= AnchorSearch.MostUnit ? (int)bytes : throw Error.RowTooLong((long)Int128.Min(bytes, long.MaxValue));
    }

    private static byte[] Some(RecordBytes bytes, long start, long length, int size)
        => length == 0 ? [] : bytes.At(start * size, (int)Math.Min(RealignedRange.MostBytes, length * size)).ToArray();
}
