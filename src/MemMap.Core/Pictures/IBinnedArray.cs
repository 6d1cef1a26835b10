using MemMap.Compute;

namespace MemMap.Pictures;

/// <summary>
/// An array that is going to be drawn: its elements, and what they come to in bins. An array whose parts lie on other hosts has them bin
/// there.
/// </summary>
internal interface IBinnedArray : IArrayFace
{
    /// <summary>A view of this array, which bins as it does.</summary>
    IBinnedArray ViewOf(ArrayRef view);

    /// <summary>The elements in C order in so many bins.</summary>
    EnvelopeResult Envelope(long bins);

    /// <summary>The elements of a matrix in blocks.</summary>
    HeatMapResult HeatMap(long rows, long columns);

    /// <summary>A histogram between two ends; times as the numbers that they are drawn as.</summary>
    HistogramCounts Bins(long bins, double low, double high);
}
