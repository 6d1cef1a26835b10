using CsCheck;
using MemMap.Compute;
using MemMap.Geometry;
using MemMap.Tests.Arrays;
using MemMap.Tests.Memory;

namespace MemMap.Tests.Compute;

/// <summary>Sorting, distinct elements, histograms and quantiles of lines too long to sort.</summary>
public class SortTests : TempFolder
{
    private const int Cases = 10_000;

    [Fact]
    public void Lines_of_any_view_are_sorted_and_positions_are_stable()
        => Gen.Select(Samples.Views, Gen.Int[0, 3]).Sample(
            (sample, pick) =>
            {
                int ndim = sample.Array.NDim;
                double[] sorted = [.. sample.Model.Values.Order()];
                bool right = sample.Array.Sort(null) is { NDim: 1 } flat && flat.DType == Samples.Owned(sample.Array.DType)
                    && Samples.Read(flat).SequenceEqual(sorted);
                if (ndim == 0)
                {
                    return right;
                }
                int axis = pick % ndim;
                double[] Line(long[] tuple) =>
                    [.. Enumerable.Range(0, (int)sample.Model.Shape[axis])
                        .Select(i => sample.Model.At([.. tuple[..axis], i, .. tuple[(axis + 1)..]]))];
                double[] lines = [.. Model.Tuples(sample.Model.Shape).Select(tuple => Line(tuple).Order().ElementAt((int)tuple[axis]))];
                double[] positions = [.. Model.Tuples(sample.Model.Shape).Select(tuple =>
                    (double)Line(tuple).Select((value, i) => (value, i)).OrderBy(pair => pair.value).ElementAt((int)tuple[axis]).i)];
                right &= Samples.Read(sample.Array.Sort(axis)).SequenceEqual(lines)
                    && Samples.Read(sample.Array.ArgSort(axis - ndim)).SequenceEqual(positions);
                sample.Array.SortInPlace(axis);
                return right && Samples.Read(sample.Array).SequenceEqual(lines);
            },
            iter: Cases);

    [Fact]
    public void Distinct_elements_are_counted()
        => Samples.Views.Sample(
            sample =>
            {
                UniqueCountsResult result = sample.Array.UniqueCounts();
                var groups = sample.Model.Values.GroupBy(value => value).OrderBy(group => group.Key).ToList();
                return Samples.Read(result.Values).SequenceEqual(groups.Select(group => group.Key))
                    && Samples.Read(result.Counts).SequenceEqual(groups.Select(group => (double)group.Count()))
                    && result.Values.DType == Samples.Owned(sample.Array.DType);
            },
            iter: Cases);

    [Fact]
    public void Elements_are_counted_between_edges()
        => Gen.Select(Samples.Views, Gen.Int[1, 7], Gen.Int[-5, 5], Gen.Int[1, 50]).Sample(
            (sample, bins, low, width) =>
            {
                if (sample.Array.DType.IsComplex)
                {
                    return true;
                }
                HistogramResult result = sample.Array.Histogram(bins, [low, low + (bins * width)]);
                double[] expected = [.. Enumerable.Range(0, bins).Select(bin => (double)sample.Model.Values.Count(value =>
                    value >= low + (bin * width)
                        && (value < low + ((bin + 1) * width) || (bin == bins - 1 && value == low + (bins * width)))))];
                double[] edges = [.. Enumerable.Range(0, bins + 1).Select(bin => (double)(low + (bin * width)))];
                return Samples.Read(result.Counts).SequenceEqual(expected) && Samples.Read(result.Edges).SequenceEqual(edges)
                    && Samples.Read(sample.Array.Histogram(edges).Counts).SequenceEqual(expected);
            },
            iter: Cases);

    [Theory]
    [InlineData("f4")]
    [InlineData(">f8")]
    [InlineData("f2")]
    [InlineData("i8")]
    [InlineData("u4")]
    [InlineData("i2")]
    [InlineData("u1")]
    public void Long_lines_are_sorted_in_parts_and_selected_by_counting(string dtype)
    {
        var random = new Random(1);
        NDArray array = NDArray.Array(
            Enumerable.Range(0, 600_011).Select(_ => random.Next(dtype[0] == 'u' ? 0 : -30_000, 30_000) / 1.0).ToArray()).AsType(dtype);
        double[] values = Samples.Read(array), sorted = [.. values.Order()];
        Assert.Equal(sorted, Samples.Read(array.Sort()));
        Assert.Equal(
            values.Select((value, i) => (value, i)).OrderBy(pair => pair.value).Select(pair => (double)pair.i),
            Samples.Read(array.ArgSort()));
        Assert.Equal(sorted.Distinct(), Samples.Read(array.Unique()));
        Assert.Equal(sorted[300_005], Samples.ToDouble(array.Median()));
        Assert.Equal(ReductionOracle.Percentile(sorted, 12.5), (double)array.Percentile(12.5)!, 1e-9);
        Assert.Equal([sorted[0], sorted[^1]], Samples.Read(array.Percentile([0, 100])));
    }

    /// <summary>Long lines whose keys lie close together, far apart, or mostly at one place.</summary>
    [Theory]
    [InlineData("spread")]
    [InlineData("few")]
    [InlineData("one apart")]
    [InlineData("exponential")]
    [InlineData("ascending")]
    public void Long_lines_of_any_distribution_are_sorted_alike_by_any_number_of_threads(string distribution)
    {
        var random = new Random(2);
        double[] values = [.. Enumerable.Range(0, 150_007).Select(i => distribution switch
        {
            "spread" => (random.NextDouble() - 0.5) * double.MaxValue,
            "few" => random.Next(3),
            "one apart" => i == 120_000 ? -1e300 : 1,
            "exponential" => Math.Pow(2, random.Next(-1000, 1000)) * (random.Next(2) - 0.5),
            _ => i,
        })];
        double[] sorted = [.. values.Order()];
        double[] positions = [.. values.Select((value, i) => (value, i)).OrderBy(pair => pair.value).Select(pair => (double)pair.i)];
        NDArray array = NDArray.Array(values), lines = NDArray.Array((double[])[.. values, .. values]).Reshape(2, -1);
        Threads.Each(() =>
        {
            Assert.Equal(sorted, Samples.Read(array.Sort()));
            Assert.Equal(positions, Samples.Read(array.ArgSort()));
            Assert.Equal(sorted, Samples.Read((NDArray)lines.Sort().GetItem([1])!));
        });
    }

    [Fact]
    public void Many_texts_are_sorted_alike_by_any_number_of_threads()
    {
        var random = new Random(3);
        byte[] bytes = new byte[3 * 40_003];
        random.NextBytes(bytes);
        NDArray array = NDArray.Array(bytes).View("V3");
        int[] positions = [.. Enumerable.Range(0, 40_003)];
        Array.Sort(positions, (x, y) =>
        {
            int order = bytes.AsSpan(3 * x, 3).SequenceCompareTo(bytes.AsSpan(3 * y, 3));
            return order != 0 ? order : x - y;
        });
        byte[] sorted = [.. positions.SelectMany(at => bytes.AsSpan(3 * at, 3).ToArray())];
        Threads.Each(() =>
        {
            Assert.Equal(sorted, array.Sort().ToBytes());
            Assert.Equal(positions.Select(at => (double)at), Samples.Read(array.ArgSort()));
        });
    }

    /// <summary>A sorted copy of a long line reads its elements three times, while another process may write them.</summary>
    [Theory]
    [InlineData(2, -1.0)]
    [InlineData(2, 1e300)]
    [InlineData(3, -1.0)]
    [InlineData(3, 5e6)]
    [InlineData(3, 7.0)]
    public unsafe void A_sorted_copy_is_refused_if_elements_change_meanwhile(int pass, double value)
    {
        double[] elements = [.. Enumerable.Range(0, 200_000).Select(i => (i * 7919L % 200_003) + 0.5)];
        double[] sorted = new double[elements.Length];
        fixed (double* source = elements, target = sorted)
        {
            double* first = source;
            int passes = 0, changed = 0;
            SortedCopy<double, ulong, NumberKey<double, ulong>> copy = new(source, target, elements.Length, 1, () =>
            {
                if (++passes == changed)
                {
                    first[1000] = first[150_000] = value;
                }
            });
            Assert.True(copy.TryRun());
            Assert.Equal(elements.Order(), sorted);
            (passes, changed) = (0, pass);
            Assert.False(copy.TryRun());
        }
    }

    [Fact]
    public void A_long_line_of_a_map_is_sorted_from_its_first_element_on()
    {
        using MemMapArray map = MemMapArray.Open(NewPath("line.dat"), "f4", MapMode.Write, shape: [300_000]);
        var random = new Random(5);
        float[] values = [.. Enumerable.Range(0, 300_000).Select(_ => random.NextSingle() - 0.5f)];
        map.SetItem([], values);
        double[] expected = [.. values[1..].Select(value => (double)value).Order()];
        var part = (NDArray)map.GetItem(["1:"])!;
        Assert.Equal(expected, Samples.Read(part.Sort()));
        Assert.Equal(expected, Samples.Read(part.Sort(null)));
        Assert.Equal(expected, Samples.Read(((NDArray)map.GetItem([":0:-1"])!).Sort()));
        Assert.Equal(values, (float[])map.ToArray());
    }

    [Fact]
    public async Task A_sort_that_is_stopped_loses_no_element()
    {
        CancellationToken test = TestContext.Current.CancellationToken;
        byte[] bytes = new byte[16 << 20];
        new Random(4).NextBytes(bytes);
        NDArray given = NDArray.Array(bytes).View("u4");
        object? sum = given.Sum();
        object? largest = given.Max();
        for (int round = 0; round < 12; round++)
        {
            NDArray array = given.Copy();
            using var stop = new CancellationTokenSource();
            Task sorting = Task.Run(() =>
            {
                using IDisposable scope = Interruption.Use(stop.Token);
                array.SortInPlace();
            }, test);
            for (int wait = 0; wait < round; wait++)
            {
                await Task.Delay(1, test);
            }
            await stop.CancelAsync();
            try
            {
                await sorting;
            }
            catch (OperationCanceledException)
            {
                // At any point: what matters is what is there afterwards.
            }
            Assert.Equal((sum, largest), (array.Sum(), array.Max()));
        }
    }

    [Fact]
    public void What_is_no_number_comes_last()
    {
        NDArray floats = NDArray.Array(new[] { double.NaN, 1, double.PositiveInfinity, -double.NaN, double.NegativeInfinity, -0.0, 0 });
        Assert.Equal([double.NegativeInfinity, 0, 0, 1, double.PositiveInfinity, double.NaN, double.NaN], Samples.Read(floats.Sort()));
        Assert.Equal([4, 5, 6, 1, 2, 0, 3], Samples.Read(floats.ArgSort()));
        Assert.Equal([double.NegativeInfinity, 0, 1, double.PositiveInfinity, double.NaN], Samples.Read(floats.Unique()));
        Assert.Equal(double.NaN, floats.Percentile(50));
        Assert.Equal(0.0, floats.NanPercentile(50));
        NDArray many = NDArray.Array(new[] { double.NaN, 3 }).BroadcastTo(1 << 18, 2);
        Assert.Equal(double.NaN, many.Median());
        Assert.Equal(3.0, many.NanMedian());
    }

    [Fact]
    public void Strings_and_records_sort_by_their_parts()
    {
        NDArray bytes = NDArray.Array("b\0\0\0abb\0"u8.ToArray());
        NDArray text = new(new ArrayRef(bytes.Buffer, Layout.Contiguous([4], 2), "S2"));
        Assert.Equal("\0\0abb\0b\0"u8, text.Sort().ToBytes());
        Assert.Equal([1, 2, 0, 3], Samples.Read(text.ArgSort()));
        Assert.Equal([1, 1, 2], Samples.Read(text.UniqueCounts().Counts));
        Assert.Equal(3L, text.CountNonZero());
        NDArray records = NDArray.Zeros([3], ">i4,f4");
        records.Field("f0").SetItem([], new[] { 256, 1, 256 });
        records.Field("f1").SetItem([], new[] { 2f, 9f, 1f });
        Assert.Equal([1, 2, 0], Samples.Read(records.ArgSort()));
        Assert.Equal([1, 256, 256], Samples.Read(records.Sort().Field("f0")));
        Assert.Equal(3, records.Unique().Size);
    }

    [Fact]
    public void What_cannot_be_counted_is_an_error()
    {
        NDArray array = NDArray.Array(new[] { 1, double.NaN });
        Assert.Equal("autodetected range of [NaN, NaN] is not finite", Assert.Throws<ArgumentException>(() => array.Histogram(2)).Message);
        Assert.Throws<ArgumentException>(() => array.Histogram(0));
        Assert.Throws<ArgumentException>(() => array.Histogram(2, [3, 1]));
        Assert.Throws<ArgumentException>(() => array.Histogram([2, 1]));
        Assert.Throws<ArgumentException>(() => array.Percentile(101));
        Assert.Throws<InvalidOperationException>(() => NDArray.Zeros([0], "f8").Percentile(50));
    }
}
