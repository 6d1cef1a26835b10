namespace MemMap;

/// <summary>A field of a record dtype.</summary>
/// <param name="Name">The name, unique within the record.</param>
/// <param name="DType">The dtype of the field, which may be a sub-array or a record.</param>
/// <param name="Offset">The offset of the field in bytes from the start of the record.</param>
/// <param name="Title">numpy's second name of a field; <see langword="null"/> for none.</param>
public sealed record Field(string Name, DType DType, int Offset, string? Title = null)
{
    // Public ones would let a shell change the fields of dtypes, which many arrays share: $m.DType.Fields[0].Name = 'x'.

    /// <summary>The name, unique within the record.</summary>
    public string Name { get; internal init; } = Name;

    /// <summary>The dtype of the field, which may be a sub-array or a record.</summary>
    public DType DType { get; internal init; } = DType;

    /// <summary>The offset of the field in bytes from the start of the record.</summary>
    public int Offset { get; internal init; } = Offset;

    /// <summary>numpy's second name of a field; <see langword="null"/> for none.</summary>
    public string? Title { get; internal init; } = Title;
}
