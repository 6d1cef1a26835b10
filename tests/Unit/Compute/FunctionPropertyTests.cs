using System.Numerics;
using CsCheck;

namespace MemMap.Tests.Compute;

/// <summary>Functions of pairs, of neighbours and with options, against definitions that take one element after the other.</summary>
public class FunctionPropertyTests
{
    private static readonly Gen<double[]> Numbers = Gen.Double[-1000, 1000].Array[1, 40];

    [Fact]
    public void Common_divisors_and_multiples_are_those_of_large_integers()
        => Gen.Select(Gen.Long.Array[1, 30], Gen.OneOfConst(0L, 1L, 12L, -12L, 7L, long.MinValue, 1L << 40)).Sample((items, other) =>
        {
            NDArray x = NDArray.Array(items);
            long[] divisors = (long[])x.Gcd(other).ToArray(), multiples = (long[])x.Lcm(other).ToArray();
            for (int i = 0; i < items.Length; i++)
            {
                var divisor = BigInteger.GreatestCommonDivisor(items[i], other);
                BigInteger multiple = divisor.IsZero ? 0 : BigInteger.Abs(items[i]) / divisor * BigInteger.Abs(other);
                Assert.Equal((long)(ulong)divisor, divisors[i]);
                Assert.Equal((long)(ulong)(multiple & ulong.MaxValue), multiples[i]);
            }
        });

    [Fact]
    public void Numbers_are_put_together_from_their_parts() => Gen.Double.Array[1, 40].Sample(items =>
    {
        NDArray x = NDArray.Array(items);
        NDArray[] parts = x.FrExp(), pieces = x.ModF();
        Assert.True(x.ArrayEqual(parts[0].LdExp(parts[1]), equalNaN: true));
        Assert.True(((NDArray)x.GetItem([x.IsFinite()])!).ArrayEqual(((NDArray)(pieces[0] + pieces[1]).GetItem([x.IsFinite()])!)));
        double[] mantissas = (double[])parts[0].ToArray();
        Assert.All(mantissas, mantissa => Assert.True(mantissa == 0 || !double.IsFinite(mantissa) || Math.Abs(mantissa) is >= 0.5 and < 1));
    });

    [Fact]
    public void Two_results_go_to_targets_that_are_operands()
        => Gen.Select(Gen.Int[-50, 50].Array[1, 20], Gen.Int[1, 9]).Sample((items, divisor) =>
        {
            NDArray x = NDArray.Array(items), y = (x * 0) + divisor;
            NDArray[] expected = x.DivMod(y);
            Assert.Equal([.. items.Select(item => (int)Math.Floor(item / (double)divisor))], (int[])expected[0].ToArray());
            NDArray first = x.Copy(), second = y.Copy();
            NDArray[] given = first.DivMod(second, first, second);
            Assert.Same(first, given[0]);
            Assert.Same(second, given[1]);
            Assert.True(first.ArrayEqual(expected[0]) && second.ArrayEqual(expected[1]));
            NDArray[] lazy = x.Lazy().DivMod(y);
            Assert.True(lazy[0].IsLazy && lazy[0].ArrayEqual(expected[0]) && lazy[1].ArrayEqual(expected[1]));
        });

    [Fact]
    public void A_target_that_does_not_fit_leaves_the_other_as_it_is()
    {
        NDArray x = NDArray.Arange(6), target = NDArray.Zeros([6], DType.Int64);
        Exception error = Assert.ThrowsAny<Exception>(() => x.DivMod(4, target, NDArray.Zeros([5], DType.Int64)));
        Assert.Equal("TargetShape", error.Data[Error.IdKey]);
        Assert.True(target.ArrayEqual(NDArray.Zeros([6], DType.Int64)));
    }

    [Fact]
    public void Differences_of_any_order_are_taken_one_after_the_other()
        => Gen.Select(Numbers, Gen.Int[0, 5], Gen.Bool).Sample((items, n, isLazy) =>
        {
            double[] expected = items;
            for (int i = 0; i < n; i++)
            {
                expected = [.. expected.Skip(1).Zip(expected, (next, item) => next - item)];
            }
            NDArray x = NDArray.Array(items), found = (isLazy ? x.Lazy() : x).Diff(n);
            Assert.Equal(isLazy, found.IsLazy);
            Assert.Equal(expected, (double[])found.Compute().ToArray());
        });

    [Fact]
    public void Running_extremes_are_those_of_what_came_before() => Numbers.Sample(items =>
    {
        NDArray x = NDArray.Array(items);
        Assert.Equal([.. items.Select((_, i) => items[..(i + 1)].Min())], (double[])x.MinimumAccumulate().ToArray());
        Assert.Equal([.. items.Select((_, i) => items[..(i + 1)].Max())], (double[])x.MaximumAccumulate().ToArray());
    });

    [Fact]
    public void A_condition_leaves_elements_out()
        => Gen.Select(Gen.Int[-9, 9].Array[1, 30], Gen.Int[0, int.MaxValue]).Sample((items, seed) =>
        {
            var random = new Random(seed);
            bool[] mask = [.. items.Select(_ => random.Next(3) > 0)];
            int[] chosen = [.. items.Where((_, i) => mask[i])];
            NDArray x = NDArray.Array(items);
            var options = new ReduceOptions { Where = NDArray.Array(mask), Initial = 2 };
            Assert.Equal(chosen.Sum() + 2L, x.Sum(options));
            Assert.Equal(chosen.Append(2).Min(), x.Min(options));
            Assert.Equal(chosen.Append(2).Max(), x.Max(options));
            options.Initial = null;
            Assert.Equal(chosen.Any(item => item != 0), x.Any(options));
            Assert.Equal(chosen.All(item => item != 0), x.All(options));
            if (chosen.Length > 0)
            {
                double mean = chosen.Average();
                Assert.Equal(mean, (double)x.Mean(options)!, 12);
                Assert.Equal(chosen.Sum(item => (item - mean) * (item - mean)) / chosen.Length, (double)x.Var(options)!, 10);
            }
        });

    [Fact]
    public void An_option_that_a_reduction_does_not_have_is_an_error()
    {
        NDArray x = NDArray.Arange(3);
        AssertId("ReduceOption", () => x.Mean(new ReduceOptions { Initial = 1 }));
        AssertId("ReduceOption", () => x.Any(new ReduceOptions { DType = DType.Int8 }));
        AssertId("ReduceOption", () => x.Sum(new ReduceOptions { Ddof = 1 }));
        AssertId("WhereNeedsInitial", () => x.Min(new ReduceOptions { Where = x.Gt(0) }));
        AssertId("WeightsSumToZero", () => x.Average(weights: new[] { 1, -1, 0 }));
        AssertId("WeightsShape", () => x.Average(weights: new[] { 1, 2 }));
        AssertId("NegativeOrder", () => x.Diff(-1));
        AssertId("ExtensionShape", () => x.Diff(1, -1, NDArray.Zeros([2, 2])));
        AssertId("EdgeOrder", () => x.Gradient(edgeOrder: 3));
        AssertId("SpacingShape", () => x.Gradient(new[] { 1.0, 2 }));
        AssertId("GradientTooShort", () => NDArray.Arange(1).Gradient());
        AssertId("UnknownQuantileMethod", () => x.Percentile(5, new QuantileOptions { Method = (QuantileMethod)99 }));
    }

    /// <remarks>Long lines are selected from, short ones sorted: both have to find the same.</remarks>
    [Fact]
    public void Long_lines_have_the_quantiles_of_short_ones()
    {
        var random = new Random(3);
        const int count = (1 << 18) + 3;
        double[] items = [.. Enumerable.Range(0, count).Select(_ => (double)random.Next(1000))], sorted = [.. items.Order()];
        NDArray x = NDArray.Array(items);
        foreach (QuantileMethod method in Enum.GetValues<QuantileMethod>())
        {
            foreach (double q in new[] { 0, 0.1, 0.5, 0.77, 1 })
            {
                double found = (double)x.Quantile(q, new QuantileOptions { Method = method })!, index = q * (count - 1);
                // All methods are between the neighbours of the element that the fraction is at.
                Assert.InRange(found, sorted[Math.Max(0, (int)index - 1)], sorted[Math.Min(count - 1, (int)index + 2)]);
            }
        }
        Assert.Equal(sorted[(int)Math.Floor(0.77 * (count - 1))], x.Quantile(0.77, new QuantileOptions { Method = QuantileMethod.Lower }));
        QuantileOptions first = new() { Method = QuantileMethod.InvertedCdf };
        Assert.Equal(sorted[(int)Math.Ceiling(0.77 * count) - 1], x.Quantile(0.77, first));
    }

    private static void AssertId(string id, Func<object?> action)
        => Assert.Equal(id, Assert.ThrowsAny<Exception>(action).Data[Error.IdKey]);
}
