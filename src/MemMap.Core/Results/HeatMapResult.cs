using MemMap.Compute;

namespace MemMap;

/// <summary>
/// What a table of numbers looks like where there is room for few: its rows and columns fall into blocks of equal size, and of each block
/// mean, smallest and largest element are known. What <see cref="NDArray.HeatMap(long, long)"/> gives; plain arrays that travel well.
/// </summary>
/// <remarks>
/// NaN, NaT and infinities are in no block; they are counted. A block without a finite element has NaN. Blocks stand in C order, those of
/// the first row first.
/// </remarks>
/// <param name="Shape">The rows and columns of the table.</param>
/// <param name="Blocks">The rows and columns of blocks.</param>
/// <param name="Mean">The mean of each block's finite elements.</param>
/// <param name="Low">The smallest.</param>
/// <param name="High">The largest.</param>
/// <param name="Count">How many finite elements each block has.</param>
/// <param name="NaNCount">How many elements are NaN or NaT.</param>
/// <param name="InfinityCount">How many elements are infinite.</param>
public sealed record HeatMapResult(
    long[] Shape, int[] Blocks, double[] Mean, double[] Low, double[] High, long[] Count, long NaNCount, long InfinityCount)
{
    /// <summary>The heat map of a table of some shape whose blocks came to this.</summary>
    internal static HeatMapResult Of(long[] shape, HeatMapBlocks map) => new(
        shape,
        [map.Rows, map.Columns],
        Array.ConvertAll(map.Blocks, static block => block.Mean),
        Array.ConvertAll(map.Blocks, static block => block.Minimum),
        Array.ConvertAll(map.Blocks, static block => block.Maximum),
        Array.ConvertAll(map.Blocks, static block => block.Count),
        map.Blocks.Sum(static block => block.NaNCount),
        map.Blocks.Sum(static block => block.InfinityCount));

    /// <summary>Joins what two parts of one table came to, each over the blocks of the whole.</summary>
    /// <param name="other">The other part.</param>
    /// <returns>What both parts together come to.</returns>
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
        long[] count = [.. Count.Zip(other.Count, static (a, b) => a + b)];
        double[] mean = new double[count.Length];
        for (int i = 0; i < mean.Length; i++)
        {
            mean[i] = Count[i] == 0 ? other.Mean[i]
                : other.Count[i] == 0 ? Mean[i]
                : Mean[i] + ((other.Mean[i] - Mean[i]) * other.Count[i] / count[i]);
        }
        return new(
            Shape,
            Blocks,
            mean,
            [.. Low.Zip(other.Low, double.MinNumber)],
            [.. High.Zip(other.High, double.MaxNumber)],
            count,
            NaNCount + other.NaNCount,
            InfinityCount + other.InfinityCount);
    }
}
