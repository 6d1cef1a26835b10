using MemMap.DataTypes;

namespace MemMap;

// What numpy's notation doesn't say: what elements stand for, and whether text is cut that is too long for them. Dtypes are equal
// whatever that is.
public sealed partial class DType
{
    /// <summary>The meaning of elements; <see langword="null"/> if they mean just their values.</summary>
    internal ElementMeaning? Meaning { get; private init; }

    /// <summary>Converts elements without regard to their meaning.</summary>
    internal ElementCodec StoredCodec => Meaning is null ? Codec : ElementCodec.Create(this);

    /// <summary>The same dtype with a meaning. It equals this one.</summary>
    internal DType WithMeaning(ElementMeaning? meaning)
        => Fields is null && SubType is null
            ? new(Kind, ItemSize, IsSwapped, Unit) { Meaning = meaning, IsTruncating = IsTruncating }
            : throw new ArgumentException(ToString());

    /// <summary>Whether text and bytes that are too long for an element are cut to its length, rather than refused.</summary>
    internal bool IsTruncating { get; private init; }

    /// <summary>The same dtype, fields included, whose elements cut what is too long for them.</summary>
    internal DType Truncating()
        => Fields is { } fields ? new([.. fields.Select(field => field with { DType = field.DType.Truncating() })], ItemSize, IsAligned)
            : SubType is { } element ? new(element.Truncating(), _subShape!, ItemSize)
            : new(Kind, ItemSize, IsSwapped, Unit) { Meaning = Meaning?.Truncating(), IsTruncating = true };

    // Enums are what PowerShell makes of flags and of numbers that have names.
    private static DType OfEnum(Type type) => FromType(Enum.GetUnderlyingType(type)).WithMeaning(new EnumMeaning(type));
}
