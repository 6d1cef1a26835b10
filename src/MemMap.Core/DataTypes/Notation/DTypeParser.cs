using System.Globalization;

namespace MemMap.DataTypes;

/// <summary>
/// Parses numpy's notations:
/// <code>
/// text   = simple | list | literal | C | short
/// simple = [order] registered | name | [order] code | [order] ("S" | "U" | "V" | "a") digits | [order] time "[" unit "]" | [order] packing
/// order  = "&lt;" | ">" | "=" | "|"
/// </code>
/// A list has several items separated by commas, or one with a count; see <see cref="DTypeList"/>. A literal is Python's list, tuple or
/// dictionary form; see <see cref="DTypeSpec"/>. C is a definition of a struct; see <see cref="CParser"/>. The short notation has fields
/// with names; see <see cref="ShortNotation"/>.
/// </summary>
internal static class DTypeParser
{
    public static DType Parse(string text, bool align)
    {
        try
        {
            return ParseNotation(text, align);
        }
        catch (FormatException error) when (FieldNotation.Instead(text) is { } instead
            && !error.Message.Contains(instead, StringComparison.Ordinal))
        {
            throw Error.FieldsNotUnderstood(text, instead, error);
        }
    }

    private static DType ParseNotation(string text, bool align)
        => IsLiteral(text) ? DTypeSpec.FromLiteral(PythonLiteral.Parse(text), align)
            : CDefinitions.IsDefinition(text) ? CDefinitions.MainOf(text, align).Sourced
            : ShortNotation.IsShort(text) ? ShortNotation.Parse(text)
            : DTypeList.IsList(text) ? DTypeList.Parse(text, align)
            : TryParseSimple(text) ?? throw Error.DTypeNotUnderstood(text);

    /// <summary>The dtype of one name, or <see langword="null"/>.</summary>
    internal static DType? TryParseName(string name) => TryParseSimple(name);

    // "(2,3)f8" is a sub-array in the list notation, "('<f8', (2, 3))" the same as a literal.
    private static bool IsLiteral(string text)
        => text is ['[' or '{', ..] || (text is ['(', ..] && text.AsSpan(1).TrimStart() is ['\'' or '"' or '[' or '{' or '(', ..]);

    /// <summary>Whether a name belongs to numpy's notation, in any letter case.</summary>
    public static bool IsNumpys(string name) => NumpysOf(name) is not null;

    /// <summary>The name of numpy's notation that a name is, in any letter case; null if it is none.</summary>
    public static string? NumpysOf(string name)
        => Array.Find([name, name.ToLowerInvariant(), name.ToUpperInvariant()], static text =>
        {
            try
            {
                return TryParseNumpys(text) is not null;
            }
            catch (FormatException)
            {
                // Names that numpy has but MemMap does not support also count: 'object', 'float128', 'S99999999999'.
                return true;
            }
        });

    // numpy's names first, so that no registered name can hide one.
    private static DType? TryParseSimple(string text) => TryParseNumpys(text) ?? NamedTypes.Find(text)?.DType ?? TryParseTurned(text)
        ?? NamedTypes.ScalarOf(text) ?? TextTypes.TryParse(text)
            ?? CTypeNames.DTypeOf(text);

    private static DType? TryParseTurned(string text)
        => text is [char order and ('<' or '>' or '='), .. var name]
            ? NamedTypes.Find(name)?.InOrder(order == '=' ? ElementTraits.NativeOrder : order)
            : null;

    internal static DType? TryParseNumpys(string text)
    {
        if (ElementTraits.ByName.TryGetValue(text, out ElementTraits? named))
        {
            return DType.Of(named.Kind);
        }
        if (ElementTraits.Ambiguous.TryGetValue(text, out AmbiguousName? types))
        {
            throw Error.DTypeAmbiguous(text, types.Numpy, types.PowerShell);
        }
        bool isSwapped = text is [char order and ('<' or '>'), ..] && (order == '<') != BitConverter.IsLittleEndian;
        string code = text is ['<' or '>' or '=' or '|', ..] ? text[1..] : text;
        if (code.Length > 2 && code[1] == '0' && code.AsSpan(1).TrimStart('0').Length > 0)
        {
            // numpy parses a size as C's strtol does: f08 is f8.
            code = code[0] + code[1..].TrimStart('0');
        }
        if (ElementTraits.Refused.TryGetValue(code, out string? why))
        {
            throw Error.DTypeRefused(code, why);
        }
        DType? dtype = ElementTraits.ByCode.TryGetValue(code, out ElementTraits? coded) ? DType.Of(coded.Kind)
            : code == "c" ? DType.Flexible(ElementKind.Bytes, 1)
            : Packing.TryParse(code)?.DType ?? TryParseTime(code) ?? TryParseFlexible(code);
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
        // Without brackets, only "<datetime64" gets here.
        return bracket < 0 ? DType.Of(kind)
            : code[^1] == ']' && TimeUnit.TryParse(code.AsSpan(bracket + 1, code.Length - bracket - 2)) is TimeUnit unit
                ? DType.Time(kind, unit)
            : throw Error.TimeUnit(code);
    }

    private static DType? TryParseFlexible(string code)
        => code.Length > 1 && ElementTraits.ByCode.TryGetValue(code[..1], out ElementTraits? traits) && traits.IsFlexible
            && long.TryParse(code.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out long length)
            ? length <= int.MaxValue ? DType.Flexible(traits.Kind, length) : throw Error.DTypeTooLarge()
            : null;
}
