using MemMap.Geometry;

namespace MemMap.Compute;

/// <summary>Bits in bytes, and bytes as bits; numpy's <c>packbits</c> and <c>unpackbits</c>.</summary>
internal static class PackBits
{
    private const int ByteBits = 8;

    /// <summary>A new array with eight elements along an axis in each byte. Bits that are missing in the end are 0.</summary>
    internal static ArrayRef Run(ArrayRef array, int? axis, BitOrder order)
    {
        if (!array.DType.IsInteger && array.DType.Kind != ElementKind.Bool)
        {
            throw Error.NoLoop("packbits", array.DType);
        }
        (array, int along) = Along(array, axis);
        // As bytes of 0 and 1.
        ArrayRef bits = (array with { IsLazy = true }).Cast(DType.Bool).Cast(DType.UInt8);
        long length = array.Layout.Shape[along], whole = length / ByteBits;
        long[] shape = array.Shape;
        shape[along] = (length + ByteBits - 1) / ByteBits;
        ArrayRef result = ArrayRef.Allocate(shape, DType.UInt8);
        if (whole > 0)
        {
            Elementwise.Copy(
                Joined(bits, along, 0, whole, ByteBits, order), result.WithLayout(result.Layout.Narrow(along, 0, whole)));
        }
        if (whole < shape[along])
        {
            ArrayRef last = Joined(bits, along, whole * ByteBits, 1, (int)(length - (whole * ByteBits)), order);
            Elementwise.Copy(last, result.WithLayout(result.Layout.Narrow(along, whole, 1)));
        }
        return result;
    }

    /// <summary>A new array of 0 and 1, eight along an axis for each byte.</summary>
    /// <param name="array">The bytes.</param>
    /// <param name="axis">The axis; null for the array as one line in C order.</param>
    /// <param name="count">The number of bits: fewer are cut off, more are 0; negative for so many less. Null for all.</param>
    /// <param name="order">The order of bits in a byte.</param>
    internal static ArrayRef Unpack(ArrayRef array, int? axis, long? count, BitOrder order)
    {
        if (array.DType.Kind != ElementKind.UInt8)
        {
            throw Error.NoLoop("unpackbits", array.DType);
        }
        (array, int along) = Along(array, axis);
        long length = array.Layout.Shape[along], all = checked(length * ByteBits);
        long wanted = count is null ? all : count >= 0 ? count.Value : all + count.Value;
        if (wanted < 0)
        {
            throw Error.BitCount(count!.Value, all);
        }
        long[] shape = array.Shape;
        shape[along] = wanted;
        ArrayRef result = wanted > all ? ArrayRef.Zeros(shape, DType.UInt8) : ArrayRef.Allocate(shape, DType.UInt8);
        ArrayRef bytes = array with { IsLazy = true };
        for (int bit = 0; bit < ByteBits && bit < wanted; bit++)
        {
            long items = Math.Min(length, (wanted - bit + ByteBits - 1) / ByteBits);
            ArrayRef part = bytes.WithLayout(bytes.Layout.Narrow(along, 0, items));
            ArrayRef value = Elementwise.Binary(
                Operations.BitwiseAnd, Elementwise.Binary(Operations.RightShift, part, (object)Shift(bit, order)), (object)1);
            Elementwise.Copy(value, Strided(result, along, bit, items));
        }
        return result;
    }

    /// <summary>Bytes of some bits each, which are every eighth elements along an axis.</summary>
    private static ArrayRef Joined(ArrayRef bits, int axis, long start, long bytes, int count, BitOrder order)
    {
        ArrayRef? joined = null;
        for (int bit = 0; bit < count; bit++)
        {
            ArrayRef part = Elementwise.Binary(Operations.LeftShift, Strided(bits, axis, start + bit, bytes), (object)Shift(bit, order));
            joined = joined is { } before ? Elementwise.Binary(Operations.BitwiseOr, before, part) : part;
        }
        return joined!.Value;
    }

    private static int Shift(int bit, BitOrder order) => order switch
    {
        BitOrder.Big => ByteBits - 1 - bit,
        BitOrder.Little => bit,
        _ => throw Error.UnknownBitOrder(order),
    };

    private static (ArrayRef Array, int Axis) Along(ArrayRef array, int? axis)
        => axis is { } one ? (array, Layout.NormalizeAxis(one, array.NDim)) : (array.Ravel(), 0);

    private static ArrayRef Strided(ArrayRef array, int axis, long start, long count)
    {
        long[] strides = array.Layout.Strides.ToArray(), shape = array.Shape;
        long offset = array.Layout.Offset + (start * strides[axis]);
        (strides[axis], shape[axis]) = (strides[axis] * ByteBits, count);
        return array.WithLayout(new(shape, strides, offset));
    }
}
