using MemMap.Compute;

namespace MemMap;

/// <summary>
/// What a line through many elements looks like where there is room for few: the elements, in C order, fall into bins of equal size, and
/// of each bin the first, smallest, largest and last are known. What <see cref="NDArray.Envelope(long)"/> gives; plain arrays that travel
/// well.
/// </summary>
/// <remarks>
/// NaN, NaT and infinities are in no bin; they are counted. A bin without a finite element has NaN everywhere.
/// </remarks>
/// <param name="Size">The number of elements, of all bins.</param>
/// <param name="First">The first finite element of each bin.</param>
/// <param name="Low">The smallest.</param>
/// <param name="High">The largest.</param>
/// <param name="Last">The last.</param>
/// <param name="NaNCount">How many elements are NaN or NaT.</param>
/// <param name="InfinityCount">How many elements are infinite.</param>
public sealed record EnvelopeResult(
    long Size, double[] First, double[] Low, double[] High, double[] Last, long NaNCount, long InfinityCount)
{
    /// <summary>The envelope of so many elements whose bins came to this.</summary>
    internal static EnvelopeResult Of(long size, BinSummary[] bins) => new(
        size,
        Array.ConvertAll(bins, static bin => bin.First),
        Array.ConvertAll(bins, static bin => bin.Minimum),
        Array.ConvertAll(bins, static bin => bin.Maximum),
        Array.ConvertAll(bins, static bin => bin.Last),
        bins.Sum(static bin => bin.NaNCount),
        bins.Sum(static bin => bin.InfinityCount));

    /// <summary>The number of bins; bin b has the elements from <c>ceil(b * Size / Bins)</c> on.</summary>
    public int Bins => Low.Length;

    /// <summary>The smallest finite element; NaN where there is none.</summary>
    public double Minimum => Low.Where(double.IsFinite).DefaultIfEmpty(double.NaN).Min();

    /// <summary>The largest finite element; NaN where there is none.</summary>
    public double Maximum => High.Where(double.IsFinite).DefaultIfEmpty(double.NaN).Max();

    /// <summary>Joins what two parts of one whole came to, each over the bins of the whole.</summary>
    /// <param name="later">The part whose elements come later.</param>
    /// <returns>What both parts together come to.</returns>
    /// <exception cref="ArgumentException">The parts are not of the same whole.</exception>
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
            NaNCount + later.NaNCount,
            InfinityCount + later.InfinityCount);
    }

    private static double Either(double wanted, double other) => double.IsNaN(wanted) ? other : wanted;
}
