namespace MemMap;

/// <summary>How much a conversion between dtypes may change, from nothing to everything; numpy's <c>casting</c>.</summary>
public enum Casting
{
    /// <summary>Nothing: the same dtype.</summary>
    No,
    /// <summary>The byte order only.</summary>
    Equiv,
    /// <summary>What keeps every value, such as int16 to float32.</summary>
    Safe,
    /// <summary>Also what stays within a kind, such as float64 to float32.</summary>
    SameKind,
    /// <summary>Any conversion there is.</summary>
    Unsafe,
}
