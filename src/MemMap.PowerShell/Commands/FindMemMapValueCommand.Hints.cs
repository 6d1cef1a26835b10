using System.Management.Automation;
using System.Management.Automation.Language;
using System.Text;
using MemMap.Parameters;

namespace MemMap.Commands;

// What else may have been meant, where nothing was found.
public sealed partial class FindMemMapValueCommand
{
    /// <summary>How the search may have been meant, and how to write that; null if nothing tells.</summary>
    private string? OtherMeaning()
    {
        if (ParameterSetName == RegexSet)
        {
            return InUtf32("Match", Regex, Regex);
        }
        if (ParameterSetName != PatternSet)
        {
            return null;
        }
        if (Encoding is null && BytesParameter.HexIn(Pattern) is { } hex)
        {
            return $"'{hex.Text}' was searched as the bytes {hex.Digits}; -Encoding utf8 searches the text";
        }
        return BytesParameter.Texts(Pattern).FirstOrDefault() is { } text && Encoding is not UTF32Encoding
            && InUtf32("Like", text, $"*{WildcardPattern.Escape(text)}*") is { } other ? other
            : BytesParameter.RegexIn(Pattern) is { } regex
                ? $"'{regex}' was searched as it stands; -Regex takes a regular expression, in which .* is any text"
            : null;
    }

    /// <summary>What to write where a text was searched in bytes of UTF-32.</summary>
    private string? InUtf32(string parameter, string text, string pattern)
    {
        if (_text is not { } found)
        {
            return null;
        }
        string field = Field ?? found.Field;
        string name = field.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '.') ? field : Quoted(field);
        string values = $"{(field.Length > 0 ? $"-Field {name} " : "")}-{parameter} {Quoted(pattern)}";
        string encoding = found.DType.IsSwapped == BitConverter.IsLittleEndian ? "utf-32BE" : "utf32";
        return $"'{text}' was searched as bytes, and the text {(field.Length > 0 ? $"of the field '{field}'" : "of the elements")} is in "
            + $"UTF-32; write {values}{(parameter == "Like" ? $", or add -Encoding {encoding}" : "")}";
    }

    private static string Quoted(string text) => $"'{CodeGeneration.EscapeSingleQuotedStringContent(text)}'";

    /// <summary>The field of the first text in UTF-32, empty for the elements themselves; null if there is none.</summary>
    private static (string Field, DType DType)? TextIn(DType dtype)
    {
        if (dtype.SubType is { } element)
        {
            return TextIn(element);
        }
        foreach (Field field in dtype.Fields ?? [])
        {
            if (TextIn(field.DType) is { } inner)
            {
                return (inner.Field.Length > 0 ? $"{field.Name}.{inner.Field}" : field.Name, inner.DType);
            }
        }
        return dtype.Kind == ElementKind.Text ? ("", dtype) : null;
    }
}
