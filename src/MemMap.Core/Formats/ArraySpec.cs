namespace MemMap.Formats;

/// <summary>What a user says about an array in a file; null where they leave it to the file or to the defaults.</summary>
internal sealed record ArraySpec(DType? DType = null, long[]? Shape = null, MemoryOrder? Order = null, long? Offset = null)
{
    /// <summary>Fails where a header says something else.</summary>
    /// <param name="header">What the file says.</param>
    /// <param name="offset">Where in the file the elements are.</param>
    /// <param name="path">The file.</param>
    /// <exception cref="ArgumentException">They contradict one another.</exception>
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
        // Where at most one axis is longer than 1, the two orders are the same.
        if (Order is { } order && order != written && shape.Count(length => length > 1) > 1)
        {
            throw Error.HeaderDisagrees(path, "order", written, order);
        }
    }
}
