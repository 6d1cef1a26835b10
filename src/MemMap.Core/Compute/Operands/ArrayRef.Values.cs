using System.Runtime.InteropServices;
using MemMap.DataTypes;
using MemMap.Geometry;
using MemMap.Memory;

namespace MemMap.Compute;

// Access to elements as .NET values.
internal readonly partial record struct ArrayRef
{
    /// <summary>
    /// The element at an offset into the buffer, as the host wants it; with its bytes where its value doesn't tell all of them.
    /// </summary>
    internal object? ReadElement(long offset) => Record.ToHost(ReadStored(offset));

    /// <summary>The element at an offset into the buffer, with its bytes where its value doesn't tell all of them.</summary>
    internal object? ReadStored(long offset) => ReadWith(offset, ElementCodec.ReadKept);

    /// <summary>The element's value alone, as a .NET array of them takes it.</summary>
    internal object? ReadValue(long offset) => Record.ToHost(ReadWith(offset, ElementCodec.Read));

    private unsafe object? ReadWith(long offset, ElementOf read)
    {
        using BufferLease lease = Buffer.Lease();
        lease.Require(offset + DType.ItemSize);
        if (!Buffer.IsBuffered)
        {
            return read(DType, new ReadOnlySpan<byte>(lease.Pointer + offset, DType.ItemSize));
        }
        var element = new byte[DType.ItemSize];
        lease.Read(offset, element);
        return read(DType, element);
    }

    private delegate object? ElementOf(DType dtype, ReadOnlySpan<byte> bytes);

    /// <summary>Reads one element's bytes, in the dtype's byte order.</summary>
    internal void ReadBytes(ReadOnlySpan<long> index, Span<byte> destination)
    {
        long offset = Layout.OffsetOf(index);
        using BufferLease lease = Buffer.Lease();
        lease.Require(offset + DType.ItemSize);
        lease.Read(offset, destination[..DType.ItemSize]);
    }

    /// <summary>Reads the element at a position in C order.</summary>
    internal object? Item(long position = 0) => ReadElement(Layout.OffsetOfFlat(position));

    /// <summary>The element of a 0-d array; for any other array, the array itself.</summary>
    internal object? ItemOrSelf() => NDim == 0 ? ReadElement(Layout.Offset) : this;

    /// <summary>Copies the elements to a .NET array of the same rank. A 0-d array gives a .NET array of one element.</summary>
    /// <exception cref="InvalidOperationException">There are more elements than a .NET array can hold, or more than 32 axes.</exception>
    internal Array ToArray()
    {
        const int MaxRank = 32;
        if (Size > Array.MaxLength || NDim > MaxRank)
        {
            throw NDim > MaxRank ? Error.TooManyDimensions(NDim, MaxRank) : Error.TooBigForArray(NBytes);
        }
        return DType is { IsNumeric: true, Meaning: null } ? NumbersToArray() : ObjectsToArray();
    }

    /// <summary>Copies the elements in C order, in the dtype's byte order.</summary>
    /// <exception cref="InvalidOperationException">There are more bytes than a .NET array can hold.</exception>
    internal byte[] ToBytes()
    {
        if (NBytes > Array.MaxLength)
        {
            throw Error.TooBigForArray(NBytes);
        }
        byte[] bytes = AvailableMemory.NewArray<byte>(NBytes);
        ArrayRef source = IsContiguous ? this : CopyStored();
        using BufferLease lease = source.Lease();
        unsafe
        {
            fixed (byte* target = bytes)
            {
                Read(lease, source.Layout.Offset, target, source.NBytes);
            }
        }
        return bytes;
    }

    private unsafe Array NumbersToArray()
    {
        DType native = DType.Kind == ElementKind.Complex64 ? DType.Complex128 : DType.AsNative();
        ArrayRef source = DType.Equals(native) && IsContiguous ? this : CastCopy.Convert(this, native, MemoryOrder.C, Casting.Unsafe);
        Array result = AvailableMemory.NewArray(native.Traits.ClrType, NDim == 0 ? [1L] : Shape, Size * native.ItemSize);
        using BufferLease lease = source.Lease();
        fixed (byte* target = &MemoryMarshal.GetArrayDataReference(result))
        {
            Read(lease, source.Layout.Offset, target, source.NBytes);
            for (long i = 0; native.Kind == ElementKind.Bool && i < source.NBytes; i++)
            {
                // A file may hold any byte as a bool; a .NET bool that is neither 0 nor 1 does not equal true.
                target[i] = target[i] == 0 ? (byte)0 : (byte)1;
            }
        }
        return result;
    }

    /// <summary>Reads in parts. Between them, the file's length and cancellation are checked.</summary>
    private static unsafe void Read(BufferLease lease, long at, byte* target, long count)
    {
        const long part = 8 << 20;
        CancellationToken cancellation = Interruption.Token;
        for (long done = 0; done < count; done += part)
        {
            cancellation.ThrowIfCancellationRequested();
            lease.Verify();
            lease.Read(at + done, target + done, Math.Min(part, count - done));
        }
    }

    private Array ObjectsToArray()
    {
        const int reference = 8, boxed = 24;
        long bytes = checked(Size * (boxed + DType.ItemSize));
        var values = (object?[])AvailableMemory.NewArray(typeof(object), [Size], bytes + (Size * reference));
        int count = 0;
        foreach (long offset in Layout.Offsets)
        {
            values[count++] = ReadValue(offset);
        }
        // The host decides the type of a record.
        Type type = DType.IsRecord ? typeof(object)
            : !DType.Traits.IsTime ? DType.Codec.ClrType
            : values.Any(value => value is long) ? typeof(object)
            : DType.Kind == ElementKind.DateTime64 ? typeof(DateTime?) : typeof(TimeSpan?);
        Array result = AvailableMemory.NewArray(type, NDim == 0 ? [1L] : Shape, Size * reference);
        count = 0;
        foreach (long[] index in Indices(NDim == 0 ? [1] : Shape))
        {
            result.SetValue(values[count++], index);
        }
        return result;
    }

    /// <summary>Enumerates the index tuples of a shape in C order. Each is valid until the next one.</summary>
    private static IEnumerable<long[]> Indices(long[] shape)
    {
        var index = new long[shape.Length];
        for (long left = Layout.CheckedSize(shape); left > 0; left--)
        {
            yield return index;
            for (int axis = shape.Length - 1; axis >= 0 && ++index[axis] == shape[axis]; axis--)
            {
                index[axis] = 0;
            }
        }
    }
}
