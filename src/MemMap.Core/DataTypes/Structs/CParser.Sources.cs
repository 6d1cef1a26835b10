using System.Globalization;
using System.Text;

namespace MemMap.DataTypes;

// The types of a text, and the part of the text that defines each.
internal sealed partial class CParser
{
    private CDefinitions Definitions(bool align)
    {
        // Of several with one name, the last.
        HashSet<string> names = [];
        List<TypeDefinition> types = [.. _defined.AsEnumerable().Reverse().Where(defined => names.Add(defined.Name)).Reverse()
            .Select(defined => new TypeDefinition(defined.Name, defined.Type, () => SourceOf(defined.Name, defined.Type, defined.Part))
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

    /// <summary>The text of a type with the constants and the other types that it refers to.</summary>
    private string SourceOf(string name, CType type, CPart part)
    {
        HashSet<CPart> needed = [];
        Stack<CPart> open = new([part]);
        while (open.TryPop(out CPart? next))
        {
            if (needed.Add(next))
            {
                foreach (CPart used in next.Uses.Concat(next.Head?.Uses ?? []))
                {
                    open.Push(used);
                }
            }
        }
        // What is a part of another one is in its text. Declarators of one declaration stand in one.
        List<List<CPart>> groups = [.. needed.Where(part => !needed.Any(other => other != part && Contains(other, part)))
            .GroupBy(part => part.Head ?? part).Select(group => group.OrderBy(part => part.Start).ToList())
            .OrderBy(group => group[^1].Start)];
        string source = Compose(groups, isExpanded: false);
        // A constant that is another one further on, a stack of alignments: then what the tokens stand for is written out.
        return ReadsAs(source, name, type) ? source : Compose(groups, isExpanded: true);
    }

    private static bool Contains(CPart outer, CPart part)
        => part.Head is null && outer.Ranges.Any(range => part.Start >= range.Start && part.End <= range.End);

    private static bool ReadsAs(string source, string name, CType type)
    {
        try
        {
            return Parse(source, align: false).Main is { } main && main.Name == name && main.DType.Equals(type.DTypeOf('='))
                && main.Type.Tail.Select(part => part.Name).SequenceEqual(type.Tail.Select(part => part.Name));
        }
        catch (FormatException)
        {
            return false;
        }
    }

    private string Compose(List<List<CPart>> groups, bool isExpanded)
    {
        StringBuilder source = new();
        foreach (string line in isExpanded ? [] : ConstantsOf(groups.SelectMany(group => group).SelectMany(part => part.Ranges)))
        {
            source.Append(line).Append('\n');
        }
        CState state = new(1, false, '=');
        foreach (List<CPart> group in groups)
        {
            AppendPragmas(source, state, group[0].State);
            state = group[^1].EndState;
            foreach ((int start, int end) in group[0].Ranges.SkipLast(1))
            {
                Append(source, start, end, isExpanded);
                source.Append(' ');
            }
            for (int i = 0; i < group.Count; i++)
            {
                source.Append(i > 0 ? ", " : "");
                Append(source, group[i].Start, group[i].End, isExpanded);
            }
            source.Append(";\n");
        }
        return source.ToString().TrimEnd();
    }

    private void Append(StringBuilder source, int start, int end, bool isExpanded)
    {
        CToken[] tokens = [.. TokensOf(start, end)];
        if (!isExpanded && tokens.Length > 0)
        {
            source.Append(Text, tokens[0].Start, tokens[^1].End - tokens[0].Start);
            return;
        }
        for (int i = 0; i < tokens.Length; i++)
        {
            if (tokens[i].Kind != CTokenKind.Directive)
            {
                source.Append(i > 0 ? " " : "").Append(Spelled(tokens[i]));
                continue;
            }
            (CState before, CState behind) = _pragmas[start + i];
            source.Append('\n');
            AppendPragmas(source, before, behind);
        }
    }

    private static string Spelled(CToken token) => token.Kind != CTokenKind.Text ? token.Text
        : $"\"{string.Concat(token.Text.Select(c => c is < ' ' or '"' or '\\' or (>= '\x7f' and <= '\xff') ? $"\\{Octal(c)}" : $"{c}"))}\"";

    private static string Octal(char c) => Convert.ToString(c, 8).PadLeft(3, '0');

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

    private List<string> ConstantsOf(IEnumerable<(int Start, int End)> ranges)
    {
        HashSet<string> seen = [];
        Stack<string> open = [];
        foreach (CToken[] tokens in ranges.Select(range => TokensOf(range.Start, range.End).ToArray()).Where(tokens => tokens.Length > 0))
        {
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
