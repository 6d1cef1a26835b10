using MemMap.Compute;
using MemMap.Memory;

namespace MemMap.Viewer;

/// <summary>
/// The bytes of an array of any layout, in C order, with changes that are not saved yet. They are kept beside the array, so discarding
/// them leaves it untouched. Reading takes time for the bytes that are read, whatever the size of the array.
/// </summary>
internal sealed class ViewedBytes
{
    private readonly ArrayRef _array;
    private readonly Dictionary<long, byte> _changes = [];
    private readonly Stack<ByteEdit> _done = new(), _undone = new();

    /// <param name="array">The array.</param>
    /// <param name="isReadOnly">Whether changes are refused although the array is writeable.</param>
    internal ViewedBytes(ArrayRef array, bool isReadOnly = false)
    {
        Length = array.NBytes;
        bool isContiguous = array.IsContiguous;
        // Bytes, so that no element is too large to be read in part.
        _array = isContiguous ? array with { Layout = new([Length], [1], array.Layout.Offset), DType = DType.UInt8 } : array;
        IsWriteable = array.IsWriteable && !isReadOnly;
        Origin = !isContiguous ? 0 : array.Layout.Offset + (array.Buffer is MappedFile file ? file.Offset : 0);
    }

    /// <summary>The number of bytes.</summary>
    internal long Length { get; }

    /// <summary>
    /// The address of the first byte: its offset in the file. In a view with gaps, addresses are positions in C order.
    /// </summary>
    internal long Origin { get; }

    /// <summary>Whether bytes can be changed.</summary>
    internal bool IsWriteable { get; }

    /// <summary>The number of bytes that are changed and not saved.</summary>
    internal int ChangeCount => _changes.Count;

    /// <summary>Whether a byte is changed and not saved.</summary>
    internal bool IsChanged(long position) => _changes.ContainsKey(position);

    /// <summary>Returns the bytes from a position, changes included; fewer at the end.</summary>
    /// <exception cref="IOException">The file has become shorter, or the system can't supply the bytes.</exception>
    /// <exception cref="ObjectDisposedException">The map was closed.</exception>
    internal byte[] Read(long position, int count)
    {
        byte[] bytes = ReadStored(position, count);
        if (_changes.Count < bytes.Length)
        {
            foreach ((long at, byte value) in _changes)
            {
                if (at >= position && at - position < bytes.Length)
                {
                    bytes[at - position] = value;
                }
            }
            return bytes;
        }
        for (int i = 0; i < bytes.Length; i++)
        {
            bytes[i] = _changes.TryGetValue(position + i, out byte value) ? value : bytes[i];
        }
        return bytes;
    }

    /// <summary>Changes bytes. The last change can be undone.</summary>
    /// <exception cref="InvalidOperationException">The bytes are read-only.</exception>
    /// <exception cref="ArgumentException">The bytes go past the end.</exception>
    internal void Write(long position, ReadOnlySpan<byte> bytes)
    {
        if (!IsWriteable)
        {
            throw Error.ViewerReadOnly();
        }
        if (bytes.Length > Length - position)
        {
            throw Error.ViewerPastEnd(bytes.Length, Length - position);
        }
        ByteEdit edit = new(position, Read(position, bytes.Length), bytes.ToArray());
        Put(position, edit.After);
        _done.Push(edit);
        _undone.Clear();
    }

    /// <summary>Takes the last change back, a saved one too.</summary>
    /// <returns>The position of the change; <see langword="null"/> if there is none.</returns>
    internal long? Undo() => Move(_done, _undone, edit => edit.Before);

    /// <summary>Makes the last change again that was undone.</summary>
    /// <returns>The position of the change; <see langword="null"/> if there is none.</returns>
    internal long? Redo() => Move(_undone, _done, edit => edit.After);

    /// <summary>Writes all changes to the array, and to the disk. If they can't be written, they are kept.</summary>
    /// <returns>The number of bytes that were written.</returns>
    /// <exception cref="IOException">There is no space, the file has become shorter, or the disk refuses the data.</exception>
    /// <exception cref="ObjectDisposedException">The map was closed.</exception>
    internal int Save()
    {
        if (_changes.Count == 0)
        {
            return 0;
        }
        List<(long Offset, byte[] Bytes)> runs = Runs();
        using (BufferLease lease = _array.Buffer.Lease(forWrite: true))
        {
            // All that can fail comes before the first byte is written.
            foreach ((long offset, byte[] bytes) in runs)
            {
                lease.Require(offset + bytes.Length);
                _array.Buffer.Occupy(offset, offset + bytes.Length);
            }
            foreach ((long offset, byte[] bytes) in runs)
            {
                lease.Write(offset, bytes);
            }
        }
        int count = _changes.Count;
        _changes.Clear();
        long start = runs.Min(run => run.Offset);
        _array.Buffer.FlushRange(start, runs.Max(run => run.Offset + run.Bytes.Length) - start);
        return count;
    }

    /// <summary>The changed bytes that are together in the buffer, in the order of their positions.</summary>
    private List<(long Offset, byte[] Bytes)> Runs()
    {
        List<(long Offset, List<byte> Bytes)> runs = [];
        foreach ((long position, byte value) in _changes.OrderBy(change => change.Key))
        {
            long offset = PatternSearch.OffsetOf(_array, position);
            if (runs.Count == 0 || runs[^1].Offset + runs[^1].Bytes.Count != offset)
            {
                runs.Add((offset, []));
            }
            runs[^1].Bytes.Add(value);
        }
        return [.. runs.Select(run => (run.Offset, run.Bytes.ToArray()))];
    }

    private long? Move(Stack<ByteEdit> from, Stack<ByteEdit> to, Func<ByteEdit, byte[]> state)
    {
        if (!from.TryPeek(out ByteEdit? edit))
        {
            return null;
        }
        Put(edit.Position, state(edit));
        to.Push(from.Pop());
        return edit.Position;
    }

    // A byte that is again what the array has is no change.
    private void Put(long position, byte[] bytes)
    {
        byte[] stored = ReadStored(position, bytes.Length);
        for (int i = 0; i < bytes.Length; i++)
        {
            if (bytes[i] == stored[i])
            {
                _changes.Remove(position + i);
            }
            else
            {
                _changes[position + i] = bytes[i];
            }
        }
    }

    private byte[] ReadStored(long position, int count) => RawElements.Bytes(_array, position, (int)Math.Min(count, Length - position));

    private sealed record ByteEdit(long Position, byte[] Before, byte[] After);
}
