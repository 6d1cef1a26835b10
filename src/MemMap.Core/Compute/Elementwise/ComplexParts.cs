namespace MemMap.Compute;

/// <summary>A complex number of either size as its two parts.</summary>
internal readonly record struct ComplexParts<T>(T Re, T Im) where T : unmanaged;
