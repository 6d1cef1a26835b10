namespace MemMap;

/// <summary>What counts as equal where two arrays are compared, and how much is to be told.</summary>
public sealed record CompareOptions
{
    /// <summary>Numbers that are no further apart are equal.</summary>
    public double Tolerance { get; init; }

    /// <summary>As <see cref="Tolerance"/>, in proportion to the element of this array (numpy's <c>rtol</c>); both add up.</summary>
    public double RelativeTolerance { get; init; }

    /// <summary>Whether NaN (and NaT) differs from itself. It doesn't by default, since a copy of an array is to be equal to it.</summary>
    public bool NaNDiffers { get; init; }

    /// <summary>How many differences to tell.</summary>
    public long First { get; init; } = 10;

    /// <summary>Whether the first window with a difference is enough.</summary>
    public bool StopsAtFirst { get; init; }
}
