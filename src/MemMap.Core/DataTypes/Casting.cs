namespace MemMap;

/// <summary>How much a cast between dtypes may change: numpy's <c>casting</c>, from strictest to loosest.</summary>
public enum Casting
{
    /// <summary>Nothing: the same dtype.</summary>
    No,
    /// <summary>Changes of byte order only.</summary>
    Equiv,
    /// <summary>Casts that keep every value, such as int16 to float32.</summary>
    Safe,
    /// <summary>Safe casts, and casts within a kind, such as float64 to float32.</summary>
    SameKind,
    /// <summary>Any cast that exists.</summary>
    Unsafe,
}
