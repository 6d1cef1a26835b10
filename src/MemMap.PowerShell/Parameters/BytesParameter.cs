using System.Collections;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using MemMap.Compute;
using MemMap.Output;

namespace MemMap.Parameters;

/// <summary>The -Pattern and -Bytes parameters: bytes, or text.</summary>
internal static partial class BytesParameter
{
    /// <summary>Returns the patterns: one, or one for each text of a list.</summary>
    /// <exception cref="ArgumentException">A value is not a pattern.</exception>
    internal static IEnumerable<BytePattern> Patterns(object given, Encoding? encoding)
        => PipelineElements.Bare(given) is IEnumerable list and not (string or byte[])
            && list.Cast<object?>().Select(PipelineElements.Bare).ToArray() is { Length: > 0 } items
            && Array.TrueForAll(items, item => item is string or IEnumerable or NDArray)
            ? items.Select(item => Pattern(item!, encoding)) : [Pattern(given, encoding)];

    /// <summary>Returns the pattern. With an encoding, text is never hexadecimal.</summary>
    /// <exception cref="ArgumentException">The value is not a pattern.</exception>
    internal static BytePattern Pattern(object given, Encoding? encoding) => PipelineElements.Bare(given) switch
    {
        string text => encoding is null ? BytePattern.Parse(text) : BytePattern.Of(encoding.GetBytes(text)),
        byte[] bytes => BytePattern.Of(bytes),
        NDArray array => BytePattern.Of(array.ToBytes()),
        IEnumerable list => BytePattern.Of([.. list.Cast<object?>().Select(Byte)]),
        var value => BytePattern.Of([Byte(value)]),
    };

    /// <summary>
    /// The first text of a pattern that looks as if it was meant as a regular expression, or has wildcards; null without one.
    /// </summary>
    internal static string? RegexIn(object given)
        => Texts(given).FirstOrDefault(LooksLikeRegex().IsMatch);

    /// <summary>The first text that is read as hexadecimal, and may be meant as text: 'be ad'; null without one.</summary>
    internal static (string Text, string Digits)? HexIn(object given)
    {
        const int most = 8;
        foreach (string text in Texts(given).Where(text => !text.AsSpan().ContainsAny("?\\xX")))
        {
            if (HexNotation.TryParse(text) is { } pairs)
            {
                return (text, string.Join(' ', pairs.Take(most)).ToLowerInvariant() + (pairs.Length > most ? " ..." : ""));
            }
        }
        return null;
    }

    /// <summary>The texts among patterns.</summary>
    internal static IEnumerable<string> Texts(object given)
        => (PipelineElements.Bare(given) is IEnumerable list and not string ? list.Cast<object?>() : [given])
            .Select(PipelineElements.Bare).OfType<string>();

    // Something repeated, a class, a choice, an anchor, an escape; or PowerShell's wildcard at an end.
    [GeneratedRegex(
        @"\\[dwsDWS](?:[*+?{\\]|$)|\\x[0-9a-fA-F]{2}|\\\.|\.[*+?]|\w\{\d+,?\d*\}|\[[^\]\s]+\][*+?{]|\[.-.\]|\(\?[:i=!]|\([^()]*\|[^()]*\)"
            + @"|^\^.|\w\$$|^\*|\*$")]
    private static partial Regex LooksLikeRegex();

    private static byte Byte(object? item)
        => PipelineElements.Bare(item) is IConvertible and not string and var value
            && value.ToDouble(CultureInfo.InvariantCulture) is >= byte.MinValue and <= byte.MaxValue and var number
                && number == Math.Floor(number)
            ? (byte)number : throw Errors.NotAByte(item);
}
