using System.Diagnostics;

namespace MemMap.Geometry;

/// <summary>
/// The locations of an array's elements: the element with index tuple <c>i</c> starts <c>Offset + sum(i[k] * Strides[k])</c> bytes into
/// its buffer. Immutable. Every kind of view is another layout of the same buffer; creating one touches no memory.
/// <code>
/// shape (3, 4), 4-byte elements     [1:, ::2]                        transposed
/// strides (16, 4), offset 0         shape (2, 2)                     shape (2, 2)
///   0  4  8 12                      strides (16, 8), offset 16       strides (8, 16), offset 16
///  16 20 24 28                       16 24                            16 32
///  32 36 40 44                       32 40                            24 40
/// </code>
/// A layout that addresses its buffer within 64 bits yields only layouts that do, too. Code after the construction therefore needs no
/// overflow checks: every computed offset lies between two that are known to fit.
/// </summary>
internal sealed partial class Layout
{
    /// <summary>The largest number of axes: numpy 2's limit.</summary>
    internal const int MaxNDim = 64;

    private readonly long[] _shape;
    private readonly long[] _strides;

    /// <summary>
    /// Creates a layout that takes ownership of <paramref name="shape"/> and <paramref name="strides"/>. They must not be changed
    /// afterwards.
    /// </summary>
    internal Layout(long[] shape, long[] strides, long offset)
    {
        Debug.Assert(shape.Length == strides.Length, "a stride for each axis");
        Size = CheckedSize(shape);
        _shape = shape;
        _strides = strides;
        Offset = offset;
    }

    /// <summary>The length of each axis.</summary>
    internal ReadOnlySpan<long> Shape => _shape;

    /// <summary>For each axis, the distance in bytes from one element to the next.</summary>
    internal ReadOnlySpan<long> Strides => _strides;

    /// <summary>The offset in bytes of the element with index 0 on every axis, from the start of the buffer.</summary>
    internal long Offset { get; }

    /// <summary>The number of axes.</summary>
    internal int NDim => _shape.Length;

    /// <summary>The number of elements.</summary>
    internal long Size { get; }

    /// <summary>
    /// The layout of a contiguous array, as numpy creates it. An empty array has strides of 0.
    /// </summary>
    internal static Layout Contiguous(ReadOnlySpan<long> shape, int itemSize, MemoryOrder order = MemoryOrder.C, long offset = 0)
    {
        _ = checked(offset + CheckedByteSize(shape, itemSize));
        return new(shape.ToArray(), ContiguousStrides(shape, itemSize, order), offset);
    }

    private static long[] ContiguousStrides(ReadOnlySpan<long> shape, int itemSize, MemoryOrder order)
    {
        long[] strides = new long[shape.Length];
        // Not Contains, whose vector code .NET would compile for the first array of a session.
        foreach (long length in shape)
        {
            if (length == 0)
            {
                return strides;
            }
        }
        long stride = itemSize;
        for (int k = 0; k < shape.Length; k++)
        {
            int axis = order == MemoryOrder.C ? shape.Length - 1 - k : k;
            strides[axis] = stride;
            stride *= shape[axis];
        }
        return strides;
    }

    /// <summary>
    /// The number of elements of a shape. As in numpy, the product of the axes that are not 0 must fit, even if another axis makes the
    /// array empty.
    /// </summary>
    internal static long CheckedSize(ReadOnlySpan<long> shape) => CheckedProduct(shape, 1);

    /// <summary>The number of bytes of the elements of a shape, with the same check.</summary>
    internal static long CheckedByteSize(ReadOnlySpan<long> shape, int itemSize) => CheckedProduct(shape, itemSize);

    private static long CheckedProduct(ReadOnlySpan<long> shape, int itemSize)
        => TryProduct(shape, itemSize, out long product) ? product : throw Error.ArrayTooBig(shape, itemSize);

    /// <summary>Returns <see langword="false"/> if the product does not fit in 64 bits. An invalid shape is an error.</summary>
    private static bool TryProduct(ReadOnlySpan<long> shape, int itemSize, out long product)
    {
        if (shape.Length > MaxNDim)
        {
            throw Error.TooManyDimensions(shape.Length, MaxNDim);
        }
        bool empty = false;
        product = itemSize;
        foreach (long length in shape)
        {
            if (length <= 0)
            {
                empty = length == 0 ? true : throw Error.NegativeDimension(shape);
            }
            else if (Math.BigMul(product, length, out product) != 0 || product < 0)
            {
                return false;
            }
        }
        product = empty ? 0 : product;
        return true;
    }

    /// <summary>
    /// Whether the elements are contiguous in C order. numpy's relaxed rule: the strides of axes of length 1 don't matter, and an empty
    /// array is contiguous.
    /// </summary>
    internal bool IsContiguous(int itemSize)
    {
        long expected = itemSize;
        for (int axis = NDim - 1; axis >= 0; axis--)
        {
            if (!ContinuesRun(axis, ref expected))
            {
                return Size == 0;
            }
        }
        return true;
    }

    /// <summary>Whether all strides are 0, so that all elements are one.</summary>
    internal bool IsRepeated
    {
        get
        {
            foreach (long stride in _strides)
            {
                if (stride != 0)
                {
                    return false;
                }
            }
            return true;
        }
    }

    /// <summary>Whether the elements are contiguous in Fortran order, by the same rule.</summary>
    internal bool IsFortranContiguous(int itemSize)
    {
        long expected = itemSize;
        for (int axis = 0; axis < NDim; axis++)
        {
            if (!ContinuesRun(axis, ref expected))
            {
                return Size == 0;
            }
        }
        return true;
    }

    private bool ContinuesRun(int axis, ref long expected)
    {
        long length = _shape[axis];
        if (length != 1)
        {
            if (_strides[axis] != expected)
            {
                return false;
            }
            expected *= length;
        }
        return true;
    }

    /// <summary>The same layout moved by <paramref name="delta"/> bytes, as for a field of a record.</summary>
    internal Layout WithOffset(long delta) => new(_shape, _strides, checked(Offset + delta));

    /// <summary>Appends axes, as for a field whose dtype is a sub-array.</summary>
    internal Layout AppendAxes(ReadOnlySpan<long> shape, ReadOnlySpan<long> strides)
        => new([.. _shape, .. shape], [.. _strides, .. strides], Offset);

    /// <summary>
    /// The half-open range of bytes that the elements occupy. It is empty, at <see cref="Offset"/>, if there are no elements.
    /// </summary>
    internal (long Start, long End) Extent(int itemSize)
    {
        if (Size == 0)
        {
            return (Offset, Offset);
        }
        long start = Offset, end = Offset;
        checked
        {
            for (int axis = 0; axis < NDim; axis++)
            {
                long reach = (_shape[axis] - 1) * (_shape[axis] == 1 ? 0 : _strides[axis]);
                start += Math.Min(reach, 0);
                end += Math.Max(reach, 0);
            }
            return (start, end + itemSize);
        }
    }

    /// <summary>The smallest buffer length that contains all elements; 0 if there are none.</summary>
    internal long RequiredLength(int itemSize) => Size == 0 ? 0 : Extent(itemSize).End;

    /// <summary>
    /// Whether the memory order of the elements is their C order: each begins at or after the end of the previous one.
    /// </summary>
    internal bool IsAscending(int itemSize)
    {
        long reach = itemSize;
        for (int axis = NDim - 1; axis >= 0; axis--)
        {
            if (_shape[axis] > 1 && _strides[axis] < reach)
            {
                return false;
            }
            reach += (_shape[axis] - 1) * _strides[axis];
        }
        return true;
    }

    /// <summary>
    /// Whether two layouts of the same buffer may share bytes. Only their extents are compared, as in numpy's <c>may_share_memory</c>:
    /// interleaved layouts count as overlapping.
    /// </summary>
    internal static bool MayOverlap(Layout a, int aItemSize, Layout b, int bItemSize)
    {
        (long aStart, long aEnd) = a.Extent(aItemSize);
        (long bStart, long bEnd) = b.Extent(bItemSize);
        return aStart < bEnd && bStart < aEnd && aStart < aEnd && bStart < bEnd;
    }

    /// <summary>Whether another layout has the same shape, and the same element at each index.</summary>
    internal bool IsSameAs(Layout other)
    {
        bool same = ReferenceEquals(this, other) || (_shape.AsSpan().SequenceEqual(other._shape) && Offset == other.Offset);
        for (int axis = 0; same && axis < NDim; axis++)
        {
            same = _strides[axis] == other._strides[axis] || _shape[axis] == 1;
        }
        return same;
    }

    /// <inheritdoc/>
    public override string ToString() => $"shape {Error.Shape(_shape)}, strides {Error.Shape(_strides)}, offset {Offset}";
}
