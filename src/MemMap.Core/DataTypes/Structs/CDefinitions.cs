namespace MemMap.DataTypes;

/// <summary>A type that a text defines.</summary>
/// <param name="Name">Its name; <see langword="null"/> of the struct that a text of members alone is.</param>
/// <param name="Type">The type.</param>
/// <param name="Source">Gives the part of the text that defines it, with all that it refers to.</param>
internal sealed record TypeDefinition(string? Name, CType Type, Func<string> Source)
{
    /// <summary>How C names the type: a tag has its keyword before it.</summary>
    internal string? Declared { get; init; }

    /// <summary>The dtype; of a record of variable length, that of its fixed part.</summary>
    /// <exception cref="FormatException">The type can't be laid out.</exception>
    internal DType DType => Type.Error is { } error ? throw error : Type.DTypeOf('=');

    /// <summary>The dtype, which knows what the text says of files of the type.</summary>
    /// <exception cref="FormatException">The type can't be laid out.</exception>
    internal DType Sourced => Type is { Magic.Count: > 0, Error: null } ? new NamedType(Name ?? "", this).DType : DType;
}

/// <summary>The types of a text.</summary>
/// <param name="Types">The types that have names, in order; of several with one name, the last.</param>
/// <param name="Main">The type that the text stands for as a whole: the struct of its members, or the last one; <see langword="null"/> if
/// there is none.</param>
internal sealed record CDefinitions(IReadOnlyList<TypeDefinition> Types, TypeDefinition? Main)
{
    /// <summary>Whether a text is a definition in C, rather than a notation of numpy.</summary>
    internal static bool IsDefinition(string text) => text.AsSpan().IndexOfAny(';', '{') >= 0;

    /// <summary>The type that a text stands for as a whole.</summary>
    /// <exception cref="FormatException">The text is no C, or the type can't be laid out.</exception>
    internal static TypeDefinition MainOf(string text, bool align)
        => CParser.Parse(text, align).Main ?? throw Error.DefinitionAt(text, text.Length, "the text defines no type");
}
