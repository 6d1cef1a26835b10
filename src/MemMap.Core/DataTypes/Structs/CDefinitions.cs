using System.Globalization;
using System.Text;

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

// The results, and the text of each.
internal sealed partial class CParser
{
    private CDefinitions Definitions(bool align)
    {
        List<(string Name, string Keyword, CType Type, int Declaration)> last = [.. _defined
            .GroupBy(defined => defined.Name).Select(same => same.Last()).OrderBy(defined => defined.Declaration)];
        List<TypeDefinition> types = [.. last.Select(defined => new TypeDefinition(defined.Name, defined.Type, ()
            => SourceOf(defined.Declaration))
        {
            Declared = defined.Keyword + defined.Name,
        })];
        TypeDefinition? main = _variables.Count == 0 ? types.LastOrDefault()
            // A struct with a name behind it has that name.
            : _variables is [{ Type: { Fields: not null, Lengths.Count: 0 }, Bits: null } only]
                ? types.Find(type => ReferenceEquals(type.Type, only.Type)) ?? new(only.Name, only.Type, () => Whole(align))
            : new(null, Place(_variables, isUnion: false, new(), _variableState ?? _state, 0), () => Whole(align));
        return new(types, main);
    }

    // The text says what -Align says, so that it is the same type wherever it is read.
    private string Whole(bool align) => (align ? "#pragma pack()\n" : "") + Text.Trim();

    /// <summary>The text of a declaration with the constants and declarations that it refers to.</summary>
    private string SourceOf(int declaration)
    {
        SortedSet<int> needed = [];
        Stack<int> open = new([declaration]);
        while (open.TryPop(out int next))
        {
            if (needed.Add(next))
            {
                foreach (int used in _declarations[next].Uses)
                {
                    open.Push(used);
                }
            }
        }
        StringBuilder source = new();
        foreach (string line in ConstantsOf(needed))
        {
            source.Append(line).Append('\n');
        }
        CState state = new(1, false, '=');
        foreach (CDeclaration part in needed.Select(number => _declarations[number]))
        {
            AppendPragmas(source, state, part.State);
            state = part.State;
            CToken[] tokens = [.. TokensOf(part.Start, part.End)];
            source.Append(Text, tokens[0].Start, tokens[^1].End - tokens[0].Start).Append('\n');
        }
        return source.ToString().TrimEnd();
    }

    private static void AppendPragmas(StringBuilder source, CState from, CState to)
    {
        if (from.Pack != to.Pack)
        {
            string pack = to.Pack == 0 ? "" : to.Pack.ToString(CultureInfo.InvariantCulture);
            source.Append(CultureInfo.InvariantCulture, $"#pragma pack({pack})\n");
        }
        if (from.IsMicrosoft != to.IsMicrosoft)
        {
            source.Append(CultureInfo.InvariantCulture, $"#pragma ms_struct {(to.IsMicrosoft ? "on" : "off")}\n");
        }
        if (from.Order != to.Order)
        {
            string order = to.Order switch { '>' => "big-endian", '<' => "little-endian", _ => "default" };
            source.Append(CultureInfo.InvariantCulture, $"#pragma scalar_storage_order {order}\n");
        }
    }

    private List<string> ConstantsOf(IEnumerable<int> declarations)
    {
        HashSet<string> seen = [];
        Stack<string> open = [];
        foreach (CDeclaration declaration in declarations.Select(number => _declarations[number]))
        {
            CToken[] tokens = [.. TokensOf(declaration.Start, declaration.End)];
            int start = tokens[0].Start, end = tokens[^1].End;
            foreach (string name in tokens.Select(token => token.Macro).OfType<string>()
                .Concat(_preprocessor.Asked.Where(asked => asked.At >= start && asked.At < end).Select(asked => asked.Name)))
            {
                open.Push(name);
            }
        }
        while (open.TryPop(out string? name))
        {
            if (_preprocessor.Lines.ContainsKey(name) && seen.Add(name))
            {
                foreach (string inner in _preprocessor.NamesIn(name))
                {
                    open.Push(inner);
                }
            }
        }
        // In the order of the text: a constant stands for what the others stand for where it is used.
        return [.. _preprocessor.Lines.Where(line => seen.Contains(line.Key)).Select(line => line.Value)];
    }
}
