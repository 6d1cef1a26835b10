namespace MemMap.Compute;

/// <summary>The order of a signed and an unsigned 64-bit integer: -1, 0 or 1. No integer type holds both ranges.</summary>
internal readonly struct OrderOfSignedUnsigned : IBinaryOperator<long, ulong, sbyte>
{
    public static sbyte Of(long x, ulong y) => x < 0 || (ulong)x < y ? (sbyte)-1 : (ulong)x == y ? (sbyte)0 : (sbyte)1;
}

/// <inheritdoc cref="OrderOfSignedUnsigned"/>
internal readonly struct OrderOfUnsignedSigned : IBinaryOperator<ulong, long, sbyte>
{
    public static sbyte Of(ulong x, long y) => (sbyte)-OrderOfSignedUnsigned.Of(y, x);
}
