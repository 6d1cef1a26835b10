using CsCheck;

namespace MemMap.Tests.Compute;

public class BinningTests
{
    private static readonly Gen<double> Value = Gen.Frequency(
        (20, Gen.Double[-1e6, 1e6]), (1, Gen.Const(double.NaN)), (1, Gen.Const(double.PositiveInfinity)),
        (1, Gen.Const(double.NegativeInfinity)));

    // Long runs take another way than short ones: some arrays have no NaN.
    private static readonly Gen<double[]> Values = Gen.OneOf(Value.Array[0, 300], Gen.Double[-1, 1].Array[0, 300]);

    [Fact]
    public void AnEnvelopeIsWhatBinByBinGives()
        => Gen.Select(Values, Gen.Int[1, 40]).Sample((values, bins) =>
        {
            EnvelopeResult result = NDArray.Array(values).Envelope(bins);
            AssertEnvelope(values, bins, result);
        });

    [Fact]
    public void PartsOfAnEnvelopeMergeToTheWhole()
        => Gen.Select(Values, Gen.Int[1, 40], Gen.Double.Unit).Sample((values, bins, place) =>
        {
            int cut = (int)(values.Length * place);
            EnvelopeResult first = NDArray.Array(values[..cut]).Envelope(bins, 0, values.Length);
            EnvelopeResult second = NDArray.Array(values[cut..]).Envelope(bins, cut, values.Length);
            AssertEnvelope(values, bins, first.Merge(second));
        });

    [Fact]
    public void ManyChunksGiveOneEnvelope()
    {
        // 2^20 elements: several chunks, on all cores; bins straddle them.
        NDArray array = NDArray.Arange(0, 1 << 20).AsType("f4");
        array[777_777] = double.NaN;
        EnvelopeResult result = array.Envelope(1001);
        Assert.Equal(1, result.NaNCount);
        for (int bin = 0; bin < 1001; bin++)
        {
            long start = (((long)bin << 20) + 1000) / 1001, end = (((bin + 1L) << 20) + 1000) / 1001;
            Assert.Equal((start, start, end - 1, end - 1), (result.First[bin], result.Low[bin], result.High[bin], result.Last[bin]));
        }
    }

    [Fact]
    public void AnyLayoutGivesTheSameEnvelope()
    {
        NDArray table = NDArray.Arange(0, 600).Reshape(20, 30);
        EnvelopeResult expected = table.T.Copy().Envelope(7), actual = table.T.Envelope(7);
        Assert.Equal(expected.Low, actual.Low);
        Assert.Equal(expected.First, actual.First);
        Assert.Equal([0, 2, 4, 6, 8], NDArray.Arange(0, 10)["::2"] is NDArray view ? view.Envelope(100).Low : []);
        Assert.Equal([3, 1], NDArray.Array(new[] { 1, 3 }).AsType(">i2")["::-1"] is NDArray back ? back.Envelope(9).Low : []);
    }

    [Fact]
    public void TimesAndBoolsHaveNumbers()
    {
        NDArray times = NDArray.Array(new[] { "2020-01-01", "NaT", "2020-01-03" }).AsType("M8[D]");
        EnvelopeResult result = times.Envelope(3);
        Assert.Equal([18262, double.NaN, 18264], result.Low);
        Assert.Equal(1, result.NaNCount);
        Assert.Equal([0, 1], NDArray.Array(new[] { false, true }).Envelope(2).High);
    }

    [Fact]
    public void OfNothingThereIsNothing()
    {
        EnvelopeResult empty = NDArray.Zeros([0], DType.Float64).Envelope(10);
        Assert.Equal((0, 0L, double.NaN), (empty.Bins, empty.Size, empty.Minimum));
        EnvelopeResult nan = Filled([5], double.NaN, DType.Float64).Envelope(1);
        Assert.Equal((5L, double.NaN, double.NaN), (nan.NaNCount, nan.Minimum, nan.Last[0]));
        Assert.Equal([0, 3], NDArray.Zeros([0, 3], DType.Float64).HeatMap(4, 4).Blocks);
    }

    [Fact]
    public void AHeatMapIsWhatBlockByBlockGives()
        => Gen.Select(Gen.Int[1, 20], Gen.Int[1, 40], Gen.Int[1, 12], Gen.Int[1, 12], Gen.Bool).SelectMany(
            (rows, columns, down, across, turn)
                => Value.Array[rows * columns].Select(values => (rows, columns, down, across, turn, values)))
            .Sample(c =>
            {
                NDArray table = NDArray.Array(c.values).Reshape(c.rows, c.columns);
                NDArray array = c.turn ? table.T.Copy().T : table;
                HeatMapResult result = array.HeatMap(c.down, c.across);
                AssertHeatMap(c.values, c.rows, c.columns, Math.Min(c.rows, c.down), Math.Min(c.columns, c.across), result);
                int cut = c.rows / 2;
                HeatMapResult top = ((NDArray)array[$":{cut}"]!).HeatMap(c.down, c.across, 0, c.rows);
                HeatMapResult bottom = ((NDArray)array[$"{cut}:"]!).HeatMap(c.down, c.across, cut, c.rows);
                AssertHeatMap(c.values, c.rows, c.columns, Math.Min(c.rows, c.down), Math.Min(c.columns, c.across), bottom.Merge(top));
            });

    [Fact]
    public void ManyTilesGiveOneHeatMap()
    {
        // A row longer than a tile, and more rows than fit into one.
        HeatMapResult wide = NDArray.Arange(0, 600_000).Reshape(2, 300_000).HeatMap(2, 3);
        Assert.Equal([0, 100_000, 200_000, 300_000, 400_000, 500_000], wide.Low);
        Assert.Equal([99_999, 199_999, 299_999, 399_999, 499_999, 599_999], wide.High);
        HeatMapResult tall = NDArray.Arange(0, 600_000).Reshape(300_000, 2).HeatMap(3, 2);
        Assert.Equal([99_999, 100_000, 299_999, 300_000, 499_999, 500_000], tall.Mean);
        Assert.Equal(600_000, tall.Count.Sum());
    }

    [Fact]
    public void AMeanOfTheLargestNumbersIsFinite()
        => Assert.Equal([double.MaxValue], Filled([4, 4], double.MaxValue, DType.Float64).HeatMap(1, 1).Mean);

    [Fact]
    public void WhatCannotBeBinnedIsSaid()
    {
        NDArray array = NDArray.Arange(0, 6);
        Assert.Equal("0 bins can't be made; from 1 to 1000000 can", Assert.Throws<ArgumentException>(() => array.Envelope(0)).Message);
        Assert.Equal("BinCount", Assert.Throws<ArgumentException>(() => array.Envelope(1_000_001)).Data[Error.IdKey]);
        Assert.Equal(
            "a heat map is of two dimensions, and this array has shape (6,); give it two (Reshape(100, -1)), or draw a line or a histogram",
            Assert.Throws<ArgumentException>(() => array.HeatMap(2, 2)).Message);
        Assert.Throws<NotSupportedException>(() => array.AsType("c16").Envelope(3));
        Assert.Throws<NotSupportedException>(() => array.AsType("S2").Envelope(3));
        Assert.Throws<ArgumentException>(() => array.Envelope(3).Merge(array.Envelope(2)));
        Assert.Throws<ArgumentException>(() => array.Reshape(2, 3).HeatMap(1, 1).Merge(array.Reshape(3, 2).HeatMap(1, 1)));
    }

    private static void AssertEnvelope(double[] values, int count, EnvelopeResult result)
    {
        int bins = Math.Min(values.Length, count);
        double[][] finite = [.. Enumerable.Range(0, bins).Select(bin => values
            .Where((value, i) => (long)i * bins / values.Length == bin && double.IsFinite(value)).ToArray())];
        Assert.Equal(values.Length, result.Size);
        Assert.Equal(finite.Select(bin => bin.FirstOrDefault(double.NaN)), result.First);
        Assert.Equal(finite.Select(bin => bin.DefaultIfEmpty(double.NaN).Min()), result.Low);
        Assert.Equal(finite.Select(bin => bin.DefaultIfEmpty(double.NaN).Max()), result.High);
        Assert.Equal(finite.Select(bin => bin.LastOrDefault(double.NaN)), result.Last);
        Assert.Equal(finite.Select(bin => bin.LongLength), result.Count);
        Assert.All(finite.Zip(result.Mean), bin => Assert.Equal(bin.First.DefaultIfEmpty(double.NaN).Average(), bin.Second, 1e-6));
        Assert.Equal(values.Count(double.IsNaN), result.NaNCount);
        Assert.Equal(values.Count(double.IsInfinity), result.InfinityCount);
    }

    private static void AssertHeatMap(double[] values, int rows, int columns, int down, int across, HeatMapResult result)
    {
        Assert.Equal([down, across], result.Blocks);
        for (int block = 0; block < down * across; block++)
        {
            double[] finite = [.. values.Where((value, i) => double.IsFinite(value)
                && i / columns * down / rows == block / across && i % columns * across / columns == block % across)];
            Assert.Equal(finite.Length, result.Count[block]);
            Assert.Equal(finite.DefaultIfEmpty(double.NaN).Min(), result.Low[block]);
            Assert.Equal(finite.DefaultIfEmpty(double.NaN).Max(), result.High[block]);
            Assert.Equal(finite.DefaultIfEmpty(double.NaN).Average(), result.Mean[block], 1e-6);
        }
        Assert.Equal(values.Count(double.IsNaN), result.NaNCount);
        Assert.Equal(values.Count(double.IsInfinity), result.InfinityCount);
    }

    private static NDArray Filled(long[] shape, double value, DType dtype)
    {
        NDArray array = NDArray.Zeros(shape, dtype);
        array.Fill(value);
        return array;
    }
}
