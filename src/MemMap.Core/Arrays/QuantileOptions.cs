namespace MemMap;

/// <summary>
/// What a quantile is asked for by name; numpy's keyword arguments. PowerShell takes a hashtable:
/// <c>$a.Percentile(90, @{ Method = 'Hazen' })</c>.
/// </summary>
public record struct QuantileOptions
{
    /// <summary>Linear interpolation, of all elements.</summary>
    public QuantileOptions()
    {
    }

    /// <summary>The axes to reduce; negative axes count from the last. Null for all axes.</summary>
    public int[]? Axis { get; set; }

    /// <summary>Whether reduced axes stay, with length 1.</summary>
    public bool KeepDims { get; set; }

    /// <summary>The array that takes the results, instead of a new one: of their shape, and of a dtype that they are cast to by the rule
    /// same_kind.</summary>
    public NDArray? Out { get; set; }

    /// <summary>Where a quantile is among the sorted elements.</summary>
    public QuantileMethod Method { get; set; }
}
