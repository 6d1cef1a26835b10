using System.Collections.Concurrent;

namespace MemMap.DataTypes;

/// <summary>
/// The named dtypes: the built-in ones, and those that users register. The table is shared by the process, so a name that one runspace
/// registers is known in all of them.
/// </summary>
internal static partial class NamedTypes
{
    // The registered ones, and those that are no definitions. Names are case-insensitive, as in PowerShell.
    private static readonly ConcurrentDictionary<string, NamedType> Table = new(
        Scalars().Select(type => KeyValuePair.Create(type.Name, type)), StringComparer.OrdinalIgnoreCase);

    /// <summary>All named types, by name.</summary>
    internal static IReadOnlyList<NamedType> All => [.. Table.Values.Concat(TypeFiles.All.Where(type => !Table.ContainsKey(type.Name)))
        .OrderBy(type => type.Name, StringComparer.OrdinalIgnoreCase)];

    /// <summary>The type of a name, or <see langword="null"/>.</summary>
    internal static NamedType? Find(string name) => Table.GetValueOrDefault(name) ?? TypeFiles.Find(name);

    /// <summary>The named type that equals a record, or <see langword="null"/>.</summary>
    internal static NamedType? Find(DType record) => record.IsRecord ? OfSize(record).FirstOrDefault(type => type.DType == record) : null;

    /// <summary>
    /// What a record was written as, or the name of a type that equals it, with <c>&gt;</c> if all its fields are turned;
    /// <see langword="null"/> if there is none.
    /// </summary>
    internal static string? NameOf(DType record)
        => !record.IsRecord ? null : record.Source is { Name: { Length: > 0 } name } ? name
            : Find(record)?.Name ?? Turned(record)?.Name;

    /// <summary>
    /// The dtype with the meanings of a named type that equals it, or equals it in the other byte order. Files and handles do not store
    /// meanings.
    /// </summary>
    internal static DType Known(DType dtype)
        => Find(dtype)?.DType ?? (Turned(dtype) is { } turned ? turned.Type.InOrder(turned.Order) : dtype);

    /// <summary>The types whose definitions can be read.</summary>
    internal static IEnumerable<NamedType> Readable(IEnumerable<NamedType> types)
    {
        foreach (NamedType type in types)
        {
            bool isRead;
            try
            {
                isRead = type.DType is not null;
            }
            catch (FormatException)
            {
                // Somebody has changed its file. Whoever asks for the type by its name is told.
                isRead = false;
            }
            if (isRead)
            {
                yield return type;
            }
        }
    }

    private static NamedSource? Turned(DType record)
        => !record.IsRecord ? null
            : OfSize(record).SelectMany(type => new[] { type.InOrder('>'), type.InOrder('<') }).FirstOrDefault(dtype => dtype == record)
                ?.Source;

    // Those of another size aren't read from their files.
    private static IEnumerable<NamedType> OfSize(DType record) => Readable(All.Where(type => type.ItemSize == record.ItemSize));

    /// <summary>
    /// The named types of a text in C: its structs, unions and enums, and the type that it stands for as a whole. Names that begin with '_'
    /// are the text's own.
    /// </summary>
    /// <param name="text">The definitions.</param>
    /// <param name="align">Whether members are aligned where the text doesn't say how.</param>
    /// <param name="name">The name of the type that the text stands for, if not that of the text.</param>
    /// <exception cref="FormatException">The text is no C, or a type can't be laid out.</exception>
    internal static IReadOnlyList<NamedType> Define(string text, bool align, string? name)
    {
        if (!CDefinitions.IsDefinition(text))
        {
            return [new(name ?? throw Error.DefinitionUnnamed(), DTypeParser.Parse(text, align))];
        }
        CDefinitions definitions = CParser.Parse(text, align);
        TypeDefinition main = definitions.Main ?? throw Error.DefinitionAt(text, text.Length, "the text defines no type");
        List<NamedType> types =
        [
            .. definitions.Types
                .Where(type => type.Name != main.Name && type.Name![0] != '_' && !DTypeParser.IsNumpys(type.Name)
                    && (type.Type.Fields is not null || type.Type.Meaning is not null || type.Type.Error is not null))
                .Select(type => Of(type, type.Name!, text)),
            Of(main, name ?? main.Name ?? throw Error.DefinitionUnnamed(), text),
        ];
        return types;
    }

    /// <summary>The structs, unions and enums of a header that can be laid out, and why others can't.</summary>
    internal static (IReadOnlyList<NamedType> Types, IReadOnlyList<(string Name, string Why)> Skipped) Header(string text, bool align)
    {
        List<NamedType> types = [];
        List<(string, string)> skipped = [];
        foreach (TypeDefinition type in CParser.Parse(text, align).Types.Where(type => !DTypeParser.IsNumpys(type.Name!)
            && type.Name![0] != '_'))
        {
            if (type.Type.Error is { } error)
            {
                skipped.Add((type.Name!, error.Message));
            }
            else if (type.Type.Fields is not null || type.Type.Meaning is not null)
            {
                types.Add(Of(type, type.Name!, text));
            }
        }
        return (types, skipped);
    }

    private static NamedType Of(TypeDefinition type, string name, string text) => new(name, type) { Family = text };

    /// <summary>Registers a named dtype. Registering the same name and dtype again is no error.</summary>
    /// <param name="type">The name and its dtype.</param>
    /// <param name="replace">Whether the name may be redefined.</param>
    /// <exception cref="ArgumentException">The text is no name, is one of numpy's, or already names another dtype.</exception>
    internal static void Register(NamedType type, bool replace)
    {
        // The characters that may follow a comma, a count or a parenthesis in a list of dtypes and mean nothing else there.
        if (!char.IsAsciiLetter(type.Name[0]) || !type.Name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.'))
        {
            throw Error.TypeNameInvalid(type.Name);
        }
        if (DTypeParser.NumpysOf(type.Name) is { } numpys)
        {
            throw Error.TypeNameOfNumpy(type.Name, numpys, type.Structure is not null);
        }
        NamedType known = replace ? Table[type.Name] = type : Find(type.Name) ?? Table.GetOrAdd(type.Name, type);
        if (known.DType != type.DType)
        {
            throw Error.TypeNameTaken(known);
        }
    }

    /// <summary>The types that were registered, by name.</summary>
    internal static IEnumerable<NamedType> Registered
        => Table.Values.Where(static type => !type.IsBuiltIn).OrderBy(static type => type.Name, StringComparer.OrdinalIgnoreCase);

    /// <summary>Removes a registered name. A built-in type that it replaced has its name again.</summary>
    internal static void Unregister(NamedType type)
    {
        if (Table.TryRemove(KeyValuePair.Create(type.Name, type))
            && Scalars().FirstOrDefault(scalar => scalar.Name.Equals(type.Name, StringComparison.OrdinalIgnoreCase)) is { } scalar)
        {
            Table.TryAdd(scalar.Name, scalar);
        }
    }
}
