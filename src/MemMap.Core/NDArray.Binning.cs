using MemMap.Compute;

namespace MemMap;

// Many elements in few bins: what pictures are drawn from.
public partial class NDArray
{
    /// <summary>
    /// The elements in C order, in so many bins of equal size: of each bin the first, smallest, largest and last element. A line drawn
    /// through those is the line through all elements, as far as one sees it.
    /// </summary>
    /// <param name="bins">The number of bins. Where there are fewer elements, each is a bin.</param>
    /// <exception cref="ArgumentException">There are no bins, or more than 1,000,000.</exception>
    /// <exception cref="NotSupportedException">The elements are neither real numbers nor times.</exception>
    public EnvelopeResult Envelope(long bins) => Envelopes.Run(this, bins, 0, Size);

    /// <summary>
    /// The elements of an array of two dimensions, in blocks of equal size: of each block the mean, smallest and largest element.
    /// </summary>
    /// <param name="rows">The rows of blocks. Where the array has fewer, each is a block.</param>
    /// <param name="columns">The columns of blocks. Where the array has fewer, each is a block.</param>
    /// <exception cref="ArgumentException">The array has other than two dimensions; or there are no blocks, or more than 1,000,000.</exception>
    /// <exception cref="NotSupportedException">The elements are neither real numbers nor times.</exception>
    public HeatMapResult HeatMap(long rows, long columns) => HeatMaps.Run(this, rows, columns, 0, NDim == 2 ? Layout.Shape[0] : 0);
}
