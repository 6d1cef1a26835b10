using System.Runtime.CompilerServices;
using MemMap.DataTypes;

namespace MemMap.Compute;

/// <summary>
/// Copies the elements of a block into keys, <paramref name="stride"/> bytes apart, in a form in which equal elements have equal bytes.
/// </summary>
internal unsafe delegate void KeyKernel(byte* block, int count, byte* keys, int stride);

/// <summary>
/// The keys of groups: the bytes of some elements, one behind the other, filled up with zeros to whole words. 0 and -0 are one key, and so
/// are all NaN.
/// </summary>
internal sealed unsafe class GroupKeys
{
    private readonly DType[] _dtypes;
    private readonly int[] _offsets;
    private readonly KeyKernel[] _kernels;
    private readonly ElementOrder[] _orders;

    /// <param name="dtypes">The dtypes of the elements.</param>
    /// <exception cref="NotSupportedException">An element is no single value.</exception>
    internal GroupKeys(IEnumerable<DType> dtypes)
    {
        _dtypes = [.. dtypes.Select(dtype => dtype.AsNative())];
        _offsets = new int[_dtypes.Length];
        int size = 0;
        for (int i = 0; i < _dtypes.Length; i++)
        {
            _offsets[i] = size;
            size += _dtypes[i].ItemSize;
        }
        Words = Math.Max(1, (size + sizeof(ulong) - 1) / sizeof(ulong));
        _kernels = Array.ConvertAll(_dtypes, new ForDType().Visit);
        _orders = Array.ConvertAll(_dtypes, ElementOrder.Of);
    }

    /// <summary>The number of 64-bit words of a key.</summary>
    internal int Words { get; }

    /// <summary>The dtypes of the elements, native.</summary>
    internal IReadOnlyList<DType> DTypes => _dtypes;

    /// <summary>Makes the keys of so many rows.</summary>
    /// <param name="blocks">A block for each element of a key.</param>
    /// <param name="first">The first row of the blocks.</param>
    /// <param name="count">The number of rows.</param>
    /// <param name="keys">Room for the keys, zeroed.</param>
    internal void Make(byte** blocks, int first, int count, ulong* keys)
    {
        for (int i = 0; i < _dtypes.Length; i++)
        {
            _kernels[i](
                blocks[i] + ((long)first * _dtypes[i].ItemSize), count, (byte*)keys + _offsets[i], Words * sizeof(ulong));
        }
    }

    /// <summary>The elements of a key as .NET values.</summary>
    internal object?[] Values(ReadOnlySpan<byte> key)
    {
        object?[] values = new object?[_dtypes.Length];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = ElementCodec.Read(_dtypes[i], key.Slice(_offsets[i], _dtypes[i].ItemSize));
        }
        return values;
    }

    /// <summary>The last element of a key.</summary>
    internal ReadOnlySpan<byte> Last(ReadOnlySpan<byte> key) => key.Slice(_offsets[^1], _dtypes[^1].ItemSize);

    /// <summary>The elements of a key before the last one.</summary>
    internal ReadOnlySpan<byte> BeforeLast(ReadOnlySpan<byte> key) => key[.._offsets[^1]];

    /// <summary>The order of two keys: that of their first elements, of equal ones that of the second ones, and so on.</summary>
    internal int Compare(byte* x, byte* y)
    {
        int difference = 0;
        for (int i = 0; i < _orders.Length && difference == 0; i++)
        {
            difference = _orders[i].Compare(x + _offsets[i], y + _offsets[i]);
        }
        return difference;
    }

    private sealed class ForDType : DTypeVisitor<KeyKernel>
    {
        protected override KeyKernel Bool(DType dtype) => Raw(dtype);

        protected override KeyKernel Real<T>(DType dtype) => static (block, count, keys, stride) =>
        {
            for (int i = 0; i < count; i++, keys += stride)
            {
                Unsafe.WriteUnaligned(keys, NumberKey<T, byte>.Canonical(((T*)block)[i]));
            }
        };

        protected override KeyKernel Time(DType dtype) => Raw(dtype);

        protected override KeyKernel Bytes(DType dtype) => Raw(dtype);

        protected override KeyKernel Text(DType dtype) => Raw(dtype);

        protected override KeyKernel Void(DType dtype)
            => dtype.IsRecord || dtype.SubType is not null ? Unsupported(dtype) : Raw(dtype);

        protected override KeyKernel Unsupported(DType dtype) => throw Error.NoGroups(dtype);

        private static KeyKernel Raw(DType dtype)
        {
            int size = dtype.ItemSize;
            return (block, count, keys, stride) =>
            {
                for (int i = 0; i < count; i++, block += size, keys += stride)
                {
                    Unsafe.CopyBlockUnaligned(keys, block, (uint)size);
                }
            };
        }
    }
}
