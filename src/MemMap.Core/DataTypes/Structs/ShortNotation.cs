using System.Globalization;
using System.Text;

namespace MemMap.DataTypes;

/// <summary>
/// A record in one line, with names, gaps and offsets:
/// <code>
/// text  = field *("," field)
/// field = ["@" offset] (name | ".") dtype                   "." is a gap, of the bytes of a dtype or of a number
/// </code>
/// Example: <c>magic S4, . V4, size &lt;u4, @108 vox_offset &lt;f4</c>.
/// </summary>
internal static class ShortNotation
{
    /// <summary>Whether a text is in the notation: it has several fields, or an offset, and begins with a name and a dtype.</summary>
    internal static bool IsShort(string text)
    {
        int at = text.Length - text.AsSpan().TrimStart().Length;
        if (at == text.Length)
        {
            return false;
        }
        if (text[at] == '@')
        {
            return true;
        }
        int end = at;
        while (end < text.Length && IsNameCharacter(text[end]))
        {
            end++;
        }
        bool isGap = end == at && text[at] == '.';
        end += isGap ? 1 : 0;
        ReadOnlySpan<char> rest = text.AsSpan(end), behind = rest.TrimStart();
        return (isGap || (end > at && !char.IsAsciiDigit(text[at]))) && behind.Length < rest.Length && behind.Length > 0 && behind[0] != ','
            && text.Contains(',', StringComparison.Ordinal);
    }

    /// <summary>Parses a record.</summary>
    /// <exception cref="FormatException">A field is no name and dtype, or a name occurs twice.</exception>
    internal static DType Parse(string text)
    {
        RecordBuilder record = new(isAligned: false);
        long offset = 0, size = 0;
        for (int at = 0; at <= text.Length; at++)
        {
            int end = EndOf(text, at);
            Field(text, at, end, record, ref offset);
            size = Math.Max(size, offset);
            at = end;
        }
        return record.Build(size);
    }

    /// <summary>The notation of a dtype; of one that the notation can't tell, numpy's.</summary>
    internal static string Of(DType dtype)
    {
        if (dtype.Fields is not { Count: > 0 } fields || fields.Any(field => !field.Name.All(IsNameCharacter) || field.Title is not null))
        {
            return TextOf(dtype);
        }
        StringBuilder text = new();
        long end = 0;
        foreach (Field field in fields)
        {
            text.Append(text.Length > 0 ? ", " : "");
            if (field.Offset > end)
            {
                text.Append(CultureInfo.InvariantCulture, $". V{field.Offset - end}, ");
            }
            else if (field.Offset < end)
            {
                text.Append(CultureInfo.InvariantCulture, $"@{field.Offset} ");
            }
            text.Append(field.Name).Append(' ').Append(TextOf(field.DType));
            end = field.Offset + field.DType.ItemSize;
        }
        if (dtype.ItemSize > end)
        {
            text.Append(CultureInfo.InvariantCulture, $", @{end} . V{dtype.ItemSize - end}");
        }
        string result = text.ToString();
        return IsShort(result) ? result : dtype.ToString();
    }

    private static string TextOf(DType dtype)
        => dtype.Meaning is { Notation: { } name } && DTypeParser.TryParseName(name) is { } named && named.Equals(dtype) ? name
            : dtype is { IsRecord: false, SubType: null } ? dtype.Str.TrimStart('|') : dtype.ToString();

    private static bool IsNameCharacter(char c) => char.IsAsciiLetterOrDigit(c) || c == '_';

    // The comma behind a field; those in brackets are a part of its dtype.
    private static int EndOf(string text, int at)
    {
        int depth = 0;
        for (; at < text.Length && (depth > 0 || text[at] != ','); at++)
        {
            depth += text[at] is '(' or '[' or '{' ? 1 : text[at] is ')' or ']' or '}' ? -1 : 0;
        }
        return at;
    }

    private static void Field(string text, int at, int end, RecordBuilder record, ref long offset)
    {
        int start = at;
        Skip(ref start);
        if (start < end && text[start] == '@')
        {
            int digits = start + 1, behind = digits;
            while (behind < end && char.IsAsciiLetterOrDigit(text[behind]))
            {
                behind++;
            }
            offset = Integer(text, digits, behind);
            start = behind;
            Skip(ref start);
        }
        int nameEnd = start;
        while (nameEnd < end && !char.IsWhiteSpace(text[nameEnd]))
        {
            nameEnd++;
        }
        string name = text[start..nameEnd], type = text[nameEnd..end].Trim();
        if (name.Length == 0 || type.Length == 0 || (name != "." && !name.All(IsNameCharacter)))
        {
            throw Error.Definition(text, start, "a field: its name, a space, and its dtype", name.Length == 0 ? "none"
                : $"'{text[start..end].Trim()}'");
        }
        try
        {
            DType dtype = name == "." && int.TryParse(type, NumberStyles.None, CultureInfo.InvariantCulture, out int gap)
                ? DType.Flexible(ElementKind.Void, gap) : DTypeParser.Parse(type, align: false);
            if (name != ".")
            {
                record.Add(name, dtype, offset: offset);
            }
            offset += dtype.ItemSize;
        }
        catch (FormatException e)
        {
            throw Error.DefinitionAt(text, start, e.Message);
        }

        void Skip(ref int position)
        {
            while (position < end && char.IsWhiteSpace(text[position]))
            {
                position++;
            }
        }
    }

    private static long Integer(string text, int start, int end)
    {
        string digits = text[start..end];
        bool isHex = digits.StartsWith("0x", StringComparison.OrdinalIgnoreCase);
        return int.TryParse(
            isHex ? digits[2..] : digits, isHex ? NumberStyles.AllowHexSpecifier : NumberStyles.None, CultureInfo.InvariantCulture,
            out int value) && value >= 0 ? value : throw Error.Definition(text, start, "an offset in bytes", $"'{digits}'");
    }
}
