using System.Runtime.InteropServices;
using MemMap.Geometry;
using MemMap.Memory;

namespace MemMap;

// Elements as .NET values: one of them, all of them, or the memory itself.
public partial class NDArray
{
    /// <summary>The one element of an array of size 1 as a .NET value, whatever the number of axes.</summary>
    /// <exception cref="ArgumentException">The array has another size.</exception>
    public object? Item() => Size == 1 ? ReadElement(Layout.OffsetOfFlat(0)) : throw Error.NotOneElement(Size);

    /// <summary>One element as a .NET value: by its position counted in C order (one index), or by an index for each axis.</summary>
    /// <param name="indices">One position, or as many indices as there are axes; negative ones count from the end.</param>
    /// <exception cref="IndexOutOfRangeException">An index is out of bounds, or there is a wrong number of them.</exception>
    public object? Item(params long[] indices)
    {
        ArgumentNullException.ThrowIfNull(indices);
        return indices.Length == 0 ? Item() : ReadElement(indices.Length == 1 ? Layout.OffsetOfFlat(indices[0]) : Layout.OffsetOf(indices));
    }

    /// <summary>
    /// The elements as a .NET array of the same rank: of numbers, <see cref="string"/>, <see cref="byte"/> arrays, <see cref="DateTime"/>?
    /// or <see cref="TimeSpan"/>? (NaT is null); of objects for records, and for times that .NET's types can't hold.
    /// An array without axes gives an array of one element.
    /// </summary>
    /// <exception cref="InvalidOperationException">There are more elements than a .NET array can hold, or more than 32 axes.</exception>
    public Array ToArray()
    {
        const int MaxRank = 32;
        if (Size > System.Array.MaxLength || NDim > MaxRank)
        {
            throw NDim > MaxRank ? Error.TooManyDimensions(NDim, MaxRank) : Error.TooBigForArray(NBytes);
        }
        return DType is { IsNumeric: true, Meaning: null } ? NumbersToArray() : ObjectsToArray();
    }

    /// <summary>The elements in C order, as their bytes would stand in a file: in the dtype's byte order.</summary>
    /// <exception cref="InvalidOperationException">There are more bytes than a .NET array can hold.</exception>
    public byte[] ToBytes()
    {
        if (NBytes > System.Array.MaxLength)
        {
            throw Error.TooBigForArray(NBytes);
        }
        var bytes = new byte[NBytes];
        NDArray source = IsContiguous ? this : Copy();
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

    /// <summary>
    /// The elements of a contiguous array in this machine's byte order as a span over the memory itself. Dispose what is returned when
    /// done: until then the memory stays, even if the map is closed meanwhile.
    /// </summary>
    /// <typeparam name="T">The .NET type of an element; <see cref="byte"/> also reads bools, <see cref="long"/> times.</typeparam>
    /// <exception cref="ArgumentException">The elements are of another type or byte order, or not contiguous.</exception>
    /// <exception cref="InvalidOperationException">There are more elements than a span can hold.</exception>
    public ArraySpan<T> AsSpan<T>() where T : unmanaged
    {
        RequireElements<T>();
        return Size > int.MaxValue ? throw Error.TooBigForArray(NBytes)
            : IsContiguous ? new ArraySpan<T>(this) : throw Error.SpanNotContiguous();
    }

    /// <summary>
    /// The elements of an array in this machine's byte order as a tensor over the memory itself, with the array's shape and strides.
    /// Dispose what is returned when done, as with <see cref="AsSpan{T}"/>.
    /// </summary>
    /// <typeparam name="T">The .NET type of an element.</typeparam>
    /// <exception cref="ArgumentException">The elements are of another type or byte order, or their strides are none of a tensor: negative, interleaved, or no multiple of the size.</exception>
    public ArrayTensorSpan<T> AsTensorSpan<T>() where T : unmanaged
    {
        RequireElements<T>();
        return new ArrayTensorSpan<T>(this);
    }

    private void RequireElements<T>() where T : unmanaged
    {
        // The memory can be written through a span.
        RequireWriteable();
        if (Buffer.IsBuffered)
        {
            throw Error.NotMapped(Buffer.Path!);
        }
        if (typeof(T) != DType.MemoryType || DType.IsSwapped)
        {
            throw Error.SpanType(typeof(T), DType);
        }
    }

    private unsafe Array NumbersToArray()
    {
        DType native = DType.Kind == ElementKind.Complex64 ? DType.Complex128 : DType.AsNative();
        NDArray source = DType.Equals(native) && IsContiguous ? this : CastCopyOf(native);
        var result = System.Array.CreateInstance(native.Traits.ClrType, NDim == 0 ? [1L] : Shape);
        using BufferLease lease = source.Lease();
        fixed (byte* target = &MemoryMarshal.GetArrayDataReference(result))
        {
            Read(lease, source.Layout.Offset, target, source.NBytes);
            for (long i = 0; native.Kind == ElementKind.Bool && i < source.NBytes; i++)
            {
                // A file may hold any byte; a bool of .NET that is neither 0 nor 1 is not equal to true.
                target[i] = target[i] == 0 ? (byte)0 : (byte)1;
            }
        }
        return result;
    }

    /// <summary>Reads a part at a time: between them it is checked that the file is still there, and whether to stop.</summary>
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

    private NDArray CastCopyOf(DType dtype) => Compute.CastCopy.Convert(this, dtype, MemoryOrder.C, Casting.Unsafe);

    private Array ObjectsToArray()
    {
        var values = new object?[Size];
        int count = 0;
        foreach (long offset in Layout.Offsets)
        {
            values[count++] = ReadElement(offset);
        }
        // A record is whatever the host makes of it.
        Type type = DType.IsRecord ? typeof(object)
            : !DType.Traits.IsTime ? DType.Codec.ClrType
            : values.Any(value => value is long) ? typeof(object)
            : DType.Kind == ElementKind.DateTime64 ? typeof(DateTime?) : typeof(TimeSpan?);
        var result = System.Array.CreateInstance(type, NDim == 0 ? [1L] : Shape);
        count = 0;
        foreach (long[] index in Indices(NDim == 0 ? [1] : Shape))
        {
            result.SetValue(values[count++], index);
        }
        return result;
    }

    /// <summary>All index tuples of a shape in C order; each is good until the next.</summary>
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
