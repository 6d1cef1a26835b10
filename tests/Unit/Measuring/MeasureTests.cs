using System.Numerics;
using CsCheck;
using MemMap.Tests.Arrays;
using MemMap.Tests.Compute;

namespace MemMap.Tests.Measuring;

/// <summary>Measures, their figures against naive ones, and parts against the whole.</summary>
public class MeasureTests
{
    private static readonly Gen<int[]?> Axes = Gen.Int[0, 2].Array[0, 3]
        .Select(axes => axes.Length == 0 ? null : axes.Distinct().ToArray());

    // Numbers of all sizes and what isn't one, so that every path of the sums is taken.
    private static readonly Gen<double> Floats = Gen.OneOf(
        Gen.Double[-100, 100],
        Gen.ULong.Select(BitConverter.UInt64BitsToDouble),
        Gen.OneOfConst(0, -0.0, double.NaN, double.PositiveInfinity, double.NegativeInfinity, double.Epsilon, double.MaxValue, 1e-300));

    private static readonly string[] Codes =
        ["?", "i1", "u1", "i2", "u2", "i4", "u4", "i8", "u8", "f2", "f4", "f8", "c8", "c16", "m8[s]", "M8[s]"];

    [Fact]
    public void Figures_agree_with_the_oracle_on_any_view_and_axes()
        => Gen.Select(Samples.Views, Axes).Sample((sample, axes) =>
        {
            (NDArray array, Model model) = (sample.Array, sample.Model);
            if (axes is not null && axes.Any(axis => axis >= array.NDim))
            {
                return true;
            }
            Measure measure = array.Measure(new MeasureOptions { Axis = axes, Ddof = 1 });
            int[] reduced = axes ?? [.. Enumerable.Range(0, array.NDim)];
            bool Agrees(object? found, Func<double[], double> oracle)
                => ReductionOracle.Agrees(found, ReductionOracle.Reduce(model, reduced, false, oracle));
            bool isEmpty = reduced.Any(axis => model.Shape[axis] == 0);
            return Agrees(measure.Count, x => x.Length)
                && Agrees(measure.Sum, x => x.Sum())
                && Agrees(measure.Mean, x => x.Length == 0 ? double.NaN : x.Average())
                && Agrees(measure.Variance, x => ReductionOracle.Variance(x, 1))
                && Agrees(measure.Zeros, x => x.Count(value => value == 0))
                && Agrees(measure.NaNCount, _ => 0)
                && (isEmpty || (Agrees(measure.Minimum, x => x.Min()) && Agrees(measure.Maximum, x => x.Max())));
        });

    [Fact]
    public void Parts_merge_into_the_whole_bit_for_bit()
        => Gen.Select(Gen.OneOfConst(Codes), Floats.Array[0, 60], Gen.Int[0, 60].Array[0, 4], Gen.Bool, Gen.Int[1, 3]).Sample(
            (code, floats, cuts, ignoreNaN, columns) =>
            {
                DType dtype = DType.Parse(code);
                NDArray whole = ArrayOf(dtype, floats, columns);
                MeasureOptions options = new() { IgnoreNaN = ignoreNaN };
                long[] borders = [0, .. cuts.Select(cut => Math.Min(cut, whole.Shape[0])).Order(), whole.Shape[0]];
                IEnumerable<NDArray> parts = borders.Zip(borders[1..], (start, end) => (NDArray)whole[$"{start}:{end}"]!);
                foreach (int[]? axis in new[] { null, new[] { 0 }, [1] })
                {
                    MeasureOptions along = options with { Axis = axis };
                    Measure expected = whole.Measure(along);
                    Measure merged = Measure.Merge(parts.Select(part => Measure.FromState(part.Measure(along).ToState())));
                    if (!expected.ToState().SequenceEqual(merged.ToState()) || Text(expected) != Text(merged))
                    {
                        return false;
                    }
                }
                return true;
            });

    [Theory]
    [InlineData("f4")]
    [InlineData("f8")]
    [InlineData(">f4")]
    [InlineData("i4")]
    public void A_whole_on_all_threads_is_its_parts(string code)
    {
        NDArray whole = NDArray.Arange(0, 1_500_000, 1, DType.Float64).Sin() is var waves && code == "i4"
            ? (waves * 1e9).AsType(DType.Int32) : waves.AsType(DType.Parse(code));
        Measure all = whole.Measure();
        Assert.Equal(all.ToState(), Measure.Merge(whole.Split(7).Select(part => part.Measure())).ToState());
        NDArray table = whole.Reshape(1000, 1500);
        Measure columns = table.Measure(new MeasureOptions { Axis = [0] });
        Assert.Equal(all.ToState(), Measure.Merge(columns.Parts.Select((_, i) => ((NDArray)table[$":, {i}"]!).Measure())).ToState());
    }

    [Fact]
    public void Float_sums_are_rounded_once()
    {
        Measure measure = NDArray.Array(new[] { 1e100, 1, -1e100, Math.ScaleB(1, -60) }).Measure();
        Assert.Equal(1 + Math.ScaleB(1, -60), measure.Sum);
        Measure large = NDArray.Array(new[] { 1e200 + 0, 1e200, 1e200 }).Measure();
        Assert.Equal(0.0, large.Variance);
        Assert.Equal(1e200, large.Mean);
    }

    [Fact]
    public void Integer_sums_are_as_long_as_they_need_to_be()
    {
        Assert.Equal(60L, NDArray.Array(new sbyte[] { 10, 20, 30 }).Measure().Sum);
        Assert.Equal(60UL, NDArray.Array(new byte[] { 10, 20, 30 }).Measure().Sum);
        Assert.Equal(2 * (BigInteger)long.MaxValue, NDArray.Array(new[] { long.MaxValue, long.MaxValue }).Measure().Sum);
        Assert.Equal(-BigInteger.Pow(2, 64), NDArray.Array(new[] { long.MinValue, long.MinValue }).Measure().Sum);
        Assert.Equal(0.0, NDArray.Array(new[] { ulong.MaxValue, ulong.MaxValue }).Measure().Variance);
        Assert.Equal(0.25, NDArray.Array(new[] { ulong.MaxValue, ulong.MaxValue - 1 }).Measure().Variance);
    }

    [Fact]
    public void NaN_counts_and_makes_figures_NaN_unless_it_is_ignored()
    {
        NDArray array = NDArray.Array(new[] { 3f, float.NaN, 0f, -1f });
        Measure plain = array.Measure(), ignoring = array.Measure(new MeasureOptions { IgnoreNaN = true });
        Assert.Equal((4L, 1L, 1L), (plain.Count, plain.NaNCount, plain.Zeros));
        Assert.Equal((double.NaN, double.NaN, float.NaN, float.NaN), (plain.Sum, plain.Variance, plain.Minimum, plain.Maximum));
        Assert.Equal((3L, 1L, 1L), (ignoring.Count, ignoring.NaNCount, ignoring.Zeros));
        Assert.Equal((2.0, 2.0 / 3, -1f, 3f), (ignoring.Sum, ignoring.Mean, ignoring.Minimum, ignoring.Maximum));
    }

    [Fact]
    public void Infinities_add_up_as_they_do()
    {
        Measure Of(params double[] values) => NDArray.Array(values).Measure();
        Assert.Equal(double.PositiveInfinity, Of(1, double.PositiveInfinity).Mean);
        Assert.Equal(double.NegativeInfinity, Of(double.NegativeInfinity, double.MaxValue).Sum);
        Assert.Equal(double.NaN, Of(double.NegativeInfinity, double.PositiveInfinity).Sum);
        Assert.Equal(double.NaN, Of(1, double.PositiveInfinity).Variance);
    }

    [Fact]
    public void No_elements_are_no_error()
    {
        Measure measure = NDArray.Zeros([0], DType.Float32).Measure();
        Assert.Equal((0L, 0.0, double.NaN, null, null), (measure.Count, measure.Sum, measure.Mean, measure.Minimum, measure.Maximum));
        Assert.Equal(double.NaN, NDArray.Array(new[] { 5.0 }).Measure(new MeasureOptions { Ddof = 1 }).Variance);
    }

    [Fact]
    public void Times_have_what_makes_sense_of_them()
    {
        NDArray spans = NDArray.Array(new long[] { 1, 2, 6, long.MinValue }).View(DType.Parse("m8[s]"));
        Measure measure = spans.Measure(new MeasureOptions { IgnoreNaN = true });
        Assert.Equal((TimeSpan.FromSeconds(9), TimeSpan.FromSeconds(3), 1L), (measure.Sum, measure.Mean, measure.NaNCount));
        Measure dates = spans.View(DType.Parse("M8[s]")).Measure(new MeasureOptions { IgnoreNaN = true });
        Assert.Equal((DateTime.UnixEpoch.AddSeconds(1), DateTime.UnixEpoch.AddSeconds(6)), (dates.Minimum, dates.Maximum));
        Assert.Null(dates.Sum);
        Assert.Null(dates.Variance);
        Assert.Null(spans.Measure().Minimum);
    }

    [Fact]
    public void Quantiles_histograms_and_unique_counts_are_those_of_the_array()
    {
        NDArray array = NDArray.Array(new[] { 3, 1, 2, 2, 9, 2, 1 });
        Measure measure = array.Measure(new MeasureOptions { Quantiles = [0.5, 1], Bins = 4, Unique = true });
        Assert.Equal([new(0.5, 2.0), new(1, 9.0)], measure.Quantiles!);
        Assert.Equal([new(1, 3, 5), new(3, 5, 1), new(5, 7, 0), new(7, 9, 1)], measure.Histogram!);
        Assert.Equal([new(1, 2), new(2, 3), new(3, 1), new(9, 1)], measure.Unique!);
        var along = (NDArray)array.Reshape(7, 1).Measure(new MeasureOptions { Axis = [0], Quantiles = [0.5] }).Quantiles![0].Value!;
        Assert.Equal("[2.]", along.ToString());
    }

    [Fact]
    public void Histograms_and_unique_counts_merge_and_quantiles_with_them()
    {
        NDArray array = (NDArray.Arange(0, 1000) % 37) * 0.5;
        MeasureOptions options = new() { Quantiles = [0.1, 0.5, 0.77], Bins = 5, Range = [0, 20], Unique = true };
        Measure whole = array.Measure(options),
            merged = Measure.Merge(array.Split(3).Select(part => Measure.FromState(part.Measure(options).ToState())));
        Assert.Equal(whole.Quantiles, merged.Quantiles);
        Assert.Equal(whole.Histogram, merged.Histogram);
        Assert.Equal(whole.Unique, merged.Unique);
        Assert.Equal(whole.ToState(), merged.ToState());
    }

    [Fact]
    public void What_cannot_merge_is_left_out_with_a_warning()
    {
        (Action<string> before, List<string> warnings) = (HostObjects.Warn, []);
        try
        {
            HostObjects.Warn = warnings.Add;
            NDArray array = NDArray.Arange(0, 10);
            Measure merged = Measure.Merge(array.Split(2).Select(part => part.Measure(new MeasureOptions { Bins = 2, Quantiles = [0.5] })));
            Assert.Null(merged.Quantiles);
            Assert.Null(merged.Histogram);
            Assert.Equal(2, warnings.Count);
            Assert.Equal(45L, merged.Sum);
        }
        finally
        {
            HostObjects.Warn = before;
        }
    }

    [Fact]
    public void Measures_of_different_things_are_refused()
    {
        NDArray array = NDArray.Arange(0, 6);
        Assert.Contains("dtype",
            Assert.Throws<ArgumentException>(() => Measure.Merge([array.Measure(), array.AsType(DType.Int32).Measure()])).Message,
            StringComparison.Ordinal);
        Assert.Contains("ddof",
            Assert.Throws<ArgumentException>(
                () => Measure.Merge([array.Measure(), array.Measure(new MeasureOptions { Ddof = 1 })])).Message,
            StringComparison.Ordinal);
        Assert.Contains("axis",
            Assert.Throws<ArgumentException>(
                () => Measure.Merge([array.Measure(), array.Measure(new MeasureOptions { Axis = [0] })])).Message,
            StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Measure.Merge([]));
    }

    [Fact]
    public void What_has_no_statistics_is_refused_before_anything_is_read()
    {
        NDArray records = NDArray.Zeros([3], DType.Parse("i4,f8"));
        Assert.Contains("f0, f1", Assert.Throws<NotSupportedException>(() => records.Measure()).Message, StringComparison.Ordinal);
        Assert.Equal(3L, records.Measure("f1").Zeros);
        Assert.Throws<NotSupportedException>(() => NDArray.Zeros([3], DType.Parse("S4")).Measure());
        NDArray array = NDArray.Arange(0, 6);
        Assert.Throws<ArgumentException>(() => array.Measure(new MeasureOptions { Axis = [0], Unique = true }));
        Assert.Throws<ArgumentException>(() => array.Measure(new MeasureOptions { Axis = [1] }));
        Assert.Throws<ArgumentException>(() => array.Measure(new MeasureOptions { Quantiles = [2] }));
        Assert.Throws<ArgumentException>(() => array.Measure(new MeasureOptions { Bins = 2, Range = [1, 0] }));
        Assert.Throws<InvalidOperationException>(() => array.Measure(new MeasureOptions { Unique = true, MaxUnique = 5 }));
    }

    [Fact]
    public void A_damaged_state_is_an_error_and_nothing_else()
    {
        byte[] state = NDArray.Arange(0, 100).Measure(new MeasureOptions { Unique = true, Bins = 3, Quantiles = [0.5] }).ToState();
        Gen.Select(Gen.Int[0, state.Length - 1], Gen.Byte, Gen.Int[0, state.Length]).Sample((at, value, length) =>
        {
            byte[] damaged = (byte[])state.Clone();
            damaged[at] = value;
            try
            {
                _ = Measure.FromState(damaged[..length]).ToState();
            }
            catch (FormatException)
            {
            }
        });
    }

    [Fact]
    public void Splits_are_disjoint_and_cover_all_rows()
        => Gen.Select(Gen.Long[0, 50], Gen.Long[1, 60], Gen.Int[0, 2]).Sample((rows, size, kind) =>
        {
            NDArray array = NDArray.Arange(0, rows * 3).Reshape(rows, 3);
            IReadOnlyList<NDArray> parts = kind switch
            {
                0 => array.Split(size),
                1 => array.SplitRows(size),
                _ => array.SplitBytes(size * 8)
            };
            long[] lengths = [.. parts.Select(part => part.Shape[0])];
            return parts.SelectMany(part => (long[])part.Ravel().ToArray()).SequenceEqual((long[])array.Ravel().ToArray())
                && lengths.All(length => length > 0 || rows == 0)
                && (kind != 0 || (lengths.Length == Math.Max(1, Math.Min(rows, size)) && lengths.Max() - lengths.Min() <= 1))
                && (kind != 1 || lengths[..^1].All(length => length == size))
                && (kind != 2 || parts.All(part => part.NBytes <= size * 8 || part.Shape[0] == 1));
        });

    private static NDArray ArrayOf(DType dtype, double[] floats, int columns)
    {
        long rows = floats.Length / columns;
        NDArray numbers = NDArray.Array(floats[..(int)(rows * columns)], DType.Float64);
        NDArray array = dtype.IsComplex
            ? numbers.AsType(DType.Complex128).AsType(dtype)
            : dtype.IsNumeric ? numbers.AsType(dtype) : numbers.AsType(DType.Int64).View(dtype);
        return array.Reshape(rows, columns);
    }

    private static string Text(Measure measure)
        => string.Join(";", measure.Count, measure.Sum, measure.Mean, measure.Minimum, measure.Maximum, measure.Variance, measure.Zeros,
            measure.NaNCount);
}
