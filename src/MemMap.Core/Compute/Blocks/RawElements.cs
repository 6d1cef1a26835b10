using System.Runtime.InteropServices;

namespace MemMap.Compute;

/// <summary>Gives access to the raw bytes of consecutive elements.</summary>
internal static unsafe class RawElements
{
    /// <summary>Passes the bytes to <paramref name="work"/>: the memory itself where they are contiguous, otherwise a copy.</summary>
    /// <param name="array">The array.</param>
    /// <param name="start">The first element, in C order.</param>
    /// <param name="count">The number of elements.</param>
    /// <param name="work">The work. Its pointer is valid until it returns.</param>
    internal static T Use<T>(ArrayRef array, long start, int count, Func<nint, int, T> work)
    {
        int itemSize = array.ItemSize, bytes = checked(count * itemSize);
        DType raw = DType.Flexible(ElementKind.Void, itemSize);
        using var leases = new LeaseSet();
        var operand = leases.Input(array with { DType = raw }, raw);
        leases.Verify();
        if (array.IsContiguous && !operand.IsBuffered)
        {
            return work((nint)(operand.Memory + array.Layout.Offset + (start * itemSize)), bytes);
        }
        byte[] copy = new byte[bytes];
        fixed (byte* block = copy)
        {
            operand.Gather(array.Layout, start, count, block, Interruption.Token);
            return work((nint)block, bytes);
        }
    }

    /// <summary>Returns a copy of some bytes of an array.</summary>
    /// <param name="array">The array.</param>
    /// <param name="position">The position of the first byte, in C order.</param>
    /// <param name="count">The number of bytes.</param>
    /// <exception cref="ArgumentOutOfRangeException">The bytes are not all within the array.</exception>
    internal static byte[] Bytes(ArrayRef array, long position, int count)
    {
        if (position < 0 || count < 0 || position > array.NBytes - count)
        {
            throw Error.RangeOutOfBounds(position, count, array.NBytes);
        }
        byte[] bytes = new byte[count];
        if (count > 0)
        {
            int itemSize = array.ItemSize;
            long first = position / itemSize, last = (position + count + itemSize - 1) / itemSize;
            _ = Use(array, first, checked((int)(last - first)), (elements, _) =>
            {
                Marshal.Copy(elements + (nint)(position - (first * itemSize)), bytes, 0, count);
                return true;
            });
        }
        return bytes;
    }
}
