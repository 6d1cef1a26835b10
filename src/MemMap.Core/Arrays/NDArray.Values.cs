using MemMap.Formats;

namespace MemMap;

// Access to elements as .NET values, arrays, or spans.
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
    public Array ToArray() => _ref.ToArray();

    /// <summary>The elements in C order, as their bytes would stand in a file: in the dtype's byte order.</summary>
    /// <exception cref="InvalidOperationException">There are more bytes than a .NET array can hold.</exception>
    public byte[] ToBytes() => _ref.ToBytes();

    /// <summary>
    /// The elements' bytes in C order, in the dtype's byte order, as a stream to read and to seek in, for whatever takes one. Nothing is
    /// copied but what is read, so the array may be larger than memory. The array stays open when the stream is closed.
    /// </summary>
    /// <returns>The stream; reading fails once the array's map is closed or its file has become too short.</returns>
    public Stream AsStream() => new ArrayStream(_ref);

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
    /// <exception cref="ArgumentException">The elements are of another type or byte order, or their strides are none of a tensor: negative,
    /// interleaved, or no multiple of the size.</exception>
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
        if (typeof(T) != DType.MemoryType || !DType.IsPlain)
        {
            throw Error.SpanType(typeof(T), DType);
        }
    }
}
