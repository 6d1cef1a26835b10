using MemMap.Compute;

namespace MemMap;

/// <summary>
/// The result of <see cref="NDArray.HeatMap(long, long)"/>: a reduction of a table for drawing a heat map. Its rows and columns are divided
/// into blocks of equal size. Each block has its mean, smallest and largest element. The result consists of plain arrays, which serialize
/// well.
/// </summary>
/// <remarks>NaN, NaT and infinities are only counted. A block without a finite element has NaN. The blocks are in C order.</remarks>
/// <param name="Shape">The rows and columns of the table.</param>
/// <param name="Blocks">The rows and columns of blocks.</param>
/// <param name="Mean">The mean of each block's finite elements.</param>
/// <param name="Low">The smallest.</param>
/// <param name="High">The largest.</param>
/// <param name="Count">The number of finite elements in each block.</param>
/// <param name="NaNCount">The number of NaN and NaT elements.</param>
/// <param name="InfinityCount">The number of infinite elements.</param>
public sealed record HeatMapResult(
    long[] Shape, int[] Blocks, double[] Mean, double[] Low, double[] High, long[] Count, long NaNCount, long InfinityCount)
{
    /// <summary>Returns the heat map for a shape and its blocks.</summary>
    internal static HeatMapResult Of(long[] shape, HeatMapBlocks map) => new(
        shape,
        [map.Rows, map.Columns],
        Array.ConvertAll(map.Blocks, static block => block.Mean),
        Array.ConvertAll(map.Blocks, static block => block.Minimum),
        Array.ConvertAll(map.Blocks, static block => block.Maximum),
        Array.ConvertAll(map.Blocks, static block => block.Count),
        map.Blocks.Sum(static block => block.NaNCount),
        map.Blocks.Sum(static block => block.InfinityCount));

    /// <summary>Merges the results of two parts of one table, each over the blocks of the whole.</summary>
    /// <param name="other">The other part.</param>
    /// <returns>The result for both parts.</returns>
    /// <exception cref="ArgumentException">The parts are not of the same table.</exception>
    public HeatMapResult Merge(HeatMapResult other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (!Shape.SequenceEqual(other.Shape) || !Blocks.SequenceEqual(other.Blocks))
        {
            throw Error.OtherBins(
                $"{Blocks[0]} x {Blocks[1]} blocks of {Error.Shape(Shape)}",
                $"{other.Blocks[0]} x {other.Blocks[1]} of {Error.Shape(other.Shape)}");
        }
        return new(
            Shape,
            Blocks,
            BinSummary.MergeMeans(Mean, Count, other.Mean, other.Count),
            [.. Low.Zip(other.Low, double.MinNumber)],
            [.. High.Zip(other.High, double.MaxNumber)],
            [.. Count.Zip(other.Count, static (a, b) => a + b)],
            NaNCount + other.NaNCount,
            InfinityCount + other.InfinityCount);
    }
}
