namespace MemMap;

/// <summary>The order of bits in a byte; numpy's <c>bitorder</c>.</summary>
public enum BitOrder
{
    /// <summary>The first bit is the most significant one, 0x80.</summary>
    Big,

    /// <summary>The first bit is the least significant one, 0x01.</summary>
    Little,
}
