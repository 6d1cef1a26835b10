using CsCheck;
using MemMap.Tests.Arrays;

namespace MemMap.Tests.Compute;

/// <summary>Histograms between ends of any size, against counting each element between the edges that are returned.</summary>
public class HistogramTests
{
    private static readonly string[] Codes = ["f2", ">f2", "f4", ">f4", "f8", "i1", "u2", "i8"];

    private static readonly double[] Ends =
        [0, 0.1, -0.1, 0.3, 1, -1, 1 / 3.0, 1000, -96.84162582956903, 65504, 1e5, 3.4e38, -3.4e38, 1e39, 1.7e308, -1.7e308, double.MaxValue,
         double.MinValue, double.Epsilon, 1e-310, -1e-310, 1e-320, 1e-45, 6e-8, 1e-300, 9.2e18];

    [Fact]
    public void Every_element_is_counted_between_the_edges_that_are_returned()
        => Gen.Select(Gen.OneOfConst(Codes), Gen.OneOfConst(Ends), Gen.OneOfConst(Ends), Gen.Int[1, 40], Gen.Int[0, int.MaxValue])
            .Sample((code, low, high, bins, seed) =>
        {
            (low, high) = (Math.Min(low, high), Math.Max(low, high));
            var random = new Random(seed);
            NDArray array = NDArray.Array(Enumerable.Range(0, 60).Select(_ => Element(random, low, high, bins)).ToArray()).AsType(code);
            HistogramResult result;
            try
            {
                result = array.Histogram(bins, [low, high]);
            }
            catch (ArgumentException exception)
            {
                Assert.Equal("TooManyBins", exception.Data[Error.IdKey]);
                // Fewer numbers than edges, or not many more.
                Assert.True((Int128)BitConverter.DoubleToInt64Bits(high - low) < 64, exception.Message);
                return;
            }
            var edges = (double[])result.Edges.ToArray();
            Assert.Equal(edges.Order(), edges);
            Assert.Equal(edges.Distinct(), edges);
            double[] values = Samples.Read(array.AsType("f8"));
            Assert.Equal(
                (IEnumerable<long>)edges[1..].Select((edge, i) => values.LongCount(
                    v => v >= edges[i] && (v < edge || (i == bins - 1 && v == edge)))),
                (IEnumerable<long>)(long[])result.Counts.ToArray());
            if (array.DType.IsFloating && low < high && Samples.Read(NDArray.Array(new[] { low, high }).AsType(code)) is var ends
                && ends.All(double.IsFinite) && edges[0] != low)
            {
                Assert.Equal((ends[0], ends[1]), (edges[0], edges[^1]));
            }
        });

    [Theory]
    [InlineData("f8", -1.7e308, 1.7e308)]
    [InlineData("f8", 0, 1e-310)]
    [InlineData("f4", -3.4e38, 3.4e38)]
    [InlineData("f4", 0, 8.4e-44)]
    [InlineData("f2", -65000, 65000)]
    public void Elements_spread_evenly_fill_the_bins_evenly(string code, double low, double high)
    {
        double At(double part) => (low * (1 - part)) + (high * part);
        NDArray array = NDArray.Array(Enumerable.Range(0, 12).Select(i => At((i + 0.5) / 12)).ToArray()).AsType(code);
        Assert.Equal([3L, 3, 3, 3], (long[])array.Histogram(4, [low, high]).Counts.ToArray());
        Assert.Equal(12L, array.Histogram(5).Counts.Sum());
        Assert.Equal(array.Histogram(4, [low, high]).Edges.ToArray(), array.Measure(new() { Bins = 4, Range = [low, high] }).Histogram!
            .Select(bin => bin.From).Append(high).Select(edge => Samples.Read(NDArray.Array(edge, code))[0]).ToArray());
    }

    [Theory]
    [InlineData("f8", 1e300)]
    [InlineData("f4", 3e38)]
    [InlineData("f2", 60000)]
    [InlineData("i8", 9e18)]
    [InlineData("f8", double.MaxValue)]
    public void One_value_has_bins_around_it(string code, double value)
        => Assert.Equal(3L, NDArray.Array(new[] { value, value, value }).AsType(code).Histogram(7).Counts.Sum());

    [Fact]
    public void Bins_that_float64_can_not_tell_apart_are_an_error()
    {
        NDArray array = NDArray.Array(new[] { 1, Math.BitIncrement(1.0) });
        Assert.Equal(
            "10 bins are too many between 1 and 1.0000000000000002: float64 has fewer numbers there; use fewer bins or a wider range",
            Assert.Throws<ArgumentException>(() => array.Histogram(10)).Message);
        Assert.Equal([1L, 1], (long[])NDArray.Array(new[] { 1, Math.BitIncrement(Math.BitIncrement(1.0)) }).Histogram(2).Counts.ToArray());
    }

    private static double Element(Random random, double low, double high, int bins)
    {
        // On an edge, beside one, anywhere within, outside, or no number.
        double part = random.Next(bins + 1) / (double)bins, edge = (low * (1 - part)) + (high * part);
        return random.Next(7) switch
        {
            0 => edge,
            1 => Math.BitIncrement(edge),
            2 => Math.BitDecrement(edge),
            3 => random.NextDouble() is var any ? (low * any) + (high * (1 - any)) : 0,
            4 => random.Next(2) == 0 ? low : high,
            5 => (float)edge,
            _ => random.Next(3) switch { 0 => double.NaN, 1 => double.PositiveInfinity, _ => random.NextDouble() },
        };
    }
}
