using MemMap.DataTypes;

namespace MemMap;

/// <summary>A dtype with a name, such as <c>utmp</c>, that can be used wherever a dtype can.</summary>
/// <param name="Name">The name, in any letter case.</param>
/// <param name="DType">The dtype of that name.</param>
/// <param name="Description">A description, including where in a file the type occurs.</param>
/// <param name="IsBuiltIn">Whether it is part of the module.</param>
public sealed record NamedType(string Name, DType DType, string Description = "", bool IsBuiltIn = false)
{
    /// <summary>The size of one element in bytes.</summary>
    public int ItemSize => DType.ItemSize;

    /// <summary>The definition of the type: the C text, or the notation that it was registered with.</summary>
    public string Definition => Structure?.Source() ?? ShortNotation.Of(DType);

    /// <summary>The type as a definition in C has it; <see langword="null"/> of other types.</summary>
    internal TypeDefinition? Structure { get; init; }

    /// <summary>The fields of a record; <see langword="null"/> of other types.</summary>
    public IReadOnlyList<Field>? Fields => DType.Fields;
}
