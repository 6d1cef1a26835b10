using MemMap.Geometry;

namespace MemMap;

/// <summary>
/// A reference to a map that can be sent to another process: the location of its elements, not the elements. Handles are untrusted:
/// <see cref="Locate"/> checks their consistency, and <see cref="MemMapArray.Open(ArrayHandle)"/> checks them against the file.
/// </summary>
internal sealed record ArrayHandle
{
    /// <summary>The absolute path of the file.</summary>
    public required string FileName { get; init; }

    /// <summary>The offset in the file of the element with index 0 on every axis.</summary>
    public required long ByteOffset { get; init; }

    /// <summary>The dtype of an element.</summary>
    public required DType DType { get; init; }

    /// <summary>The length of each axis.</summary>
    public required long[] Shape { get; init; }

    /// <summary>The bytes from one element to the next along each axis.</summary>
    public required long[] Strides { get; init; }

    /// <summary>The mode of the map.</summary>
    public required MapMode Mode { get; init; }

    /// <summary>The access hint of the map.</summary>
    public AccessHint Access { get; init; }

    /// <summary>Whether elements could be assigned. A broadcast view is read-only, whatever the mode.</summary>
    public required bool IsWriteable { get; init; }

    /// <summary>The length of the file when the handle was made.</summary>
    public required long FileLength { get; init; }

    /// <summary>The machine on which <see cref="FileId"/> is valid.</summary>
    public string? Host { get; init; }

    /// <summary>The identity of the file on that machine.</summary>
    public string? FileId { get; init; }

    /// <summary>
    /// Whether the handle identifies a file of this machine. If so, the file must have this identity; otherwise only its path is known.
    /// </summary>
    public bool IsIdentified => FileId is not null && string.Equals(Host, Environment.MachineName, StringComparison.OrdinalIgnoreCase);

    /// <summary>The name of the array in its archive.</summary>
    public string? Member { get; init; }

    /// <summary>Of a part of an array: the row at which it begins.</summary>
    public long? FirstRow { get; init; }

    /// <summary>Returns the layout of the elements in the file, and the range of bytes that they occupy.</summary>
    /// <exception cref="FormatException">The properties are inconsistent, or extend past the file.</exception>
    public Layout Locate(out long start, out long end)
    {
        if (!Path.IsPathFullyQualified(FileName))
        {
            throw Error.HandleInvalid($"'{FileName}' is no absolute path on this system");
        }
        if (!IsIdentified && OperatingSystem.IsWindows() && FileName is ['\\' or '/', '\\' or '/', ..])
        {
            // Opening it would send the user's credentials to a server that the sender of the handle chose.
            throw Error.HandleInvalid(
                $"it doesn't tell which file it is of, and '{FileName}' may be on another machine; map it by its path with New-MemMap");
        }
        if (DType.ItemSize == 0 || DType.SubType is not null)
        {
            throw Error.HandleInvalid($"elements can't be of dtype {DType}");
        }
        if (Shape.Length != Strides.Length || Shape.Length > Layout.MaxNDim || Shape.Any(length => length < 0))
        {
            throw Error.HandleInvalid($"shape {Error.Shape(Shape)} and strides {Error.Shape(Strides)} are none of an array");
        }
        Layout layout;
        try
        {
            _ = Layout.CheckedByteSize(Shape, DType.ItemSize);
            layout = new Layout([.. Shape], [.. Strides], ByteOffset);
            (start, end) = layout.Extent(DType.ItemSize);
        }
        catch (Exception exception) when (exception is OverflowException or ArgumentException)
        {
            throw Error.HandleInvalid($"shape {Error.Shape(Shape)} and strides {Error.Shape(Strides)} are more than a file can have");
        }
        return start >= 0 && end <= FileLength ? layout
            : throw Error.HandleInvalid($"its elements are in the bytes {start} to {end} of a file of {FileLength} bytes");
    }
}
