using MemMap.Compute;
using MemMap.DataTypes;
using MemMap.Memory;

namespace MemMap.Formats;

/// <summary>
/// Collects an unknown number of elements in memory: in blocks, which grow with their number, until they are all there.
/// </summary>
internal sealed class ElementCollector : IElementSink
{
    private const int FirstBytes = 1 << 12, MostBytes = 1 << 20;

    private readonly long[] _row;
    private readonly List<byte[]> _full = [];
    private byte[] _block = [];
    private int _filled, _bytes = FirstBytes;
    private ArrayRef? _whole;

    /// <param name="dtype">The dtype of an element.</param>
    /// <param name="row">The lengths of the axes after the first one.</param>
    /// <exception cref="ArgumentException">Elements have no size.</exception>
    internal ElementCollector(DType dtype, long[] row)
    {
        DType = dtype.ItemSize == 0 ? throw Error.NoItemSize(dtype) : dtype;
        _row = row;
    }

    /// <inheritdoc/>
    public DType DType { get; private set; }

    /// <inheritdoc/>
    public long Count { get; private set; }

    /// <inheritdoc/>
    public void Append(object? value)
    {
        int size = DType.ItemSize;
        if (_block.Length - _filled < size)
        {
            Close();
            _bytes = Math.Min(2 * _bytes, MostBytes);
            _block = new byte[Math.Max(size, _bytes - (_bytes % size))];
        }
        ElementCodec.Write(DType, _block.AsSpan(_filled, size), value);
        _filled += size;
        Count++;
    }

    /// <inheritdoc/>
    public void Append(long bytes, Action<BlockWriter> work)
    {
        Count = bytes / DType.ItemSize;
        ArrayRef whole = NewArray();
        work((offset, block) =>
        {
            using BufferLease lease = whole.Buffer.Lease();
            lease.Write(offset, block);
        });
        _whole = whole;
    }

    /// <inheritdoc/>
    public void Restart(DType dtype)
    {
        Abandon();
        DType = dtype;
    }

    /// <inheritdoc/>
    public bool TryWiden(DType dtype)
    {
        Close();
        List<byte[]> wide = [];
        foreach (byte[] block in _full)
        {
            Interruption.Token.ThrowIfCancellationRequested();
            if (ElementAppender.Widened(block, DType, dtype) is not { } widened)
            {
                return false;
            }
            wide.Add(widened);
        }
        _full.Clear();
        _full.AddRange(wide);
        DType = dtype;
        return true;
    }

    /// <summary>All elements as an array, in the rows that were asked for. The axes of a sub-array are its last ones.</summary>
    /// <exception cref="ArgumentException">The elements are not a whole number of rows.</exception>
    internal ArrayRef Complete()
    {
        if (_whole is { } known)
        {
            return known;
        }
        Close();
        ArrayRef whole = NewArray();
        long at = 0;
        using BufferLease lease = whole.Buffer.Lease();
        foreach (byte[] block in _full)
        {
            lease.Write(at, block);
            at += block.Length;
        }
        Abandon();
        return whole;
    }

    /// <inheritdoc/>
    public void Abandon()
    {
        _full.Clear();
        (_block, _filled, Count, _whole) = ([], 0, 0, null);
    }

    /// <inheritdoc/>
    public void Dispose() => Abandon();

    /// <summary>Puts the filled part of the present block behind the others.</summary>
    private void Close()
    {
        if (_filled > 0)
        {
            _full.Add(_filled == _block.Length ? _block : _block[.._filled]);
        }
        (_block, _filled) = ([], 0);
    }

    private ArrayRef NewArray()
    {
        long row = Geometry.Layout.CheckedSize(_row);
        long[] shape = [Count % row == 0 ? Count / row : throw Error.IncompleteRow(null, Count, _row), .. _row];
        return DType.SubType is { } item ? ArrayRef.Zeros([.. shape, .. DType.SubShape!], item) : ArrayRef.Zeros(shape, DType);
    }
}
