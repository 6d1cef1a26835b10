using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using MemMap.Output;

namespace MemMap.Parameters;

/// <summary>
/// Accepts the name of an encoding: those of PowerShell's cmdlets, the usual ones of other languages (utf16, UTF-16LE, iso8859-1), any
/// name that .NET knows, or the number of a code page.
/// </summary>
public sealed class EncodingArgumentAttribute : ArgumentConversionAttribute
{
    internal static readonly string[] Names = ["ascii", "bigendianunicode", "latin1", "unicode", "utf32", "utf8"];

    // Of the names that .NET doesn't know, and of those for which it has a byte order mark, which is no part of a text to find. Signs
    // between letters are left out.
    private static readonly FrozenDictionary<string, Func<Encoding>> Known = new Dictionary<string, Func<Encoding>>
    {
        ["ascii"] = static () => Encoding.ASCII,
        ["usascii"] = static () => Encoding.ASCII,
        ["utf8"] = static () => Encoding.UTF8,
        ["utf8bom"] = static () => Encoding.UTF8,
        ["utf8nobom"] = static () => Encoding.UTF8,
        // As for PowerShell's own cmdlets, since version 6.
        ["default"] = static () => Encoding.UTF8,
        ["unicode"] = static () => Encoding.Unicode,
        ["utf16"] = static () => Encoding.Unicode,
        ["utf16le"] = static () => Encoding.Unicode,
        ["ucs2"] = static () => Encoding.Unicode,
        ["wchar"] = static () => Encoding.Unicode,
        ["bigendianunicode"] = static () => Encoding.BigEndianUnicode,
        ["utf16be"] = static () => Encoding.BigEndianUnicode,
        ["utf32"] = static () => Encoding.UTF32,
        ["utf32le"] = static () => Encoding.UTF32,
        ["ucs4"] = static () => Encoding.UTF32,
        ["utf32be"] = static () => new UTF32Encoding(bigEndian: true, byteOrderMark: false),
        ["bigendianutf32"] = static () => new UTF32Encoding(bigEndian: true, byteOrderMark: false),
        ["latin1"] = static () => Encoding.Latin1,
        ["iso88591"] = static () => Encoding.Latin1,
        ["ansi"] = static () => CodePage(CultureInfo.CurrentCulture.TextInfo.ANSICodePage, WesternAnsi),
        ["oem"] = static () => CodePage(CultureInfo.CurrentCulture.TextInfo.OEMCodePage, WesternOem),
    }.ToFrozenDictionary();

    // Where the culture has none, as the invariant one.
    private const int WesternAnsi = 1252, WesternOem = 437;

    private protected override object? Convert(object? value) => value switch
    {
        string name => Of(name),
        int number => Of(number.ToString(CultureInfo.InvariantCulture)),
        _ => value,
    };

    private static Encoding Of(string name)
    {
        string plain = string.Concat(name.Where(char.IsAsciiLetterOrDigit)).ToLowerInvariant();
        if (Known.TryGetValue(plain, out Func<Encoding>? known))
        {
            return known();
        }
        try
        {
            return int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out int page) ? Encoding.GetEncoding(page)
                : Encoding.GetEncoding(name);
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            throw Errors.NoSuchEncoding(name, Names);
        }
    }

    private static Encoding CodePage(int number, int other) => Encoding.GetEncoding(number is > 1 and not 65001 ? number : other);
}

/// <summary>Completes names of encodings.</summary>
public sealed class EncodingCompleter() : ListCompleter(EncodingArgumentAttribute.Names);
