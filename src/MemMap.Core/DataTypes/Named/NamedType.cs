namespace MemMap;

/// <summary>A dtype that has a name of its own, such as <c>utmp</c>, and can be written by it wherever a dtype is.</summary>
/// <param name="Name">The name; the case of its letters doesn't matter.</param>
/// <param name="DType">What the name stands for.</param>
/// <param name="Description">What it describes, and where in a file it is found.</param>
/// <param name="IsBuiltIn">Whether it came with the module.</param>
public sealed record NamedType(string Name, DType DType, string Description = "", bool IsBuiltIn = false)
{
    /// <summary>The size of one element in bytes.</summary>
    public int ItemSize => DType.ItemSize;

    /// <summary>The fields of a record; <see langword="null"/> of other types.</summary>
    public IReadOnlyList<Field>? Fields => DType.Fields;
}
