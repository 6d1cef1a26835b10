namespace MemMap;

/// <summary>
/// What a histogram is asked for by name; numpy's keyword arguments. PowerShell takes a hashtable:
/// <c>$a.Histogram(@{ Bins = 'auto'; Density = $true })</c>.
/// </summary>
public record struct HistogramOptions
{
    /// <summary>Ten bins over the range of the elements.</summary>
    public HistogramOptions()
    {
    }

    /// <summary>
    /// The number of bins, their edges as a list or an array, or the name of a rule for their number: <c>auto</c>, <c>doane</c>, <c>fd</c>,
    /// <c>rice</c>, <c>scott</c>, <c>sqrt</c>, <c>stone</c> (a pass over the elements for each number that it tries) or <c>sturges</c>. Of
    /// two dimensions also a list of two such numbers or edges. Null for 10.
    /// </summary>
    public object? Bins { get; set; }

    /// <summary>The lower and the upper end of the bins, as a list of two numbers; of two dimensions a list of two such lists. Null for the
    /// smallest and largest element.</summary>
    public object? Range { get; set; }

    /// <summary>A real number for each element, which is added in place of 1. Null for 1.</summary>
    public NDArray? Weights { get; set; }

    /// <summary>Whether the counts are divided by their sum and the sizes of the bins, so that the integral over all bins is 1.</summary>
    public bool Density { get; set; }
}
