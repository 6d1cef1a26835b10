using System.Buffers;
using System.Globalization;

namespace MemMap.DataTypes;

/// <summary>
/// Recognises fields as other languages write them: <c>time: int64, kind: char[8]</c>, <c>Name S8; Length i8</c>,
/// <c>int64 time, char kind[8]</c>.
/// </summary>
internal static class FieldNotation
{
    // Longer texts are no line that somebody has typed.
    private const int LongestText = 1000;

    private static readonly char[] Separators = [',', ';', '\r', '\n'];

    private static readonly SearchValues<char> Foreign = SearchValues.Create("{}#'\"");

    /// <summary>What to write in place of a text; <see langword="null"/> if it is no list of fields.</summary>
    internal static string? Instead(string text)
    {
        if (text.Length > LongestText || text.AsSpan().ContainsAny(Foreign))
        {
            return null;
        }
        string[] parts = text.Split(Separators, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        // Names come first in all fields, or types do.
        return Notation(text, Array.ConvertAll(parts, part => Field(part, isNameFirst: true)))
            ?? Notation(text, Array.ConvertAll(parts, part => Field(part, isNameFirst: false)));
    }

    private static string? Notation(string text, string?[] fields)
    {
        if (fields.Length == 0 || Array.Exists(fields, static field => field is null))
        {
            return null;
        }
        string notation = string.Join(", ", fields);
        // A list of fields has a comma.
        return fields is [{ } only] ? only.Split(' ') is [var name, var type]
                ? $"one field is [ordered]@{{ {name} = '{type}' }}, and several are '{only}, NAME TYPE'" : null
            : notation != text && DType.TryParse(notation, out _) ? $"write '{notation}'" : null;
    }

    /// <summary>A field as its name and dtype; <see langword="null"/> if it is none.</summary>
    private static string? Field(string text, bool isNameFirst)
    {
        string[] words = text.Replace("[", " [", StringComparison.Ordinal).Replace("(", " (", StringComparison.Ordinal)
            .Replace(":", isNameFirst ? " " : ":", StringComparison.Ordinal).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        // A length may stand behind the type or behind the name.
        string[] lengths = [.. words.Where(IsLength)], rest = [.. words.Where(word => !IsLength(word))];
        if (lengths.Length > 1 || rest.Length < 2)
        {
            return null;
        }
        string name = isNameFirst ? rest[0] : rest[^1], type = string.Join(' ', isNameFirst ? rest[1..] : rest[..^1]);
        return IsName(name) && Type(type, isNameFirst, lengths is [var length] ? length[1..^1] : null) is { } dtype
            ? $"{name} {dtype}" : null;
    }

    private static bool IsLength(string word)
        => word is ['[' or '(', .. var digits, ']' or ')']
            && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out _);

    private static bool IsName(string word) => char.IsAsciiLetter(word[0]) && word.All(c => char.IsAsciiLetterOrDigit(c) || c == '_');

    private static string? Type(string type, bool isNameFirst, string? length)
    {
        if (length is not null)
        {
            switch (type.ToUpperInvariant())
            {
                case "CHAR" or "STRING" or "TEXT" or "BYTES":
                    return $"S{length}";
                case "WCHAR" or "NCHAR" or "WCHAR_T":
                    return $"U{length}";
            }
        }
        // One letter is rather a name. As C writes it, a float has 32 bits.
        string? name = !isNameFirst && type.Length == 1 ? null
            : isNameFirst && !type.Contains(' ', StringComparison.Ordinal) ? Numpys(type) : OfC(type) ?? Numpys(type);
        return name is null || length is null ? name
            : DType.Parse(name) is { IsRecord: false, SubType: null } element ? $"{length}{element.Str.TrimStart('|')}" : null;
    }

    private static string? Numpys(string type) => DType.TryParse(type, out _) ? type : null;

    // A type may have several words, such as unsigned int.
    private static string? OfC(string type)
        => type.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or ' ') && DType.TryParse($"struct {{ {type} x; }}", out DType? record)
            && record.Fields is [{ DType: { IsRecord: false } element }] ? element.Name : null;
}
