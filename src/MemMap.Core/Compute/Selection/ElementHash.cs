namespace MemMap.Compute;

/// <summary>The slot of an element in a table of what is known of elements, by its bytes.</summary>
internal static class ElementHash
{
    /// <summary>2^64 over the golden ratio: the high bits of a product with it depend on all bits of the other factor.</summary>
    internal const ulong Multiplier = 0x9E37_79B9_7F4A_7C15;

    /// <summary>A number of which the low bits depend on all bytes.</summary>
    internal static ulong Of(ReadOnlySpan<byte> bytes)
    {
        ulong hash = 0;
        for (; bytes.Length >= sizeof(ulong); bytes = bytes[sizeof(ulong)..])
        {
            hash = Mix(hash ^ BitConverter.ToUInt64(bytes));
        }
        ulong rest = 0;
        foreach (byte b in bytes)
        {
            rest = (rest << 8) | b;
        }
        return Mix(hash ^ rest);
    }

    private static ulong Mix(ulong value)
    {
        value *= Multiplier;
        return value ^ (value >> 32);
    }
}
