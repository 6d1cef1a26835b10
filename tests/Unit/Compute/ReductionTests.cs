using System.Numerics;
using MemMap.Compute;
using MemMap.Tests.Arrays;

namespace MemMap.Tests.Compute;

/// <summary>The rules of reductions that have a case of their own: result types, NaN, empty arrays, accuracy.</summary>
public class ReductionTests
{
    private const float NaN = float.NaN;

    [Theory]
    [InlineData("?", "int64")]
    [InlineData("i1", "int64")]
    [InlineData("u2", "uint64")]
    [InlineData(">f2", "float16")]
    [InlineData("c8", "complex64")]
    [InlineData("m8[s]", "timedelta64[s]")]
    public void Sums_have_the_types_of_numpy(string dtype, string result)
    {
        NDArray zeros = NDArray.Zeros([2, 3], dtype);
        Assert.Equal(result, ((NDArray)zeros.Sum(0)!).DType.ToString());
        Assert.Equal(result, zeros.CumSum().DType.ToString());
    }

    [Fact]
    public void Other_results_have_the_types_of_numpy()
    {
        NDArray bytes = NDArray.Zeros([3], "u1"), complex = NDArray.Zeros([3], "c8");
        Assert.IsType<double>(bytes.Mean());
        Assert.IsType<float>(complex.Var());
        Assert.IsType<long>(bytes.ArgMax());
        Assert.IsType<bool>(bytes.Any());
        Assert.IsType<Half>(NDArray.Zeros([3], "f2").Median());
    }

    [Fact]
    public void Integer_sums_wrap() => Assert.Equal(long.MinValue, NDArray.Array(new[] { long.MaxValue, 1 }).Sum());

    [Theory]
    [InlineData("i1")]
    [InlineData("u1")]
    [InlineData("i2")]
    [InlineData("u2")]
    [InlineData("i4")]
    [InlineData("u4")]
    public void Narrow_integers_are_summed_without_overflow(string dtype)
    {
        double values = Math.Pow(2, 8 * (dtype[1] - '0'));
        double[] extremes = dtype[0] == 'i' ? [-values / 2, (values / 2) - 1] : [values - 1];
        foreach (double extreme in extremes)
        {
            NDArray array = NDArray.Zeros([300_007], dtype);
            array.Fill((long)extreme);
            Assert.Equal(extreme * array.Size, Samples.ToDouble(array.Sum()));
            Assert.Equal(extreme, array.Mean());
            NDArray columns = ((NDArray)array["1:"]!).Reshape(6, 50_001);
            Assert.Equal(extreme * 6, Samples.ToDouble(((NDArray)columns.Sum(0)!)[49_999]));
            Assert.Equal(extreme, Samples.ToDouble(((NDArray)columns.Mean(0)!)[49_999]));
        }
    }

    [Fact]
    public void Many_float32_ones_sum_exactly()
    {
        NDArray ones = NDArray.Array(new[] { 1f }).BroadcastTo(1 << 25);
        Assert.Equal(33554432f, ones.Sum());
        Assert.Equal(1f, ones.Mean());
        Assert.Equal(0f, ones.Std());
        NDArray columns = NDArray.Array(new[] { 1f }).BroadcastTo(1 << 22, 8);
        Assert.All(Samples.Read((NDArray)columns.Sum(0)!), sum => Assert.Equal(4194304, sum));
        NDArray strided = (NDArray)NDArray.Zeros([1 << 21, 3], "f4")[":, 1"]!;
        strided.Fill(0.1f);
        Assert.Equal((float)(0.1f * (double)(1 << 21)), strided.Sum());
    }

    [Fact]
    public void A_small_variance_beside_a_large_mean_is_not_lost()
    {
        NDArray array = NDArray.Array(new[] { 1e9, 1e9 + 1 }).BroadcastTo(1 << 19, 2);
        Assert.Equal(0.25, (double)array.Var()!, 1e-14);
        Assert.Equal([0, 0], Samples.Read((NDArray)array.Var(0)!));
        Assert.Equal([0.25, 0.25], Samples.Read((NDArray)((NDArray)array["0:2"]!).Var(1)!));
    }

    [Fact]
    public void NaN_and_NaT_win_in_extremes()
    {
        NDArray floats = NDArray.Array(new[] { 2, NaN, 1, NaN });
        Assert.Equal(NaN, floats.Min());
        Assert.Equal(1L, floats.ArgMax());
        Assert.Equal(1L, floats.ArgMin());
        NDArray times = Times("M8[s]", 5, long.MinValue, 9);
        Assert.Equal(long.MinValue, Count(times.Max(keepDims: true)));
        Assert.Equal(long.MinValue, Count(times.Min(0, keepDims: true)));
        Assert.Equal(9, Count(times.NanMax(keepDims: true)));
        Assert.Equal(5, Count(times.NanMin(keepDims: true)));
        Assert.Equal(1L, times.ArgMax());
        Assert.Equal(1L, times.ArgMin());
    }

    [Fact]
    public void NaN_are_ignored_where_asked()
    {
        NDArray array = NDArray.Array(new[,] { { NaN, 3, 1 }, { 4, NaN, 3 } });
        Assert.Equal(11f, array.NanSum());
        Assert.Equal([4, 3, 2], Samples.Read((NDArray)array.NanMean(0)!));
        Assert.Equal([2, 2], Samples.Read((NDArray)array.NanArgMin(1)!));
        Assert.Equal(1f, array.NanMin());
        Assert.Equal(3L, array.NanArgMax());
        Assert.Equal(3f, array.NanMedian());
        Assert.Equal(36f, array.NanProd());
        Assert.Equal([0, 0, 1], Samples.Read((NDArray)array.NanStd(0)!));
    }

    [Fact]
    public void Only_NaN_gives_NaN_with_a_warning_and_no_position()
    {
        NDArray array = NDArray.Array(new[] { NaN, NaN });
        var warnings = new List<string>();
        Action<string> before = HostObjects.Warn;
        HostObjects.Warn = warnings.Add;
        try
        {
            Assert.Equal(NaN, array.NanMean());
            Assert.Equal(NaN, array.NanMax());
            Assert.Equal(NaN, array.NanVar());
            Assert.Equal(double.NaN, NDArray.Zeros([0], "f8").Mean());
            Assert.Equal(double.NaN, NDArray.Zeros([2], "f8").Var(ddof: 2));
        }
        finally
        {
            HostObjects.Warn = before;
        }
        string[] expected =
        [
            "Mean of empty slice", "All-NaN slice encountered", "Degrees of freedom <= 0 for slice", "Mean of empty slice",
            "Degrees of freedom <= 0 for slice",
        ];
        Assert.Equal(expected, warnings.Where(warning => expected.Contains(warning)).TakeLast(5));
        Assert.Equal("All-NaN slice encountered", Assert.Throws<InvalidOperationException>(() => array.NanArgMin()).Message);
    }

    [Fact]
    public void Nothing_has_an_identity_or_is_an_error()
    {
        NDArray none = NDArray.Zeros([0, 3], "f4");
        Assert.Equal(0f, none.Sum());
        Assert.Equal(1f, none.Prod());
        Assert.Equal(true, none.All());
        Assert.Equal(false, none.Any());
        Assert.Equal(
            "zero-size array to reduction operation minimum which has no identity",
            Assert.Throws<InvalidOperationException>(() => none.Min(0)).Message);
        Assert.Equal("attempt to get argmax of an empty sequence", Assert.Throws<InvalidOperationException>(() => none.ArgMax()).Message);
        Assert.Equal([0], ((NDArray)none.Min(1)!).Shape);
    }

    [Fact]
    public void Complex_numbers_compare_by_real_then_imaginary_part()
    {
        NDArray array = NDArray.Array(new Complex[] { new(1, 2), new(1, 5), new(0, 9) });
        Assert.Equal(new Complex(1, 5), array.Max());
        Assert.Equal(2L, array.ArgMin());
    }

    [Fact]
    public void Time_spans_add_up_and_dates_do_not()
    {
        NDArray spans = Times("m8[s]", 1, 2, -6);
        Assert.Equal(-3, Count(spans.Sum(keepDims: true)));
        Assert.Equal(-1, Count(spans.Mean(keepDims: true)));
        Assert.Equal(long.MinValue, Count(Times("m8[s]", 1, long.MinValue).Sum(keepDims: true)));
        Assert.Throws<NotSupportedException>(() => NDArray.Zeros([2], "M8[s]").Sum());
        Assert.Throws<NotSupportedException>(() => NDArray.Zeros([2], "S3").Sum());
        Assert.Throws<NotSupportedException>(() => NDArray.Zeros([2], "i4,f4").Mean());
    }

    private static NDArray Times(string dtype, params long[] counts)
    {
        NDArray integers = NDArray.Array(counts);
        return new NDArray(new ArrayRef(integers.Buffer, integers.Layout, dtype));
    }

    private static long Count(object? result) => BitConverter.ToInt64(Assert.IsType<NDArray>(result).ToBytes());
}
