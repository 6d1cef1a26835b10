using MemMap.DataTypes;

namespace MemMap.Formats;

/// <summary>A field of a schema: a column, or a part of one.</summary>
/// <param name="Name">Its name.</param>
/// <param name="DType">The dtype of elements; null if there is none, or if they have no size of their own.</param>
/// <param name="Buffers">The number of buffers that it has in a record batch, without those of its children; null if that varies.</param>
/// <param name="Children">Its children.</param>
internal sealed record ArrowField(string Name, DType? DType, int Buffers, ArrowField[] Children)
{
    private const int MaxDepth = 16, MaxLength = 1 << 20;

    // The numbers of fields in the tables of the metadata.
    private const int NameField = 0, TypeField = 2, OptionsField = 3, DictionaryField = 4, ChildrenField = 5, MetadataField = 6;

    private static readonly string[] Units = ["s", "ms", "us", "ns"];

    /// <summary>Why there is no array of it; null if there is one.</summary>
    internal string? Problem { get; init; }

    /// <summary>Whether elements are bits.</summary>
    internal bool IsBits { get; init; }

    /// <summary>Whether it is its children only.</summary>
    internal bool IsStruct { get; init; }

    /// <summary>The number of elements of its child in one of its own; 0 if it is no list of fixed size.</summary>
    internal int ListSize { get; init; }

    /// <summary>The bytes of the numbers that say where texts begin; 0 if it is no text.</summary>
    internal int OffsetSize { get; init; }

    /// <summary>Whether numbers are big-endian.</summary>
    internal bool IsBigEndian { get; init; }

    /// <summary>Whether the length of elements is known before they are read.</summary>
    internal bool HasLength => OffsetSize == 0 && Values?.HasLength != false;

    /// <summary>The field of a dictionary's values, of which elements are the numbers; null if there is none.</summary>
    internal ArrowField? Values { get; init; }

    /// <summary>The number of the dictionary.</summary>
    internal long DictionaryId { get; init; }

    /// <summary>Whether its number of buffers varies from batch to batch.</summary>
    internal bool IsView { get; init; }

    /// <summary>What the schema says beside it.</summary>
    internal IReadOnlyList<KeyValuePair<string, object?>> Attributes { get; init; } = [];

    /// <summary>Reads a field and its children.</summary>
    /// <param name="file">The file.</param>
    /// <param name="field">The field.</param>
    /// <param name="isBig">Whether elements are big-endian.</param>
    /// <param name="count">The number of fields so far.</param>
    /// <param name="depth">The number of fields that this one is in.</param>
    internal static ArrowField Read(HeaderReader file, FlatTable field, bool isBig, ref int count, int depth = 0)
    {
        file.Require("depth of a column", depth, 0, MaxDepth);
        file.RequireFew("columns", ++count);
        string name = field.Text(NameField);
        file.Charge(name.Length);
        FlatTable[] tables = field.Tables(ChildrenField);
        var children = new ArrowField[tables.Length];
        for (int i = 0; i < tables.Length; i++)
        {
            children[i] = Read(file, tables[i], isBig, ref count, depth + 1);
        }
        ArrowField read = Typed(file, name, field.Byte(TypeField), field.Table(OptionsField), isBig, children);
        List<KeyValuePair<string, object?>> attributes = [.. Metadata(file, field, MetadataField), .. read.Attributes];
        // A column of a dictionary has numbers of its values; the dictionary has the type, and the column one of integers.
        return (field.Table(DictionaryField) is { } dictionary ? Numbered(read, dictionary, isBig) : read) with
        {
            Attributes = attributes,
        };
    }

    private static ArrowField Numbered(ArrowField values, FlatTable dictionary, bool isBig)
    {
        const int id = 0, index = 1, bits = 0, isSigned = 1, defaultBits = 32;
        ArrowField number = dictionary.Table(index) is { } type ? Integer(values.Name, type.Int32(bits), type.Byte(isSigned) != 0, isBig)
            : Integer(values.Name, defaultBits, isSigned: true, isBig);
        string? problem = values.Problem ?? number.Problem
            ?? (values.DType is null || values.ListSize > 0
                ? "its elements are numbers of a dictionary's values, which are no single elements" : null);
        return number with { Values = values, DictionaryId = dictionary.Int64(id), Problem = problem };
    }

    private static ArrowField Integer(string name, int bits, bool isSigned, bool isBig)
        => bits is 8 or 16 or 32 or 64
            ? new ArrowField(name, DType.Parse($"{(isBig ? '>' : '<')}{(isSigned ? 'i' : 'u')}{bits / 8}"), 2, [])
            : new ArrowField(name, null, 2, []) { Problem = $"its elements are integers of {bits} bits, which no dtype has" };

    /// <summary>Reads pairs of texts.</summary>
    internal static IEnumerable<KeyValuePair<string, object?>> Metadata(HeaderReader file, FlatTable table, int field)
    {
        foreach (FlatTable pair in table.Tables(field))
        {
            string key = pair.Text(0), value = pair.Text(1);
            file.Charge(key.Length + value.Length);
            yield return KeyValuePair.Create(key, (object?)value);
        }
    }

    private static ArrowField Typed(HeaderReader file, string name, byte type, FlatTable? given, bool isBig, ArrowField[] children)
    {
        string order = isBig ? ">" : "<";
        FlatTable options = given ?? throw file.Invalid($"column '{Printable.Line(name)}' has no type");
        switch (type)
        {
            case 1:
                return Refused("null", 0);
            case 2:
                return Integer(name, options.Int32(0), options.Byte(1) != 0, isBig);
            case 3:
                return Fixed(options.Int16(0) switch { 0 => $"{order}f2", 1 => $"{order}f4", 2 => $"{order}f8", _ => null });
            case 6:
                return new ArrowField(name, DType.Bool, 2, children) { IsBits = true };
            case 8 when options.Int16(0, 1) == 1:
                return Fixed($"{order}M8[ms]");
            case 8:
                DType days = DType.Parse($"{order}i4").WithMeaning(new DateMeaning("days", DType.Parse("M8[D]"), 0, isWide: true));
                return new ArrowField(name, days, 2, children);
            case 9 when options.Int32(1, 32) == 64:
                return Fixed($"{order}m8[{Unit(options.Int16(0, 1))}]");
            case 9:
                return Fixed($"{order}i4", ("Unit", Unit(options.Int16(0, 1))));
            case 10:
                return Fixed($"{order}M8[{Unit(options.Int16(0))}]", ("TimeZone", options.Text(1)));
            case 18:
                return Fixed($"{order}m8[{Unit(options.Int16(0, 1))}]");
            case 15:
                int width = (int)file.Require("size of an element", options.Int32(0), 0, int.MaxValue);
                return width == 0 ? Refused("empty", 2) : Fixed($"V{width}");
            case 7:
                return Refused("decimal numbers", 2);
            case 11:
                return Refused("intervals of months and days", 2);
            case 13:
                return new ArrowField(name, null, 1, children) { IsStruct = true };
            case 16:
                int length = (int)file.Require("length of a list", options.Int32(0), 0, MaxLength);
                return children is [{ DType: { } dtype, IsBits: false, OffsetSize: 0, Values: null, Problem: null } child]
                    && length > 0 && dtype.SubType is null
                    ? new ArrowField(name, dtype, 1, children) { ListSize = length, Attributes = child.Attributes }
                    : Refused("lists of what has no fixed size", 1);
            case 5 or 20:
                return new ArrowField(name, DType.Flexible(ElementKind.Text, 0), 3, children)
                {
                    OffsetSize = type == 5 ? sizeof(int) : sizeof(long),
                    IsBigEndian = isBig,
                };
            case 4 or 19:
                return Refused("bytes of variable length", 3);
            case 12 or 17 or 21:
                return Refused("of variable length", 2);
            case 23 or 24:
                return Refused(type == 24 ? "views of text (Utf8View)" : "views of bytes (BinaryView)", 2, "which are not read") with
                {
                    IsView = true,
                };
            case 25 or 26:
                return Refused("of variable length", 3);
            case 14:
                return Refused("of several types", options.Int16(0) == 0 ? 1 : 2);
            case 22:
                return Refused("runs of equal values", 0);
            default:
                return Refused($"of type {type}", 2);
        }

        ArrowField Fixed(string? code, params (string Name, string Value)[] attributes)
            => DType.TryParse(code, out DType? dtype)
                ? new ArrowField(name, dtype, 2, children)
                {
                    Attributes = [.. attributes.Where(pair => pair.Value.Length > 0)
                        .Select(pair => KeyValuePair.Create(pair.Name, (object?)pair.Value))],
                }
                : Refused($"of type {type} in a size that is unknown", 2);

        ArrowField Refused(string what, int buffers, string why = "which no dtype has")
            => new(name, null, buffers, children) { Problem = $"its elements are {what}, {why}" };

        string Unit(short unit) => Units[file.Require("unit of time", unit, 0, Units.Length - 1)];
    }
}
