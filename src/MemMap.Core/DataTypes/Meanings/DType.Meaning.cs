using MemMap.DataTypes;

namespace MemMap;

// What numpy's notation doesn't say: what elements stand for, the named type that was written, and whether text is cut that is too long
// for them. Dtypes are equal whatever that is.
public sealed partial class DType
{
    /// <summary>The meaning of elements; <see langword="null"/> if they mean just their values.</summary>
    internal ElementMeaning? Meaning { get; private init; }

    /// <summary>The named type that this dtype was written as; <see langword="null"/> for others, equal ones among them.</summary>
    internal NamedSource? Source { get; private set; }

    /// <summary>The registered name of a record, or of what elements stand for; <see langword="null"/> if there is none.</summary>
    internal string? RegisteredName => NamedTypes.NameOf(this) ?? (IsSwapped ? null : Meaning?.Name);

    /// <summary>
    /// The dtype in a message: its registered name, or numpy's notation, which for a long record is cut down to the names of some fields.
    /// </summary>
    internal string Called
    {
        get
        {
            const int LongestNotation = 60, FewFields = 4;
            string called = RegisteredName ?? ToString();
            return called.Length <= LongestNotation || Fields is not { } fields ? called
                : $"a record of {fields.Count} {(fields.Count == 1 ? "field" : "fields")} ({Error.Shortened(
                    string.Join(", ", fields.Take(FewFields).Select(one => one.Name)))}"
                    + $"{(fields.Count > FewFields ? ", ..." : "")})";
        }
    }

    /// <summary>The same dtype, written as a named type.</summary>
    internal DType WithSource(NamedSource source)
    {
        var copy = (DType)MemberwiseClone();
        copy.Source = source;
        return copy;
    }

    /// <summary>Whether it is some fields of another record, which are where they are there.</summary>
    internal bool IsSelection { get; private set; }

    /// <summary>The same dtype, of some fields of another record.</summary>
    internal DType AsSelection()
    {
        var copy = (DType)MemberwiseClone();
        (copy.IsSelection, copy._codec) = (true, null);
        return copy;
    }

    /// <summary>Converts elements without regard to their meaning.</summary>
    internal ElementCodec StoredCodec => Meaning is null ? Codec : ElementCodec.Create(this);

    /// <summary>The same dtype with a meaning. It equals this one.</summary>
    internal DType WithMeaning(ElementMeaning? meaning)
        => Fields is null && SubType is null
            ? Like(IsSwapped, meaning)
            : throw new ArgumentException(ToString());

    /// <summary>
    /// The same dtype with all parts in one byte order, <c>&lt;</c>, <c>&gt;</c> or <c>=</c>. GUIDs and UTF-16 are turned too, which
    /// <see cref="NewByteOrder(char)"/> doesn't do: their codecs know their byte order, and their dtype has none.
    /// </summary>
    internal DType InOrder(char order)
        => Fields is { } fields
                ? Record([.. fields.Select(field => field with { DType = field.DType.InOrder(order) })], ItemSize, IsAligned)
            : SubType is { } element ? SubArray(element.InOrder(order), SubShape)
            : Meaning is { } meaning && !HasByteOrder ? WithMeaning(meaning.InOrder(order))
            : NewByteOrder(order);

    /// <summary>Whether integers are shown in hexadecimal where they are not printed as numpy prints them.</summary>
    internal bool IsHexadecimal { get; private init; }

    /// <summary>The same dtype of integers, which are shown in hexadecimal.</summary>
    internal DType InHexadecimal() => Like(IsSwapped, Meaning, isHexadecimal: true);

    /// <summary>Whether text and bytes that are too long for an element are cut to its length, rather than refused.</summary>
    internal bool IsTruncating { get; private init; }

    /// <summary>The same dtype, fields included, whose elements cut what is too long for them.</summary>
    internal DType Truncating()
        => Fields is { } fields ? new([.. fields.Select(field => field with { DType = field.DType.Truncating() })], ItemSize, IsAligned)
            : SubType is { } element ? new(element.Truncating(), _subShape!, ItemSize)
            : Like(IsSwapped, Meaning?.Truncating(), isTruncating: true);

    /// <summary>The same dtype, fields included, whose bytes of text (<c>S</c>) are read in an encoding.</summary>
    internal DType WithEncoding(System.Text.Encoding encoding)
        => IsSelection ? Encoded(encoding).AsSelection() : Encoded(encoding);

    private DType Encoded(System.Text.Encoding encoding)
        => Fields is { } fields ? Record([.. fields.Select(field => field with { DType = field.DType.WithEncoding(encoding) })], ItemSize,
                IsAligned)
            : SubType is { } element ? SubArray(element.WithEncoding(encoding), SubShape)
            : Kind == ElementKind.Bytes ? WithMeaning(new EncodedTextMeaning(ItemSize, encoding)) : this;

    private DType Like(bool isSwapped) => Like(isSwapped, Meaning);

    private DType Like(bool isSwapped, ElementMeaning? meaning, bool? isTruncating = null, bool? isHexadecimal = null)
        => new(Kind, ItemSize, isSwapped, Unit)
        {
            Meaning = meaning,
            IsTruncating = isTruncating ?? IsTruncating,
            Packing = Packing,
            IsHexadecimal = isHexadecimal ?? IsHexadecimal,
        };

    // Enums are what PowerShell makes of flags and of numbers that have names.
    private static DType OfEnum(Type type) => FromType(Enum.GetUnderlyingType(type)).WithMeaning(new EnumMeaning(type));
}
