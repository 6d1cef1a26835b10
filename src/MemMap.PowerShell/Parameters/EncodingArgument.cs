using System.Text;
using MemMap.Output;

namespace MemMap.Parameters;

/// <summary>Accepts the name of an encoding: PowerShell's short names, or any name that .NET knows.</summary>
public sealed class EncodingArgumentAttribute : ArgumentConversionAttribute
{
    internal static readonly string[] Names = ["ascii", "bigendianunicode", "latin1", "unicode", "utf32", "utf8"];

    private protected override object? Convert(object? value) => value is string name ? Of(name) : value;

    // Without byte order marks: they are not part of a text to find.
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
