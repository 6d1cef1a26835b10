using MemMap.DataTypes;

namespace MemMap;

// What elements stand for beyond what numpy's notation says.
public sealed partial class DType
{
    /// <summary>The meaning of elements; <see langword="null"/> if they mean just their values.</summary>
    internal ElementMeaning? Meaning { get; private init; }

    /// <summary>Converts elements without regard to their meaning.</summary>
    internal ElementCodec StoredCodec => Meaning is null ? Codec : ElementCodec.Create(this);

    /// <summary>The same dtype with a meaning. It equals this one.</summary>
    internal DType WithMeaning(ElementMeaning? meaning)
        => Fields is null && SubType is null ? new(Kind, ItemSize, IsSwapped, Unit) { Meaning = meaning }
            : throw new ArgumentException(ToString());

    // Enums are what PowerShell makes of flags and of numbers that have names.
    private static DType OfEnum(Type type) => FromType(Enum.GetUnderlyingType(type)).WithMeaning(new EnumMeaning(type));
}
