using MemMap.Compute;

namespace MemMap;

/// <summary>
/// The result of <see cref="NDArray.Envelope(long)"/>: a reduction of many elements for drawing a line. The elements, in C order, are
/// divided into bins of equal size. Each bin has its first, smallest, largest and last element, and their mean. The result consists of
/// plain arrays, which serialize well.
/// </summary>
/// <remarks>NaN, NaT and infinities are only counted. A bin without a finite element has NaN.</remarks>
/// <param name="Size">The number of elements in all bins.</param>
/// <param name="First">The first finite element of each bin.</param>
/// <param name="Low">The smallest.</param>
/// <param name="High">The largest.</param>
/// <param name="Last">The last.</param>
/// <param name="Mean">The mean of each bin's finite elements.</param>
/// <param name="Count">The number of finite elements in each bin.</param>
/// <param name="NaNCount">The number of NaN and NaT elements.</param>
/// <param name="InfinityCount">The number of infinite elements.</param>
public sealed record EnvelopeResult(
    long Size, double[] First, double[] Low, double[] High, double[] Last, double[] Mean, long[] Count, long NaNCount, long InfinityCount)
{
    /// <summary>Returns the envelope for a number of elements and their bins.</summary>
    internal static EnvelopeResult Of(long size, BinSummary[] bins) => new(
        size,
        Array.ConvertAll(bins, static bin => bin.First),
        Array.ConvertAll(bins, static bin => bin.Minimum),
        Array.ConvertAll(bins, static bin => bin.Maximum),
        Array.ConvertAll(bins, static bin => bin.Last),
        Array.ConvertAll(bins, static bin => bin.Mean),
        Array.ConvertAll(bins, static bin => bin.Count),
        bins.Sum(static bin => bin.NaNCount),
        bins.Sum(static bin => bin.InfinityCount));

    /// <summary>The number of bins; bin b has the elements from <c>ceil(b * Size / Bins)</c> on.</summary>
    public int Bins => Low.Length;

    /// <summary>The smallest finite element; NaN if there is none.</summary>
    public double Minimum => Low.Where(double.IsFinite).DefaultIfEmpty(double.NaN).Min();

    /// <summary>The largest finite element; NaN if there is none.</summary>
    public double Maximum => High.Where(double.IsFinite).DefaultIfEmpty(double.NaN).Max();

    /// <summary>Merges the results of two parts of one array, each over the bins of the whole.</summary>
    /// <param name="later">The part whose elements come later.</param>
    /// <returns>The result for both parts.</returns>
    /// <exception cref="ArgumentException">The parts are not of the same array.</exception>
    public EnvelopeResult Merge(EnvelopeResult later)
    {
        ArgumentNullException.ThrowIfNull(later);
        if (later.Size != Size || later.Bins != Bins)
        {
            throw Error.OtherBins($"{Bins} bins of {Size} elements", $"{later.Bins} of {later.Size}");
        }
        return new(
            Size,
            [.. First.Zip(later.First, Either)],
            [.. Low.Zip(later.Low, double.MinNumber)],
            [.. High.Zip(later.High, double.MaxNumber)],
            [.. later.Last.Zip(Last, Either)],
            BinSummary.MergeMeans(Mean, Count, later.Mean, later.Count),
            [.. Count.Zip(later.Count, static (a, b) => a + b)],
            NaNCount + later.NaNCount,
            InfinityCount + later.InfinityCount);
    }

    private static double Either(double wanted, double other) => double.IsNaN(wanted) ? other : wanted;
}
