namespace MemMap.Output;

/// <summary>An element of a joined array, with its index and its file: the output of Find-MemMapValue.</summary>
public sealed class JoinedElement : IndexedElement
{
    internal JoinedElement(object index, object? value, JoinedPart part, long row) : base(index, value)
        => (FileName, Member, FileRow) = (part.FileName, part.Member, row - part.FirstRow);

    /// <summary>The file of the element; <see langword="null"/> if it is in memory.</summary>
    public string? FileName { get; }

    /// <summary>The member of the archive that the file is; <see langword="null"/> if it is none.</summary>
    public string? Member { get; }

    /// <summary>The index of the element on the joined axis in its file.</summary>
    public long FileRow { get; }
}
