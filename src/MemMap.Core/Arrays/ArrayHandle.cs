using MemMap.Geometry;

namespace MemMap;

/// <summary>
/// What of a map travels to another process: where its elements are, and not the elements. It may come from a stranger, so nothing in it
/// is believed: <see cref="Locate"/> checks it against itself, and <see cref="MemMapArray.Open(ArrayHandle)"/> against the file.
/// </summary>
internal sealed record ArrayHandle
{
    /// <summary>The absolute path of the file.</summary>
    public required string FileName { get; init; }

    /// <summary>Where in the file the element with index 0 on every axis is.</summary>
    public required long ByteOffset { get; init; }

    /// <summary>What one element is.</summary>
    public required DType DType { get; init; }

    /// <summary>The length of each axis.</summary>
    public required long[] Shape { get; init; }

    /// <summary>The bytes from one element to the next along each axis.</summary>
    public required long[] Strides { get; init; }

    /// <summary>How the file was mapped.</summary>
    public required MapMode Mode { get; init; }

    /// <summary>How the elements were reached; of a stranger's choice only whether they are buffered matters.</summary>
    public AccessHint Access { get; init; }

    /// <summary>Whether elements could be assigned; not so in a broadcast view, whatever the mode.</summary>
    public required bool IsWriteable { get; init; }

    /// <summary>The length of the file when the handle was made.</summary>
    public required long FileLength { get; init; }

    /// <summary>The machine on which <see cref="FileId"/> means something.</summary>
    public string? Host { get; init; }

    /// <summary>What tells the file from others of that machine.</summary>
    public string? FileId { get; init; }

    /// <summary>
    /// Whether it tells which file of this machine it is of. Then the file must be that one; otherwise any file may have been meant.
    /// </summary>
    public bool IsIdentified => FileId is not null && string.Equals(Host, Environment.MachineName, StringComparison.OrdinalIgnoreCase);

    /// <summary>The name of the array in its archive.</summary>
    public string? Member { get; init; }

    /// <summary>Where the elements are in the file, and the bytes of it that they touch.</summary>
    /// <exception cref="FormatException">The parts contradict one another, or reach out of the file.</exception>
    public Layout Locate(out long start, out long end)
    {
        if (!Path.IsPathFullyQualified(FileName))
        {
            throw Error.HandleInvalid($"'{FileName}' is no absolute path on this system");
        }
        if (!IsIdentified && OperatingSystem.IsWindows() && FileName is ['\\' or '/', '\\' or '/', ..])
        {
            // To open it would tell a server of the stranger's choice who the user is.
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
