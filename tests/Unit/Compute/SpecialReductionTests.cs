using System.Numerics;
using CsCheck;
using MemMap.Tests.Arrays;

namespace MemMap.Tests.Compute;

/// <summary>
/// Reductions of special elements against plain loops over float64: of all elements and along both axes of a table, in any number and
/// place, with as many infinities, NaNs and zeros as chance wants.
/// </summary>
public class SpecialReductionTests
{
    private static readonly string[] Codes = ["f2", ">f2", "f4", ">f4", "f8", ">f8"];

    // Small powers of two: sums and products of those are exact, whatever their order.
    private static readonly double[] Ordinary = [0, -0.0, 1, -1, 2, 0.5, -0.5, 4, -3];

    private static readonly double[] Special = [double.NaN, double.PositiveInfinity, double.NegativeInfinity];

    private static readonly (string Name, Func<NDArray, int?, object?> Run, Func<double[], double> Expected)[] Reductions =
    [
        ("sum", (a, axis) => Of(axis, a.Sum, a.Sum), x => x.Sum()),
        ("prod", (a, axis) => Of(axis, a.Prod, a.Prod), x => x.Aggregate(1.0, (p, v) => p * v)),
        ("mean", (a, axis) => Of(axis, a.Mean, a.Mean), x => x.Sum() / x.Length),
        ("min", (a, axis) => Of(axis, a.Min, a.Min), x => x.Aggregate(Math.Min)),
        ("max", (a, axis) => Of(axis, a.Max, a.Max), x => x.Aggregate(Math.Max)),
        ("argmin", (a, axis) => a.ArgMin(axis), x => First(x, x.Aggregate(Math.Min))),
        ("argmax", (a, axis) => a.ArgMax(axis), x => First(x, x.Aggregate(Math.Max))),
        ("ptp", (a, axis) => Of(axis, a.Ptp, a.Ptp), x => x.Aggregate(Math.Max) - x.Aggregate(Math.Min)),
        ("count", (a, axis) => Of(axis, a.CountNonZero, a.CountNonZero), x => x.Count(v => v != 0)),
        ("any", (a, axis) => Of(axis, a.Any, a.Any), x => x.Any(v => v != 0) ? 1 : 0),
        ("all", (a, axis) => Of(axis, a.All, a.All), x => x.All(v => v != 0) ? 1 : 0),
        ("median", (a, axis) => Of(axis, a.Median, a.Median), Median),
        ("nansum", (a, axis) => Of(axis, a.NanSum, a.NanSum), x => Numbers(x).Sum()),
        ("nanprod", (a, axis) => Of(axis, a.NanProd, a.NanProd), x => Numbers(x).Aggregate(1.0, (p, v) => p * v)),
        ("nanmean", (a, axis) => Of(axis, a.NanMean, a.NanMean), x => Numbers(x).Sum() / Numbers(x).Length),
        ("nanmin", (a, axis) => Of(axis, a.NanMin, a.NanMin), x => Numbers(x).DefaultIfEmpty(double.NaN).Min()),
        ("nanmax", (a, axis) => Of(axis, a.NanMax, a.NanMax), x => Numbers(x).DefaultIfEmpty(double.NaN).Max()),
        ("nanmedian", (a, axis) => Of(axis, a.NanMedian, a.NanMedian), x => Median(Numbers(x))),
        ("var", (a, axis) => axis is { } one ? a.Var(one) : a.Var(), x => Variance(x, 0, false)),
        ("std, ddof 2", (a, axis) => axis is { } one ? a.Std(one, 2) : a.Std(null, 2), x => Math.Sqrt(Variance(x, 2, false))),
        ("nanvar, ddof 3", (a, axis) => axis is { } one ? a.NanVar(one, 3) : a.NanVar(null, 3), x => Variance(Numbers(x), 3, true)),
    ];

    private static readonly Gen<(NDArray Table, double[][] Rows)> Tables = Gen.Select(
        Gen.OneOfConst(Codes), Gen.Frequency((6, Gen.Int[1, 70]), (1, Gen.Int[71, 600])), Gen.Int[1, 40], Gen.Int[0, 4],
        Gen.Int[0, int.MaxValue])
        .Select((code, rows, columns, rarity, seed) =>
    {
        var random = new Random(seed);
        int oneIn = (int)Math.Pow(8, rarity);
        double[][] values = [.. Enumerable.Range(0, rows).Select(_ => Enumerable.Range(0, columns).Select(_ => random.Next(oneIn) == 0
            ? Special[random.Next(Special.Length)] : Ordinary[random.Next(Ordinary.Length)]).ToArray())];
        NDArray table = NDArray.Array(values.SelectMany(row => row).ToArray()).AsType(code).Reshape(rows, columns);
        if (random.Next(3) == 0)
        {
            // In the other memory order, and every second element of more.
            var room = (NDArray)NDArray.Zeros([2 * columns, rows], code).GetItem(["::2"])!;
            room.SetItem(["..."], table.T);
            table = room.T;
        }
        return (table, values);
    });

    [Fact]
    public void Reductions_of_special_elements_are_those_of_a_plain_loop()
        => Gen.Select(Tables, Gen.OneOfConst(Reductions), Gen.Int[-1, 1]).Sample((sample, reduction, along) =>
        {
            (NDArray table, double[][] rows) = sample;
            double[][] lines = along switch
            {
                -1 => [[.. rows.SelectMany(row => row)]],
                0 => [.. rows[0].Select((_, column) => rows.Select(row => row[column]).ToArray())],
                _ => rows,
            };
            object? result = null;
            string? error = null;
            try
            {
                result = reduction.Run(table, along < 0 ? null : along);
            }
            catch (InvalidOperationException exception)
            {
                error = exception.Message;
            }
            double[] actual = result is NDArray array ? Samples.Read(array) : [Samples.ToDouble(result ?? double.NaN)];
            double[] expected = [.. lines.Select(reduction.Expected)];
            Assert.True(
                error is null && actual.Length == expected.Length
                    && actual.Zip(expected).All(pair => Agree(table, reduction.Name, pair.First, pair.Second)),
                $"{reduction.Name} along {along} of {table.DType} {rows.Length} x {rows[0].Length}: {error}{string.Join(" ", actual)} for "
                    + string.Join(" ", expected));
        });

    [Fact]
    public void Running_sums_and_products_of_special_elements_are_those_of_a_plain_loop()
        => Gen.Select(Tables, Gen.Bool, Gen.Bool).Sample((sample, isSum, isDown) =>
        {
            (NDArray table, double[][] rows) = sample;
            NDArray result = isSum ? table.CumSum(isDown ? 0 : 1) : table.CumProd(isDown ? 0 : 1);
            double[] actual = Samples.Read(result);
            int columns = rows[0].Length;
            var expected = new double[rows.Length * columns];
            for (int i = 0; i < expected.Length; i++)
            {
                (int row, int column) = (i / columns, i % columns);
                bool isFirst = isDown ? row == 0 : column == 0;
                double before = isFirst ? 0 : expected[isDown ? i - columns : i - 1], value = rows[row][column];
                expected[i] = isFirst ? value : isSum ? before + value : before * value;
            }
            Assert.True(
                actual.Zip(expected).All(pair => Agree(table, isSum ? "cumsum" : "cumprod", pair.First, pair.Second)),
                $"{(isSum ? "cumsum" : "cumprod")} of {table}: {result}");
        });

    [Fact]
    public void Sums_and_extremes_of_complex_numbers_are_those_of_a_plain_loop()
        => Gen.Select(Tables, Gen.Int[-1, 1]).Sample((sample, along) =>
        {
            (NDArray table, double[][] rows) = sample;
            if (table.DType.ItemSize == 2 || rows[0].Length < 2)
            {
                return;
            }
            int pairs = rows[0].Length / 2;
            Complex[][] numbers = [.. rows.Select(row =>
                Enumerable.Range(0, pairs).Select(i => new Complex(row[2 * i], row[(2 * i) + 1])).ToArray())];
            NDArray array = NDArray.Array(numbers.SelectMany(row => row).ToArray()).AsType(table.DType.ItemSize == 4 ? "c8" : ">c16")
                .Reshape(rows.Length, pairs);
            Complex[][] lines = along switch
            {
                -1 => [[.. numbers.SelectMany(row => row)]],
                0 => [.. numbers[0].Select((_, column) => numbers.Select(row => row[column]).ToArray())],
                _ => numbers,
            };
            int[]? axes = along < 0 ? null : [along];
            Check("sum", array.Sum(axes), x => new(x.Sum(z => z.Real), x.Sum(z => z.Imaginary)));
            Check("nansum", array.NanSum(axes), x => new(Known(x).Sum(z => z.Real), Known(x).Sum(z => z.Imaginary)));
            Check("nanmin", array.NanMin(axes), x =>
                Known(x).DefaultIfEmpty(new(double.NaN, double.NaN)).Aggregate((a, b) => Precedes(a, b) ? a : b));
            Check("argmax", array.ArgMax(along < 0 ? null : along), x => Array.FindIndex(x, z => IsNaN(z)) is var nan and >= 0 ? nan
                : Array.IndexOf(x, x.Aggregate((a, b) => Precedes(b, a) ? a : b)));
            Check("min", array.Min(axes), x => x.Aggregate((a, b) => IsNaN(a) || (!IsNaN(b) && Precedes(a, b)) ? a : b));
            Check("max", array.Max(axes), x => x.Aggregate((a, b) => IsNaN(a) || (!IsNaN(b) && Precedes(b, a)) ? a : b));

            void Check(string name, object? result, Func<Complex[], Complex> function)
            {
                Complex[] actual = result is NDArray found ? (Complex[])found.AsType("c16").ToArray()
                    : [result is long place ? place : (Complex)result!];
                Complex[] expected = [.. lines.Select(function)];
                Assert.True(
                    actual.Zip(expected).All(pair => (pair.First.Real == pair.Second.Real || IsNaN(pair.First.Real, pair.Second.Real))
                        && (pair.First.Imaginary == pair.Second.Imaginary || IsNaN(pair.First.Imaginary, pair.Second.Imaginary))),
                    $"{name} along {along}: {string.Join(" ", actual)} for {string.Join(" ", expected)} of {array}");
            }
        });

    [Theory]
    [InlineData(new[] { 1.0, 2 }, 2, double.PositiveInfinity, double.NaN)]
    [InlineData(new[] { 1.0, 2 }, 3, double.PositiveInfinity, double.NaN)]
    [InlineData(new[] { 1.0, 1 }, 2, double.NaN, double.NaN)]
    [InlineData(new[] { 7.0 }, 1, double.NaN, double.NaN)]
    [InlineData(new[] { 1e200, -1e200 }, 0, double.PositiveInfinity, double.PositiveInfinity)]
    public void Without_degrees_of_freedom_the_divisor_is_0(double[] values, double ddof, double expected, double ignoringNaN)
    {
        NDArray array = NDArray.Array(values), pairs = NDArray.Array(values.Select(v => new Complex(3, v)).ToArray());
        Assert.Equal(expected, array.Var(null, ddof));
        Assert.Equal(expected, array.Std(null, ddof));
        Assert.Equal(expected, pairs.Var(null, ddof));
        Assert.Equal([expected], Samples.Read((NDArray)array.Reshape(1, -1).Var(1, ddof)!));
        Assert.Equal([expected], Samples.Read((NDArray)array.Reshape(-1, 1).Std(0, ddof)!));
        Assert.Equal(ignoringNaN, array.NanVar(null, ddof));
        Assert.Equal(ignoringNaN, array.NanStd(null, ddof));
        if (ddof > 0)
        {
            Assert.Equal(expected, array.Measure(new() { Ddof = ddof }).Variance);
            Assert.Equal(ignoringNaN, array.Measure(new() { Ddof = ddof, IgnoreNaN = true }).StandardDeviation);
        }
    }

    [Fact]
    public void Complex_NaNs_are_one_of_the_distinct_elements()
    {
        Complex[] numbers = [new(1, 2), new(double.NaN, 1), new(1, double.NaN), new(double.NaN, double.NaN), new(1, 2), new(1, double.NaN)];
        foreach (string code in new[] { "c16", ">c8" })
        {
            NDArray array = NDArray.Array(numbers).AsType(code);
            Assert.Equal([2L, 4], (long[])array.UniqueCounts().Counts.ToArray());
            Measure Part(string slice) => ((NDArray)array.GetItem([slice])!).Measure(new() { Unique = true });
            Assert.Equal([2L, 4], Measure.Merge([Part(":2"), Part("2:")]).Unique!.Select(value => value.Count));
        }
    }

    private static bool Agree(NDArray table, string name, double actual, double expected)
    {
        if (actual.Equals(expected) || actual == expected)
        {
            return true;
        }
        // What the dtype of the result can't hold, and the rounding of it.
        double[] rounded = Samples.Read(NDArray.Array(expected, table.DType.AsNative()));
        double precision = table.DType.ItemSize switch { 2 => 2e-3, 4 => 1e-6, _ => 1e-12 };
        return rounded[0].Equals(actual) || rounded[0] == actual
            || (!name.StartsWith("arg", StringComparison.Ordinal)
                && Math.Abs(actual - expected) <= precision * Math.Max(1, Math.Abs(expected)));
    }

    private static object? Of(int? axis, Func<int[]?, bool, NDArray?, object?> all, Func<int, bool, NDArray?, object?> one)
        => axis is { } along ? one(along, false, null) : all(null, false, null);

    private static double[] Numbers(double[] x) => [.. x.Where(v => !double.IsNaN(v))];

    private static double First(double[] x, double value)
        => Array.FindIndex(x, v => v == value || (double.IsNaN(v) && double.IsNaN(value)));

    private static double Median(double[] x)
    {
        if (x.Length == 0 || x.Any(double.IsNaN))
        {
            return double.NaN;
        }
        double[] sorted = [.. x.Order()];
        double low = sorted[(x.Length - 1) / 2], high = sorted[x.Length / 2];
        return low == high ? low : (low + high) / 2;
    }

    private static double Variance(double[] x, double ddof, bool ignoreNaN)
    {
        if (x.Length <= ddof && (ignoreNaN || x.Length == 0))
        {
            return double.NaN;
        }
        double mean = x.Sum() / x.Length;
        return x.Sum(v => (v - mean) * (v - mean)) / Math.Max(0, x.Length - ddof);
    }

    private static Complex[] Known(Complex[] x) => [.. x.Where(z => !IsNaN(z))];

    private static bool IsNaN(Complex z) => double.IsNaN(z.Real) || double.IsNaN(z.Imaginary);

    private static bool IsNaN(double x, double y) => double.IsNaN(x) && double.IsNaN(y);

    private static bool Precedes(Complex x, Complex y) => x.Real < y.Real || (x.Real == y.Real && x.Imaginary <= y.Imaginary);
}
