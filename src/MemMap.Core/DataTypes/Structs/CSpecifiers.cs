namespace MemMap.DataTypes;

/// <summary>What stands before the names of a declaration.</summary>
internal sealed class CSpecifiers
{
    /// <summary>The type; <see langword="null"/> if none is named yet.</summary>
    internal CType? Type { get; set; }

    /// <summary>The words of a type of C itself, such as <c>unsigned</c> and <c>long</c>.</summary>
    internal List<string> Words { get; } = [];

    /// <summary>Whether the declaration names a type.</summary>
    internal bool IsTypedef { get; set; }

    /// <summary>Whether the declaration is of something that isn't in a file: a function, a variable of another place.</summary>
    internal bool IsElsewhere { get; set; }

    /// <summary>Whether the type is a struct or union with a tag, or an enum.</summary>
    internal bool IsTag { get; set; }

    /// <summary>The attributes.</summary>
    internal CAttributes Attributes { get; set; } = new();
}

/// <summary>Attributes of a declaration, a struct or a member.</summary>
internal sealed record CAttributes
{
    /// <summary>Whether members follow one another without padding.</summary>
    internal bool IsPacked { get; set; }

    /// <summary>The alignment; 0 for none.</summary>
    internal int Alignment { get; set; }

    /// <summary>Whether bit fields are those of Microsoft's compiler; <see langword="null"/> if nothing is said.</summary>
    internal bool? IsMicrosoft { get; set; }

    /// <summary>Whether the values of an enum are flags.</summary>
    internal bool IsFlags { get; set; }

    /// <summary>The byte order: <c>&lt;</c> or <c>&gt;</c>; <see langword="null"/> if nothing is said.</summary>
    internal char? Order { get; set; }

    /// <summary>Whether integers are shown in hexadecimal.</summary>
    internal bool IsHexadecimal { get; set; }

    /// <summary>The value of a member that ends a chain of records; <see langword="null"/> if none does.</summary>
    internal long? Last { get; set; }

    /// <summary>The attributes with those of another place.</summary>
    internal CAttributes With(CAttributes other) => new()
    {
        IsPacked = IsPacked || other.IsPacked,
        Alignment = Math.Max(Alignment, other.Alignment),
        IsMicrosoft = other.IsMicrosoft ?? IsMicrosoft,
        IsFlags = IsFlags || other.IsFlags,
        Order = other.Order ?? Order,
        IsHexadecimal = IsHexadecimal || other.IsHexadecimal,
        Last = other.Last ?? Last,
    };
}
