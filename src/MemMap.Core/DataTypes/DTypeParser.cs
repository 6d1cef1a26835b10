using System.Globalization;

namespace MemMap.DataTypes;

/// <summary>
/// Reads numpy's notations:
/// <code>
/// text   = simple | list | literal
/// list   = item *("," item)                        fields f0, f1 ...; a single item is itself
/// item   = [order] [count | "(" lengths ")"] simple        a count or lengths make a sub-array
/// simple = registered | name | [order] code | [order] ("S" | "U" | "V" | "a") digits | [order] time "[" unit "]"
/// order  = "&lt;" | ">" | "=" | "|"
/// </code>
/// A literal is Python's list, tuple or dictionary form, see <see cref="DTypeSpec"/>.
/// </summary>
internal static class DTypeParser
{
    public static DType Parse(string text, bool align)
    {
        if (!text.Contains(',', StringComparison.Ordinal) && TryParseSimple(text) is DType simple)
        {
            return simple;
        }
        if (text.Length == 0 || char.IsWhiteSpace(text[0]) || char.IsWhiteSpace(text[^1]))
        {
            throw Error.DTypeNotUnderstood(text);
        }
        return IsLiteral(text) ? DTypeSpec.FromLiteral(PythonLiteral.Parse(text), align) : ParseList(text, align);
    }

    // "(2,3)f8" is a sub-array in the list notation, "('<f8', (2, 3))" one as a literal.
    private static bool IsLiteral(string text)
        => text[0] is '[' or '{' || (text[0] == '(' && text.AsSpan(1).TrimStart() is ['\'' or '"' or '[' or '{' or '(', ..]);

    private static DType ParseList(string text, bool align)
    {
        List<DType> items = [];
        ReadOnlySpan<char> rest = text;
        do
        {
            int end = EndOfItem(rest);
            items.Add(ParseItem(rest[..end].Trim(), text));
            rest = end < rest.Length ? rest[(end + 1)..] : [];
        }
        while (!rest.IsWhiteSpace());
        if (items.Count == 1)
        {
            return items[0];
        }
        RecordBuilder record = new(align);
        items.ForEach(item => record.Add("", item));
        return record.Build();
    }

    // The first comma outside of brackets.
    private static int EndOfItem(ReadOnlySpan<char> text)
    {
        int depth = 0;
        for (int i = 0; i < text.Length; i++)
        {
            switch (text[i])
            {
                case '(' or '[':
                    depth++;
                    break;
                case ')' or ']':
                    depth--;
                    break;
                case ',' when depth == 0:
                    return i;
            }
        }
        return text.Length;
    }

    private static DType ParseItem(ReadOnlySpan<char> item, string whole)
    {
        ReadOnlySpan<char> order = item is ['<' or '>' or '=' or '|', ..] ? item[..1] : [];
        ReadOnlySpan<char> rest = item[order.Length..];
        long[] shape = TakeShape(ref rest, whole);
        rest = rest.TrimStart();
        if (order.Length > 0 && rest is ['<' or '>' or '=' or '|', ..])
        {
            throw Error.DTypeNotUnderstood(whole);
        }
        string name = string.Concat(order, rest);
        return DType.SubArray(TryParseSimple(name) ?? throw Error.DTypeNotUnderstood(name.Length == 0 ? whole : name), shape);
    }

    private static long[] TakeShape(ref ReadOnlySpan<char> item, string whole)
    {
        if (item is not ['(', ..])
        {
            int digits = item.IndexOfAnyExceptInRange('0', '9');
            if (digits <= 0)
            {
                return [];
            }
            long count = ParseLength(item[..digits], whole);
            item = item[digits..];
            return count == 1 ? [] : [count];
        }
        int close = item.IndexOf(')');
        if (close < 0)
        {
            throw Error.DTypeNotUnderstood(whole);
        }
        List<long> lengths = [];
        ReadOnlySpan<char> inside = item[1..close].Trim();
        item = item[(close + 1)..];
        while (inside.Length > 0)
        {
            int comma = inside.IndexOf(',');
            if (comma < 0 && lengths.Count == 0)
            {
                // "(2)" is a number in parentheses to Python, not a shape.
                throw Error.DTypeNotUnderstood(whole);
            }
            lengths.Add(ParseLength((comma < 0 ? inside : inside[..comma]).Trim(), whole));
            inside = comma < 0 ? [] : inside[(comma + 1)..].TrimStart();
        }
        return [.. lengths];
    }

    private static long ParseLength(ReadOnlySpan<char> digits, string whole)
        => int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int length) ? length : throw Error.DTypeNotUnderstood(whole);

    /// <summary>Whether a name is taken by numpy's notation, whatever the case of its letters.</summary>
    public static bool IsNumpys(string name)
    {
        try
        {
            return new[] { name, name.ToLowerInvariant(), name.ToUpperInvariant() }.Any(text => TryParseNumpys(text) is not null);
        }
        catch (FormatException)
        {
            // numpy's too, though it can't be used: 'object', 'float128', 'S99999999999'.
            return true;
        }
    }

    // numpy's own first, so that no registered name can hide one.
    private static DType? TryParseSimple(string text) => TryParseNumpys(text) ?? NamedTypes.Find(text)?.DType;

    private static DType? TryParseNumpys(string text)
    {
        if (ElementTraits.ByName.TryGetValue(text, out ElementTraits? named))
        {
            return DType.Of(named.Kind);
        }
        bool isSwapped = text is [char order and ('<' or '>'), ..] && (order == '<') != BitConverter.IsLittleEndian;
        string code = text is ['<' or '>' or '=' or '|', ..] ? text[1..] : text;
        if (ElementTraits.Refused.TryGetValue(code, out string? why))
        {
            throw Error.DTypeRefused(code, why);
        }
        DType? dtype = ElementTraits.ByCode.TryGetValue(code, out ElementTraits? coded) ? DType.Of(coded.Kind)
            : code == "c" ? DType.Flexible(ElementKind.Bytes, 1)
            : TryParseTime(code) ?? TryParseFlexible(code);
        return isSwapped ? dtype?.NewByteOrder() : dtype;
    }

    private static DType? TryParseTime(string code)
    {
        int bracket = code.IndexOf('[', StringComparison.Ordinal);
        string name = bracket < 0 ? code : code[..bracket];
        if (name is not ("M8" or "m8" or "datetime64" or "timedelta64"))
        {
            return null;
        }
        ElementKind kind = name[0] is 'M' or 'd' ? ElementKind.DateTime64 : ElementKind.TimeDelta64;
        // Without brackets only "<datetime64" comes here.
        return bracket < 0 ? DType.Of(kind)
            : code[^1] == ']' && TimeUnit.TryParse(code.AsSpan(bracket + 1, code.Length - bracket - 2)) is TimeUnit unit ? DType.Time(kind, unit)
            : throw Error.TimeUnit(code);
    }

    private static DType? TryParseFlexible(string code)
        => code.Length > 1 && ElementTraits.ByCode.TryGetValue(code[..1], out ElementTraits? traits) && traits.IsFlexible
            && long.TryParse(code.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out long length)
            ? length <= int.MaxValue ? DType.Flexible(traits.Kind, length) : throw Error.DTypeTooLarge()
            : null;
}
