namespace MemMap.Geometry;

// Offsets of single elements, and of all elements in order.
internal sealed partial class Layout
{
    /// <summary>The offset of one element. Negative indices count from the end.</summary>
    /// <exception cref="IndexOutOfRangeException">There isn't one index for each axis, or one of them is out of bounds.</exception>
    internal long OffsetOf(ReadOnlySpan<long> index)
    {
        if (TryOffsetOf(index, out long offset))
        {
            return offset;
        }
        if (index.Length != NDim)
        {
            throw index.Length > NDim ? Error.TooManyIndices(NDim, index.Length) : Error.IndexCountMismatch(NDim, index.Length);
        }
        int axis = 0;
        while (TryNormalizeIndex(index[axis], _shape[axis], out _))
        {
            axis++;
        }
        throw Error.IndexOutOfBounds(index[axis], axis, _shape[axis]);
    }

    /// <summary>
    /// Computes the offset of one element without an allocation. Returns <see langword="false"/> if there isn't one index for each axis or
    /// one is out of bounds.
    /// </summary>
    internal bool TryOffsetOf(ReadOnlySpan<long> index, out long offset)
    {
        offset = Offset;
        long[] shape = _shape, strides = _strides;
        if (index.Length != shape.Length)
        {
            return false;
        }
        for (int axis = 0; axis < shape.Length; axis++)
        {
            if (!TryNormalizeIndex(index[axis], shape[axis], out long i))
            {
                return false;
            }
            offset += i * strides[axis];
        }
        return true;
    }

    /// <summary>The offset of the element at a position in C order. A negative position counts from the end.</summary>
    internal long OffsetOfFlat(long position)
    {
        if (!TryNormalizeIndex(position, Size, out long rest))
        {
            throw Error.FlatIndexOutOfBounds(position, Size);
        }
        long offset = Offset;
        for (int axis = NDim - 1; axis >= 0; axis--)
        {
            (rest, long i) = Math.DivRem(rest, _shape[axis]);
            offset += i * _strides[axis];
        }
        return offset;
    }

    /// <summary>An index on an axis of the given length, as a non-negative number.</summary>
    internal static long NormalizeIndex(long index, int axis, long length)
        => TryNormalizeIndex(index, length, out long normalized) ? normalized : throw Error.IndexOutOfBounds(index, axis, length);

    private static bool TryNormalizeIndex(long index, long length, out long normalized)
    {
        normalized = index < 0 ? index + length : index;
        return (ulong)normalized < (ulong)length;
    }

    /// <summary>The offsets of all elements in C order.</summary>
    internal OffsetSequence Offsets => new(this);

    /// <summary>The enumerable of a layout's offsets.</summary>
    internal readonly struct OffsetSequence(Layout layout)
    {
        public OffsetEnumerator GetEnumerator() => new(layout);
    }

    /// <summary>An odometer over the axes. Most steps are along the last axis: one addition.</summary>
    internal struct OffsetEnumerator
    {
        private readonly Layout _layout;
        private readonly long[] _index;
        private readonly long _innerStride;
        private long _innerLeft;
        private long _left;

        internal OffsetEnumerator(Layout layout)
        {
            _layout = layout;
            _index = layout.NDim < 2 ? [] : new long[layout.NDim - 1];
            _innerStride = layout.NDim == 0 ? 0 : layout._strides[^1];
            _innerLeft = InnerLength;
            _left = layout.Size;
            Current = layout.Offset - _innerStride;
        }

        public long Current { get; private set; }

        private readonly long InnerLength => _layout.NDim == 0 ? 1 : _layout._shape[^1];

        public bool MoveNext()
        {
            if (_left == 0)
            {
                return false;
            }
            _left--;
            if (_innerLeft == 0)
            {
                Current -= (InnerLength - 1) * _innerStride;
                _innerLeft = InnerLength;
                Carry();
            }
            else
            {
                Current += _innerStride;
            }
            _innerLeft--;
            return true;
        }

        private void Carry()
        {
            for (int axis = _index.Length - 1; axis >= 0; axis--)
            {
                if (++_index[axis] < _layout._shape[axis])
                {
                    Current += _layout._strides[axis];
                    return;
                }
                Current -= (_layout._shape[axis] - 1) * _layout._strides[axis];
                _index[axis] = 0;
            }
        }
    }
}
