namespace MemMap;

/// <summary>Options of a comparison of two arrays: what counts as equal, and how many differences are reported.</summary>
public sealed record CompareOptions
{
    /// <summary>The largest absolute difference of equal numbers.</summary>
    public double Tolerance { get; init; }

    /// <summary>
    /// As <see cref="Tolerance"/>, relative to the element of this array (numpy's <c>rtol</c>). The two tolerances add up.
    /// </summary>
    public double RelativeTolerance { get; init; }

    /// <summary>Whether NaN (and NaT) differs from itself. By default it does not, so that a copy of an array equals it.</summary>
    public bool NaNDiffers { get; init; }

    /// <summary>The number of differences to report.</summary>
    public long First { get; init; } = 10;

    /// <summary>Whether the comparison stops after the first window with a difference.</summary>
    public bool StopsAtFirst { get; init; }
}
