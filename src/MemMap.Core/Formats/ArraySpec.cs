namespace MemMap.Formats;

/// <summary>The user's parameters of an array in a file; null for those that come from the file or the defaults.</summary>
internal sealed record ArraySpec(DType? DType = null, long[]? Shape = null, MemoryOrder? Order = null, long? Offset = null)
{
    /// <summary>Whether a raw file is opened as a named type even if the type's magic is not in it.</summary>
    public bool SkipsMagic { get; init; }

    /// <summary>Whether what follows the last whole element or row of a raw file is left out, instead of being an error.</summary>
    public bool TakesWholeRows { get; init; }

    /// <summary>The maximum length of the text in a .npy file's header, in bytes.</summary>
    public int MaxHeader { get; init; } = NpyHeader.MaxText;

    /// <summary>Throws if a header contradicts the parameters.</summary>
    /// <param name="header">The header of the file.</param>
    /// <param name="offset">The offset of the elements in the file.</param>
    /// <param name="path">The file.</param>
    /// <exception cref="ArgumentException">The header contradicts the parameters.</exception>
    public void RequireAgreement(NpyHeader header, long offset, string path)
        => RequireAgreement(header.DType, header.Shape, header.Order, offset, path);

    /// <inheritdoc cref="RequireAgreement(NpyHeader, long, string)"/>
    public void RequireAgreement(DType dtype, long[] shape, MemoryOrder written, long offset, string path)
    {
        if (DType is not null && DType != dtype)
        {
            throw Error.HeaderDisagrees(path, "dtype", dtype, DType);
        }
        if (Shape is not null && !Shape.AsSpan().SequenceEqual(shape))
        {
            throw Error.HeaderDisagrees(path, "shape", Error.Shape(shape), Error.Shape(Shape));
        }
        if (Offset is { } given && given != offset)
        {
            throw Error.HeaderDisagrees(path, "offset", offset, given);
        }
        // If at most one axis is longer than 1, the two orders are the same.
        if (Order is { } order && order != written && shape.Count(length => length > 1) > 1)
        {
            throw Error.HeaderDisagrees(path, "order", written, order);
        }
    }
}
