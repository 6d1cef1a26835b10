using MemMap.Compute;
using MemMap.Pictures;

namespace MemMap;

// Reductions of elements to bins, for pictures.
public partial class NDArray : IBinnedArray
{
    /// <summary>
    /// The elements in C order, in so many bins of equal size: of each bin the first, smallest, largest and last element, and the mean. A
    /// line drawn through the first four is the line through all elements, as far as one sees it.
    /// </summary>
    /// <param name="bins">The number of bins. Where there are fewer elements, each is a bin.</param>
    /// <exception cref="ArgumentException">There are no bins, or more than 1,000,000.</exception>
    /// <exception cref="NotSupportedException">The elements are neither real numbers nor times.</exception>
    public virtual EnvelopeResult Envelope(long bins) => Envelope(bins, 0, Size);

    /// <summary>
    /// As <see cref="Envelope(long)"/>, of elements that are a part of a whole: in the bins of the whole, to be joined with what the other
    /// parts come to.
    /// </summary>
    /// <param name="bins">The number of bins of the whole.</param>
    /// <param name="first">The position of the first element in the whole, in C order.</param>
    /// <param name="size">The number of elements of the whole.</param>
    /// <inheritdoc cref="Envelope(long)" path="/exception"/>
    public EnvelopeResult Envelope(long bins, long first, long size) => EnvelopeResult.Of(size, Envelopes.Run(_ref, bins, first, size));

    /// <summary>
    /// The elements of an array of two dimensions, in blocks of equal size: of each block the mean, smallest and largest element.
    /// </summary>
    /// <param name="rows">The rows of blocks. Where the array has fewer, each is a block.</param>
    /// <param name="columns">The columns of blocks. Where the array has fewer, each is a block.</param>
    /// <exception cref="ArgumentException">The array has other than two dimensions; or there are no blocks, or more than
    /// 1,000,000.</exception>
    /// <exception cref="NotSupportedException">The elements are neither real numbers nor times.</exception>
    public virtual HeatMapResult HeatMap(long rows, long columns) => HeatMap(rows, columns, 0, NDim == 2 ? Layout.Shape[0] : 0);

    /// <summary>
    /// As <see cref="HeatMap(long, long)"/>, of rows that are a part of a table, to be joined with what the other parts come to.
    /// </summary>
    /// <param name="rows">The rows of blocks of the whole.</param>
    /// <param name="columns">The columns of blocks.</param>
    /// <param name="firstRow">The index of the first row in the whole.</param>
    /// <param name="allRows">The number of rows of the whole.</param>
    /// <inheritdoc cref="HeatMap(long, long)" path="/exception"/>
    public HeatMapResult HeatMap(long rows, long columns, long firstRow, long allRows)
    {
        HeatMapBlocks map = HeatMaps.Run(_ref, rows, columns, firstRow, allRows);
        return HeatMapResult.Of([allRows, Layout.Shape[1]], map);
    }

    IBinnedArray IBinnedArray.ViewOf(ArrayRef view) => ViewOf(view);

    HistogramCounts IBinnedArray.Bins(long bins, double low, double high) => BinsBetween(bins, low, high);

    /// <summary>A histogram between two ends; times as the numbers that they are drawn as.</summary>
    internal virtual HistogramCounts BinsBetween(long bins, double low, double high)
    {
        DType number = DType.IsSwapped ? DType.Int64.NewByteOrder() : DType.Int64;
        return MemMap.Compute.Histogram.Run(DType.Traits.IsTime ? _ref.View(number) : _ref, bins, [low, high]);
    }
}
