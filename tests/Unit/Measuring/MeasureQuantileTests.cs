using MemMap.Compute;

namespace MemMap.Tests.Measuring;

/// <summary>Quantiles of measures: as they are sent, and as they are computed of arrays on other hosts.</summary>
public class MeasureQuantileTests
{
    [Theory]
    [InlineData("M8[s]", 1_700_000_000)]
    [InlineData("m8[ms]", -86_400_001)]
    [InlineData(">M8[ns]", 1_700_000_000_000_000_100)]
    public void Quantiles_of_times_are_sent_to_the_last_count(string code, long first)
    {
        DType dtype = DType.Parse(code);
        NDArray counts = (NDArray.Arange(0, 8) * 300) + first, times = counts.View(dtype.AsNative()).AsType(dtype);
        MeasureOptions options = new() { Quantiles = [0, 0.5, 0.9] };
        Measure measure = times.Measure(options), sent = Measure.FromState(measure.ToState());
        Assert.Equal(measure.Quantiles, sent.Quantiles);
        Assert.Equal(measure.ToState(), sent.ToState());
        Measure along = times.Reshape(4, 2).Measure(options with { Axis = [0] });
        Assert.Equal(
            along.Quantiles!.Select(quantile => Convert.ToHexString(((NDArray)quantile.Value!).ToBytes())),
            Measure.FromState(along.ToState()).Quantiles!.Select(quantile => Convert.ToHexString(((NDArray)quantile.Value!).ToBytes())));
        times.SetItem([3], "NaT");
        Measure none = times.Measure(options);
        Assert.Null(none.Quantiles![1].Value);
        Assert.Equal(none.Quantiles, Measure.FromState(none.ToState()).Quantiles);
    }

    [Theory]
    [InlineData("?")]
    [InlineData("u1")]
    [InlineData("i2")]
    [InlineData("f2")]
    [InlineData("f4")]
    [InlineData("i8")]
    public void Quantiles_by_counting_are_those_of_the_array(string code)
    {
        NDArray array = (((NDArray.Arange(0, 101) * 7919) % 13) - 3).AsType(DType.Parse(code));
        double[] fractions = [0, 0.1, 0.5, 0.77, 1];
        MeasurePart all = array.Measure().Parts[0];
        NDArray found = new(Quantile.ByCounting(
            array.DType, fractions, all, ignoreNaN: false, values => [.. values.Select(value => array.CountWhere(Relation.Le, value))]));
        Assert.Equal(fractions.Select(fraction => array.Quantile(fraction)), fractions.Select((_, i) => found.Item(i)));
    }

    [Theory]
    [InlineData("M8[ns]", 1_700_000_000_000_000_001)]
    [InlineData("m8[us]", -9_000_000_000_000_000_123)]
    [InlineData("M8[D]", 19_000)]
    public void Quantiles_of_times_by_counting_are_exact(string code, long first)
    {
        DType dtype = DType.Parse(code);
        NDArray counts = (((NDArray.Arange(0, 101) * 7919) % 13) * 3) + first, times = counts.View(dtype);
        double[] fractions = [0, 0.1, 0.5, 0.77, 1];
        long[] NotAbove(object[] values) => [.. values.Select(value => counts.CountWhere(Relation.Le, value))];
        NDArray found = new(Quantile.ByCounting(dtype, fractions, times.Measure().Parts[0], ignoreNaN: false, NotAbove));
        Assert.Equal(dtype, found.DType);
        Assert.Equal(times.Measure(new() { Quantiles = fractions }).Quantiles, NDArray.QuantilesOf(fractions, found.Ref));
        // The last digits that a float64 doesn't have.
        Assert.Equal(first, found.View("i8").Item(0));
        MeasurePart withNaT = times.Measure().Parts[0] with { NaNs = 1 };
        Assert.All(NDArray.QuantilesOf(fractions, Quantile.ByCounting(dtype, fractions, withNaT, ignoreNaN: false, NotAbove)),
            quantile => Assert.Null(quantile.Value));
    }
}
