using System.Text;
using MemMap.Output;

namespace MemMap.Parameters;

/// <summary>An encoding from its name: PowerShell's short ones, or any that .NET knows.</summary>
public sealed class EncodingArgumentAttribute : ArgumentConversionAttribute
{
    internal static readonly string[] Names = ["ascii", "bigendianunicode", "latin1", "unicode", "utf32", "utf8"];

    private protected override object? Convert(object? value) => value is string name ? Of(name) : value;

    // Without marks of byte order: these are no part of a text that is looked for.
    private static Encoding Of(string name)
    {
        int index = Array.FindIndex(Names, known => known.Equals(name, StringComparison.OrdinalIgnoreCase));
        try
        {
            return index switch
            {
                0 => Encoding.ASCII,
                1 => Encoding.BigEndianUnicode,
                2 => Encoding.Latin1,
                3 => Encoding.Unicode,
                4 => Encoding.UTF32,
                5 => Encoding.UTF8,
                _ => Encoding.GetEncoding(name),
            };
        }
        catch (ArgumentException)
        {
            throw Errors.NoSuchEncoding(name, Names);
        }
    }
}

/// <summary>Completes names of encodings.</summary>
public sealed class EncodingCompleter() : ListCompleter(EncodingArgumentAttribute.Names);
