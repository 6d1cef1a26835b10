using System.Globalization;
using System.Text.RegularExpressions;

namespace MemMap.DataTypes;

/// <summary>
/// Parses numpy's list notation, with Python's rules for the part before a dtype:
/// <code>
/// list   = item *("," item)                    fields f0, f1 ...; a single item is itself
/// item   = [order] [count | lengths | "(" lengths ")"] [order] simple
/// count  = digits                              a sub-array; for a string without a length, its length
/// lengths = [count *("," count)] [","]         a sub-array
/// </code>
/// </summary>
internal static partial class DTypeList
{
    /// <summary>Whether a text is a list: it has a comma outside of brackets, or a count or <c>()</c> at its start.</summary>
    internal static bool IsList(string text)
    {
        ReadOnlySpan<char> start = text is ['<' or '>' or '=' or '|', ..] ? text.AsSpan(1) : text;
        if (start is [>= '0' and <= '9', ..] or ['(', ')', ..])
        {
            return true;
        }
        bool isUnit = false;
        foreach (char c in text)
        {
            isUnit = c == '[' || (isUnit && c != ']');
            if (c == ',' && !isUnit)
            {
                return true;
            }
        }
        return false;
    }

    internal static DType Parse(string text, bool align)
    {
        List<DType> items = [];
        for (int at = 0; at < text.Length;)
        {
            Match item = ItemPattern().Match(text, at);
            at += item.Length;
            Match end = EndPattern().Match(text, at);
            if (!item.Success || !end.Success)
            {
                throw Error.DTypeNotUnderstood(text);
            }
            at += end.Length;
            items.Add(
                Item(item.Groups["first"].Value, item.Groups["repeats"].Value, item.Groups["second"].Value, item.Groups["type"].Value,
                text));
        }
        if (items.Count == 1)
        {
            return items[0];
        }
        RecordBuilder record = new(align);
        items.ForEach(item => record.Add("", item));
        return record.Build();
    }

    private static DType Item(string first, string repeats, string second, string type, string whole)
    {
        if (first.Length > 0 && second.Length > 0 && Resolved(first) != Resolved(second))
        {
            throw Error.DTypeNotUnderstood(whole);
        }
        string name = (second.Length > 0 ? second : first) + type;
        DType dtype = name.Length > 0 ? DTypeParser.Parse(name, align: false) : throw Error.DTypeNotUnderstood(whole);
        return repeats.Length == 0 ? dtype : DTypeSpec.Repeated(dtype, Repeats(repeats.Trim(' '), whole));

        static string Resolved(string order) => order != "=" ? order : BitConverter.IsLittleEndian ? "<" : ">";
    }

    /// <summary>Parses one number, optionally in parentheses, or a tuple of numbers.</summary>
    private static object Repeats(string text, string whole)
    {
        string inside = text is ['(', .., ')'] ? text[1..^1].Trim(' ') : text;
        string[] parts = inside.Split(',');
        // A trailing comma is allowed, and empty parentheses are the empty tuple.
        if (parts.Length > 1 && parts[^1].AsSpan().Trim(' ').IsEmpty)
        {
            parts = parts[..^1];
        }
        return inside.Length == 0 && text.Length > 0 ? System.Array.Empty<long>()
            : inside.Contains(',', StringComparison.Ordinal) ? System.Array.ConvertAll(parts, part => Number(part.Trim(' '), whole))
            : Number(inside, whole);
    }

    private static long Number(string digits, string whole)
        => int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && (number == 0 || digits[0] != '0')
            ? number : throw Error.DTypeNotUnderstood(whole);

    // Names that users register may contain _, - and a dot.
    [GeneratedRegex(@"\G(?<first>[<>|=]?)(?<repeats> *\(?[ ,0-9]*\)? *)(?<second>[<>|=]?)(?<type>[A-Za-z0-9?._-]*(\[[A-Za-z0-9,./:]*\])?)",
        RegexOptions.ExplicitCapture)]
    private static partial Regex ItemPattern();

    [GeneratedRegex(@"\G(\s+\z|\s*,\s*|\z)", RegexOptions.ExplicitCapture)]
    private static partial Regex EndPattern();
}
