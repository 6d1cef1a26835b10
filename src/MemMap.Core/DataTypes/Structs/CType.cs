namespace MemMap.DataTypes;

/// <summary>How an array of characters is text.</summary>
internal enum CText
{
    /// <summary>Elements are no characters.</summary>
    None,

    /// <summary>Bytes up to the first NUL: <c>char</c>.</summary>
    Bytes,

    /// <summary>UTF-16 up to the first NUL: <c>WCHAR</c>, <c>char16_t</c>.</summary>
    Utf16,

    /// <summary>UTF-32: <c>char32_t</c>, <c>wchar_t</c> of GCC.</summary>
    Utf32,
}

/// <summary>A type of a C definition: an element, which an array repeats.</summary>
/// <param name="Element">The dtype of the element, in the byte order of the machine unless it has one of its own.</param>
/// <param name="Alignment">Its alignment in C.</param>
internal sealed record CType(DType Element, int Alignment)
{
    /// <summary>Whether the element takes the byte order of the struct that it is in.</summary>
    internal bool TakesOrder { get; init; }

    /// <summary>Whether an array of the elements is text.</summary>
    internal CText Text { get; init; }

    /// <summary>The lengths of an array; none for one element.</summary>
    internal IReadOnlyList<CLength> Lengths { get; init; } = [];

    /// <summary>The members of an aggregate that stand in a struct of no name, with their places.</summary>
    internal IReadOnlyList<CField>? Fields { get; init; }

    /// <summary>The members of an aggregate behind its fixed part.</summary>
    internal IReadOnlyList<TailMember> Tail { get; init; } = [];

    /// <summary>Where the members behind the fixed part begin: before the padding at its end.</summary>
    internal long TailOffset { get; init; }

    /// <summary>What members are in every file of this type.</summary>
    internal IReadOnlyList<CMagic> Magic { get; init; } = [];

    /// <summary>Why the type can't be laid out: a pointer in it, an unknown name. It is an error where the type is used.</summary>
    internal FormatException? Error { get; init; }

    /// <summary>What the type's values are besides numbers. It is made when it is first used.</summary>
    internal Func<ElementMeaning>? Meaning { get; init; }

    /// <summary>Whether integers of the type are shown in hexadecimal.</summary>
    internal bool IsHexadecimal { get; init; }

    /// <summary>Whether bit fields may be of the type.</summary>
    internal bool IsInteger => (Element.IsInteger || Element.Kind == ElementKind.Bool) && Lengths.Count == 0 && Fields is null;

    /// <summary>Whether the type is a pointer or a function: it has a size in memory, and is an error in a file.</summary>
    internal bool IsReference { get; init; }

    /// <summary>Whether the size is known, though the type may be an error for something in it.</summary>
    internal bool HasSize { get; init; } = true;

    /// <summary>A pointer or a function.</summary>
    internal static CType Reference(FormatException error)
        => new(DType.UInt64, sizeof(ulong)) { TakesOrder = true, Error = error, IsReference = true };

    /// <summary>A type that can't be laid out.</summary>
    internal static CType Failed(FormatException error) => new(DType.UInt8, 1) { Error = error, HasSize = false };

    /// <summary>The same type as an array of its elements, or of its arrays.</summary>
    internal CType Array(IEnumerable<CLength> lengths) => this with { Lengths = [.. lengths, .. Lengths] };

    /// <summary>The dtype of a member of the type.</summary>
    /// <param name="order">The byte order of elements that take it: <c>&lt;</c>, <c>&gt;</c>, or <c>=</c>.</param>
    internal DType DTypeOf(char order) => DTypeOf(order, Lengths.Count);

    /// <summary>The dtype of what the last lengths of an array hold.</summary>
    internal DType DTypeOf(char order, int count)
    {
        long[] shape = [.. Lengths.TakeLast(count).Select(length => length.Constant ?? 0)];
        DType element = TakesOrder ? Element.InOrder(order) : Element;
        if (Text != CText.None)
        {
            long length = shape is [.., var last] ? last : 1;
            shape = shape is [.. var rest, _] ? rest : shape;
            element = TextOf(Text, length, element.IsBigEndian && Text != CText.Bytes);
        }
        else if (Meaning is not null)
        {
            element = element.WithMeaning(Meaning());
        }
        else if (IsHexadecimal && element.IsInteger)
        {
            element = element.InHexadecimal();
        }
        return DType.SubArray(element, shape);
    }

    /// <summary>A struct with all numbers, also those behind its fixed part, in one byte order.</summary>
    internal CType InOrder(char order) => this with
    {
        Element = Element.InOrder(order),
        TakesOrder = false,
        Tail = [.. Tail.Select(part => part with { Element = part.Element.InOrder(order) })],
    };

    private static DType TextOf(CText text, long length, bool isBigEndian) => text switch
    {
        CText.Bytes => TextTypes.Bytes(length, TextEncoding.Latin1),
        CText.Utf16 => TextTypes.Utf16(length, isBigEndian),
        _ => DType.Flexible(ElementKind.Text, length).NewByteOrder(isBigEndian ? '>' : '<'),
    };
}

/// <summary>The length of an array.</summary>
/// <param name="Constant">The number of elements; <see langword="null"/> if it is another one in each record.</param>
/// <param name="Expression">The number of elements of each record.</param>
/// <param name="IsRest">Whether the array goes on to the end of the file.</param>
/// <param name="IsTerminated">Whether the array ends with an element of zeros.</param>
internal sealed record CLength(long? Constant, CExpression? Expression = null, bool IsRest = false, bool IsTerminated = false);

/// <summary>What a member is in every file of a type.</summary>
/// <param name="Values">The values that it can have.</param>
internal sealed record CInitial(IReadOnlyList<object> Values)
{
    /// <summary>The values in files whose numbers are turned to big-endian, if others.</summary>
    internal IReadOnlyList<object>? BigEndian { get; init; }

    /// <summary>The least and the largest value, of an integer in each element.</summary>
    internal (long Least, long Largest)? Range { get; init; }

    /// <summary>The value of what is no record, but the end of a chain of them.</summary>
    internal long? Last { get; init; }
}

/// <summary>A member, or the path to one in it, and what it is in every file of a type.</summary>
internal sealed record CMagic(string Field, CInitial Initial);

/// <summary>A member of an aggregate with its place.</summary>
internal sealed record CField(string Name, DType DType, long Offset, int At, bool IsBits = false);

/// <summary>How the length of a record's part is known.</summary>
internal enum TailLength
{
    /// <summary>It is one element.</summary>
    One,

    /// <summary>An expression tells the number of elements.</summary>
    Counted,

    /// <summary>It ends with an element of zeros.</summary>
    Terminated,

    /// <summary>It goes on to the end of the array that is walked.</summary>
    Rest,

    /// <summary>It goes on to the next record, whose place is known otherwise.</summary>
    Open,
}

/// <summary>A part of a record behind the fixed part.</summary>
/// <param name="Name">The name.</param>
/// <param name="Element">The dtype of an element.</param>
/// <param name="Length">How its length is known.</param>
/// <param name="Count">The number of elements, of a part that is counted.</param>
/// <param name="Text">Whether its elements are the characters of a text.</param>
internal sealed record TailMember(string Name, DType Element, TailLength Length, CExpression? Count = null, CText Text = CText.None);
