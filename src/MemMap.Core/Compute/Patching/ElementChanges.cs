using MemMap.Geometry;
using MemMap.Memory;

namespace MemMap.Compute;

/// <summary>The bytes to replace in an array, so that it has the elements of another one.</summary>
internal sealed class ElementChanges
{
    private const int Window = 1 << 20;

    private readonly ArrayRef _array, _other;

    /// <param name="array">The array to change: a map, or an array in memory.</param>
    /// <param name="other">The other one, of the same shape and dtype.</param>
    /// <exception cref="ArgumentException">The dtypes or the shapes differ, or there are no such bytes of the first array.</exception>
    internal ElementChanges(ArrayRef array, ArrayRef other)
    {
        if (!array.DType.Equals(other.DType))
        {
            throw Error.PatchOfOtherType(array.DType, other.DType);
        }
        if (!array.Layout.Shape.SequenceEqual(other.Layout.Shape))
        {
            throw Error.PatchOfOtherShape(array.Layout.Shape, other.Layout.Shape);
        }
        // Changes are listed in the order of their offsets, whichever way the elements are walked.
        int[] axes = array.Layout.AxesInMemory(), backward = [.. axes.Where(axis => array.Layout.Strides[axis] < 0)];
        Layout layout = InOrder(array.Layout);
        if (array.Buffer is not (MappedFile or NativeBuffer) || !layout.IsAscending(array.ItemSize))
        {
            throw Error.PatchOfView();
        }
        _array = array.WithLayout(layout);
        other = other.Computed();
        _other = other.WithLayout(InOrder(other.Layout));
        Path = array.Buffer.Path;
        Layout InOrder(Layout given) => given.Flip(backward).SelectAxes(axes);
    }

    /// <summary>The file of the first array; null if it is in memory.</summary>
    internal string? Path { get; }

    /// <summary>
    /// Finds the changes, in the order of their offsets: those in the file, or without one, from the first element in memory on.
    /// </summary>
    /// <param name="progress">Is called with the number of bytes that have been compared since the last call.</param>
    /// <param name="found">Receives the changes.</param>
    /// <exception cref="OperationCanceledException">It was asked to stop.</exception>
    internal void ForEach(Action<long> progress, Action<ByteChange> found)
    {
        int size = _array.ItemSize;
        int most = Math.Max(1, Window / Math.Max(1, size));
        for (long first = 0; first < _array.Size; first += most)
        {
            Interruption.Token.ThrowIfCancellationRequested();
            int bytes = (int)Math.Min(most, _array.Size - first) * size;
            byte[] old = RawElements.Bytes(_array, first * size, bytes), now = RawElements.Bytes(_other, first * size, bytes);
            foreach ((int start, int length) in ChangedRuns.Of(old, now, null))
            {
                for (int done = 0, part; done < length; done += part)
                {
                    int from = start + done;
                    (long offset, part) = Together((first * size) + from, length - done);
                    byte[] before = old[from..(from + part)], after = now[from..(from + part)];
                    // Of a view, equal bytes between two changes may be apart from both.
                    if (!before.AsSpan().SequenceEqual(after))
                    {
                        found(new(offset, before, after));
                    }
                }
            }
            progress(bytes);
        }
    }

    /// <summary>The offset of a byte, and how many of those from it on are together in the file.</summary>
    private (long Offset, int Count) Together(long position, int most)
    {
        int size = _array.ItemSize;
        long at = PatternSearch.OffsetOf(_array, position);
        int count = most;
        if (!_array.IsContiguous)
        {
            for (count = size - (int)(position % size); count < most; count += size)
            {
                if (PatternSearch.OffsetOf(_array, position + count) != at + count)
                {
                    break;
                }
            }
        }
        return (_array.Buffer is MappedFile file ? file.Offset + at : at - _array.Layout.Offset, Math.Min(count, most));
    }
}
