namespace MemMap.DataTypes;

/// <summary>Bytes as hexadecimal text.</summary>
internal static class HexText
{
    /// <summary>The bytes of a text that is pairs of digits and nothing else; <see langword="null"/> for another text.</summary>
    internal static byte[]? TryParse(string text)
        => text.Length % 2 == 0 && text.All(char.IsAsciiHexDigit) ? Convert.FromHexString(text) : null;
}
