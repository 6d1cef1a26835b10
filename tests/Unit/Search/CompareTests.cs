using CsCheck;
using MemMap.Tests.Arrays;

namespace MemMap.Tests.Search;

/// <summary>Comparisons of arrays, against naive loops.</summary>
public class CompareTests
{
    private static readonly Gen<double[]> Numbers = Gen.OneOf(
        Gen.Double[-9, 9], Gen.OneOfConst(0, 1, double.NaN, double.PositiveInfinity, double.NegativeInfinity)).Array[12];

    [Fact]
    public void Differences_are_those_of_a_loop()
        => Gen.Select(
            Numbers, Gen.Select(Numbers, Gen.Bool.Array[12]), Gen.OneOfConst(0.0, 0.5, 3), Gen.OneOfConst(0.0, 0.2), Gen.Bool, Gen.Bool)
            .Sample(
            (x, change, tolerance, relative, nanDiffers, transposed) =>
            {
                double[] y = [.. x.Select((value, i) => change.Item1[i] is var other && change.Item2[i] ? other : value)];
                bool Same(double a, double b) => a == b || (!nanDiffers && double.IsNaN(a) && double.IsNaN(b))
                    || (!double.IsInfinity(a) && Math.Abs(a - b) <= tolerance + (relative * Math.Abs(a)));
                int[] expected = [.. Enumerable.Range(0, 12).Where(i => !Same(x[i], y[i]))];
                NDArray a = NDArray.Array(x).Reshape(3, 4), b = NDArray.Array(y).Reshape(3, 4);
                b = transposed ? b.T.Copy().T : b;
                CompareOptions options = new() { Tolerance = tolerance, RelativeTolerance = relative, NaNDiffers = nanDiffers, First = 3 };
                ArrayComparison found = a.Compare(b, options);
                return found.Equal == (expected.Length == 0) && found.DifferenceCount == expected.Length && found.Compared == 12
                    && found.Differences.Select(difference => (long[])difference.Index).Select(index => (int)((index[0] * 4) + index[1]))
                        .SequenceEqual(expected.Take(3))
                    && found.Differences.All(
                        difference
                        => difference.ReferenceValue!.Equals(x[At(difference)]) && difference.DifferenceValue!.Equals(y[At(difference)]));

                static int At(ArrayDifference difference) => (int)((((long[])difference.Index)[0] * 4) + ((long[])difference.Index)[1]);
            });

    [Fact]
    public void An_array_equals_its_copy_in_any_view()
        => Samples.Views.Sample(sample => sample.Array.Compare(sample.Array.Copy()).Equal && sample.Array.Compare(sample.Array).Equal);

    [Fact]
    public void Windows_are_counted_together()
    {
        NDArray x = NDArray.Zeros([3, 1_000_000], DType.Int32), y = x.Copy();
        y[0, 0] = 1;
        y[1, 48_576] = 5;
        y[2, 999_999] = -7;
        ArrayComparison found = x.Compare(y);
        Assert.Equal((3L, 7.0), (found.DifferenceCount, found.MaximumDifference));
        Assert.Equal([[0, 0], [1, 48_576], [2, 999_999]], found.Differences.Select(difference => (long[])difference.Index));
        Assert.True(x.Compare(y, new CompareOptions { StopsAtFirst = true }).Compared < x.Size);
    }

    [Fact]
    public void Integers_are_compared_exactly()
    {
        NDArray x = NDArray.Array(new[] { long.MaxValue, -1 }), y = NDArray.Array(new[] { ulong.MaxValue, (ulong)long.MaxValue });
        Assert.Equal(2, x.Compare(y).DifferenceCount);
        Assert.False(NDArray.Array(new[] { 1L << 60 }).Compare(NDArray.Array(new[] { (1L << 60) + 1 })).Equal);
    }

    [Fact]
    public void Raw_bytes_texts_and_times_are_compared_by_what_they_are()
    {
        NDArray raw = NDArray.Array(new byte[] { 1, 2, 3, 4, 5, 6 }).View(DType.Parse("V3")), other = raw.Copy();
        Assert.True(raw.Compare(other).Equal);
        other.View(DType.UInt8)[4] = 9;
        Assert.Equal([1L], raw.Compare(other).Differences.Select(difference => difference.Index));
        Assert.True(
            NDArray.Array(new[] { "a", "bc" }, DType.Parse("S4")).Compare(NDArray.Array(new[] { "a", "bc" }, DType.Parse("U2"))).Equal);
        NDArray dates = NDArray.Array(new long[] { 5, long.MinValue }).View(DType.Parse("M8[s]"));
        Assert.True(dates.Compare(dates.Copy()).Equal);
        Assert.Equal(1, dates.Compare(dates.Copy(), new CompareOptions { NaNDiffers = true }).DifferenceCount);
        Assert.Contains("dtypes", dates.Compare(NDArray.Zeros([2], DType.Float64)).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Nested_records_have_names_with_dots()
    {
        DType inner = DType.Parse("{'names': ['a', 'b'], 'formats': ['i4', 'f8']}");
        DType outer = DType.Parse("{'names': ['id', 'in'], 'formats': ['i4', [('a', 'i4'), ('b', 'f8')]]}");
        Assert.Equal(2, inner.Fields!.Count);
        NDArray x = NDArray.Zeros([3], outer), y = x.Copy();
        y.Field("in").Field("b")[1] = 2.5;
        ArrayComparison found = x.Compare(y);
        Assert.Equal([new("in.b", 1)], found.Fields);
        Assert.Equal(new ArrayDifference(1L, "in.b", 0.0, 2.5), Assert.Single(found.Differences));
        Assert.Contains("fields", x.Compare(NDArray.Zeros([3], inner)).Reason, StringComparison.Ordinal);
    }
}
