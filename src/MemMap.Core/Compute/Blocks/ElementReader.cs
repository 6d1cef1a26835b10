using MemMap.DataTypes;
using MemMap.Geometry;
using MemMap.Memory;

namespace MemMap.Compute;

/// <summary>
/// Reads the elements of an array as .NET values, in C order and a block at a time. Memory stays bounded whatever the array's size.
/// No lease is held between two blocks: the caller may take any time, or close the map.
/// </summary>
/// <param name="array">The array.</param>
/// <param name="first">The position of the first element to read, in C order.</param>
/// <param name="count">The most elements to read.</param>
internal sealed unsafe class ElementReader(ArrayRef array, long first = 0, long count = long.MaxValue)
{
    /// <summary>Small enough that the first element arrives at once and that a stopped pipeline stops at once.</summary>
    private const int BlockItems = 1024;

    /// <summary>The bytes of a block of large elements.</summary>
    private const int BlockBytes = 1 << 18;

    /// <summary>The bytes of a large map that stay resident after they were read.</summary>
    private const long ResidentBytes = 16 << 20;

    private readonly bool _forgets = array.IsContiguous && array.NBytes > 2 * ResidentBytes;
    private readonly DType _dtype = array.DType;
    private readonly Layout _layout = array.Layout;
    private readonly int _blockItems = (int)Math.Min(
        Math.Clamp(BlockBytes / Math.Max(1, array.ItemSize), 1, BlockItems), array.Layout.Size);
    private byte[] _bytes = [];
    private object?[] _values = [];
    private readonly long _end = Math.Min(array.Layout.Size, count > array.Layout.Size - first ? array.Layout.Size : first + count);
    private long _position = first, _forgotten = first * array.DType.ItemSize;

    /// <summary>Reads the next elements; none at the end. The segment is valid until the next call.</summary>
    /// <exception cref="ObjectDisposedException">The map was closed.</exception>
    /// <exception cref="IOException">The file has become shorter than the map.</exception>
    /// <exception cref="InvalidOperationException">The map has shrunk since the array was created.</exception>
    internal ArraySegment<object?> Read()
    {
        int count = (int)Math.Min(_blockItems, _end - _position);
        if (count == 0)
        {
            return ArraySegment<object?>.Empty;
        }
        int itemSize = _dtype.ItemSize;
        if (_values.Length == 0)
        {
            _bytes = new byte[count * itemSize];
            _values = new object?[count];
        }
        Gather(count);
        if (!_dtype.Codec.TryReadAll(_bytes, _values.AsSpan(0, count)))
        {
            ReadOnlySpan<byte> element = _bytes;
            for (int i = 0; i < count; i++, element = element[itemSize..])
            {
                _values[i] = Record.ToHost(ElementCodec.ReadKept(_dtype, element));
            }
        }
        _position += count;
        return new ArraySegment<object?>(_values, 0, count);
    }

    private void Gather(int count)
    {
        using BufferLease lease = array.Buffer.Lease();
        Operand elements = new(new LeasedMemory(lease.Extent), _layout, _dtype, _dtype, IsOutput: false);
        fixed (byte* bytes = _bytes)
        {
            elements.Gather(_layout, _position, count, bytes, Interruption.Token);
        }
        long read = _position * _dtype.ItemSize;
        if (_forgets && read - _forgotten >= ResidentBytes)
        {
            array.Buffer.Forget(lease.Extent, _layout.Offset + _forgotten, read - _forgotten);
            _forgotten = read;
        }
    }
}
