using MemMap.Compute;

namespace MemMap.Pictures;

/// <summary>An array to draw: its elements, and its bins. For an array on other hosts, the hosts compute the bins.</summary>
internal interface IBinnedArray : IArrayFace
{
    /// <summary>Returns a view of this array, which is binned in the same way.</summary>
    IBinnedArray ViewOf(ArrayRef view);

    /// <summary>Reduces the elements, in C order, to bins.</summary>
    EnvelopeResult Envelope(long bins);

    /// <summary>Reduces the elements of a matrix to blocks.</summary>
    HeatMapResult HeatMap(long rows, long columns);

    /// <summary>Returns a histogram between two ends. Times are converted to the numbers that are drawn.</summary>
    HistogramCounts Bins(long bins, double low, double high);
}
