namespace MemMap.DataTypes;

/// <summary>
/// Converts one element between its bytes, at any alignment and in any byte order, and a .NET object. Each dtype holds its codec, so that
/// dtype-dependent decisions are made once, not per element. Codecs serve single elements; arrays are converted in blocks.
/// </summary>
internal abstract class ElementCodec
{
    /// <summary>
    /// The type of the result of <see cref="Read(ReadOnlySpan{byte})"/>; <see cref="object"/> if it can be null or of several types.
    /// </summary>
    public abstract Type ClrType { get; }

    /// <summary>Reads the element as PowerShell sees it.</summary>
    /// <param name="bytes">At least the item size of the dtype.</param>
    public abstract object? Read(ReadOnlySpan<byte> bytes);

    /// <summary>
    /// Reads as many elements as there is room for, where what <see cref="Read(ReadOnlySpan{byte})"/> gives always tells all of their
    /// bytes.
    /// </summary>
    /// <param name="bytes">The elements, one behind the other.</param>
    /// <param name="values">Receives them.</param>
    /// <returns>Whether they were read; if not, they have to be read one by one.</returns>
    public virtual bool TryReadAll(ReadOnlySpan<byte> bytes, Span<object?> values) => false;

    /// <summary>Writes a scalar by numpy's rules. On an error the bytes are unchanged.</summary>
    public abstract void Write(Span<byte> bytes, object? value);

    /// <summary>Writes text by the rules of <see cref="Write(Span{byte}, object)"/> for a string.</summary>
    /// <remarks>Codecs of what tables have millions of read the common forms without making a string.</remarks>
    public virtual void WriteText(Span<byte> bytes, ReadOnlySpan<char> text) => Write(bytes, text.ToString());

    /// <summary>
    /// Whether what <see cref="Read(ReadOnlySpan{byte})"/> gives tells all of the bytes, so that writing it makes the same ones.
    /// </summary>
    public virtual bool TellsAll(ReadOnlySpan<byte> bytes) => true;

    /// <summary>Writes an element of the same dtype that was kept with its bytes; on an error the bytes stay as they were.</summary>
    public virtual void WriteKept(Span<byte> bytes, KeptElement kept) => kept.Bytes.CopyTo(bytes);

    /// <summary>Whether a list is one value of this dtype, rather than several of them.</summary>
    public virtual bool TakesList(System.Collections.IList list) => false;

    /// <summary>Reads an element as PowerShell sees it.</summary>
    public static object? Read(DType dtype, ReadOnlySpan<byte> bytes) => dtype.Codec.Read(bytes);

    /// <summary>The element as PowerShell sees it; a <see cref="KeptElement"/> where that doesn't tell all of the bytes.</summary>
    public static object? ReadKept(DType dtype, ReadOnlySpan<byte> bytes)
    {
        ElementCodec codec = dtype.Codec;
        bytes = bytes[..dtype.ItemSize];
        return codec.TellsAll(bytes) ? codec.Read(bytes) : new KeptElement(codec.Read(bytes), dtype, bytes.ToArray());
    }

    /// <summary>Writes a scalar by numpy's rules, or an element that was kept.</summary>
    public static void Write(DType dtype, Span<byte> bytes, object? value)
    {
        KeptElement? kept = value as KeptElement ?? (value as Record)?.Kept;
        if (kept is not null && kept.DType.Equals(dtype))
        {
            dtype.Codec.WriteKept(bytes, kept);
        }
        else
        {
            dtype.Codec.Write(bytes, kept is null ? value : kept.Value);
        }
    }

    internal static ElementCodec Create(DType dtype) => dtype.Packing is null ? new Factory().Visit(dtype) : new PackedCodec(dtype);

    private sealed class Factory : DTypeVisitor<ElementCodec>
    {
        protected override ElementCodec Bool(DType dtype) => new BoolCodec(dtype);

        protected override ElementCodec Integer<T>(DType dtype) => new IntegerCodec<T>(dtype);

        protected override ElementCodec Floating<T>(DType dtype) => new FloatingCodec<T>(dtype);

        protected override ElementCodec Complex<T>(DType dtype) => new ComplexCodec<T>(dtype);

        protected override ElementCodec Time(DType dtype)
            => dtype.Kind == ElementKind.DateTime64 ? new DateTimeCodec(dtype) : new TimeSpanCodec(dtype);

        protected override ElementCodec Bytes(DType dtype) => new BytesCodec(dtype);

        protected override ElementCodec Text(DType dtype) => new TextCodec(dtype);

        protected override ElementCodec Void(DType dtype)
            => dtype.IsRecord ? new RecordCodec(dtype) : dtype.SubType is not null ? new SubArrayCodec(dtype) : new RawBytesCodec(dtype);

        protected override ElementCodec Unsupported(DType dtype) => throw new System.Diagnostics.UnreachableException(dtype.ToString());
    }
}
