using System.Collections;
using System.Globalization;
using System.Text;
using MemMap.Output;

namespace MemMap.Parameters;

/// <summary>The -Pattern and -Bytes parameters: bytes, or text.</summary>
internal static class BytesParameter
{
    /// <summary>Returns the pattern. With an encoding, text is never hexadecimal.</summary>
    /// <exception cref="ArgumentException">The value is not a pattern.</exception>
    internal static BytePattern Pattern(object given, Encoding? encoding) => PipelineElements.Bare(given) switch
    {
        string text => encoding is null ? BytePattern.Parse(text) : BytePattern.Of(encoding.GetBytes(text)),
        byte[] bytes => BytePattern.Of(bytes),
        IEnumerable list => BytePattern.Of([.. list.Cast<object?>().Select(Byte)]),
        var value => BytePattern.Of([Byte(value)]),
    };

    private static byte Byte(object? item)
        => PipelineElements.Bare(item) is IConvertible and not string and var value
            && value.ToDouble(CultureInfo.InvariantCulture) is >= byte.MinValue and <= byte.MaxValue and var number
                && number == Math.Floor(number)
            ? (byte)number : throw Errors.NotAByte(item);
}
