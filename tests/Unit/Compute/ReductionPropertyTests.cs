using CsCheck;
using MemMap.Tests.Arrays;

namespace MemMap.Tests.Compute;

/// <summary>Every reduction over every choice of axes, against the naive oracle, on every layout, byte order and address.</summary>
public class ReductionPropertyTests
{
    private const int Cases = 10_000;

    private delegate object? Call(NDArray array, int[]? axes, bool keepDims);

    private static readonly (string Name, Call Call, Func<double[], double> Oracle, bool NeedsElements, bool Orders)[] Reductions =
    [
        ("sum", (a, axes, keep) => a.Sum(axes, keep), x => x.Sum(), false, false),
        ("mean", (a, axes, keep) => a.Mean(axes, keep), x => x.Length == 0 ? double.NaN : x.Average(), false, false),
        ("var", (a, axes, keep) => a.Var(axes, 1, keep), x => ReductionOracle.Variance(x, 1), false, false),
        ("std", (a, axes, keep) => a.Std(axes, keepDims: keep), x => Math.Sqrt(ReductionOracle.Variance(x, 0)), false, false),
        ("min", (a, axes, keep) => a.Min(axes, keep), x => x.Min(), true, false),
        ("max", (a, axes, keep) => a.Max(axes, keep), x => x.Max(), true, false),
        ("any", (a, axes, keep) => a.Any(axes, keep), x => x.Any(v => v != 0) ? 1 : 0, false, false),
        ("all", (a, axes, keep) => a.All(axes, keep), x => x.All(v => v != 0) ? 1 : 0, false, false),
        ("count", (a, axes, keep) => a.CountNonZero(axes, keep), x => x.Count(v => v != 0), false, false),
        ("nansum", (a, axes, keep) => a.NanSum(axes, keep), x => x.Sum(), false, false),
        ("nanmean", (a, axes, keep) => a.NanMean(axes, keep), x => x.Length == 0 ? double.NaN : x.Average(), false, false),
        ("median", (a, axes, keep) => a.Median(axes, keep), x => x.Length == 0 ? double.NaN : ReductionOracle.Percentile(x, 50), false,
            true),
        ("percentile", (a, axes, keep) => a.Percentile(30, axes, keep), x => ReductionOracle.Percentile(x, 30), true, true),
    ];

    private static readonly Gen<int[]?> Axes = Gen.Int[-3, 2].Array[0, 3].Select(axes => axes.Length == 0 ? null : axes);

    [Fact]
    public void Reductions_over_any_axes_agree_with_the_oracle()
        => Gen.Select(Samples.Views, Gen.Int[0, Reductions.Length - 1], Axes, Gen.Bool).Sample(
            (sample, which, axes, keepDims) =>
            {
                (string _, Call call, Func<double[], double> oracle, bool needsElements, bool orders) = Reductions[which];
                int ndim = sample.Array.NDim;
                if (orders && sample.Array.DType.IsComplex)
                {
                    return true;
                }
                int[]? normal = axes?.Select(axis => axis < 0 ? axis + ndim : axis).ToArray();
                if (normal is not null && (normal.Any(axis => axis < 0 || axis >= ndim) || normal.Distinct().Count() < normal.Length))
                {
                    return ndim == 0
                        ? normal.Length > 1 || axes is [0] or [-1] || Throws<Exception>(() => call(sample.Array, axes, keepDims))
                        : Throws<Exception>(() => call(sample.Array, axes, keepDims));
                }
                normal ??= [.. Enumerable.Range(0, ndim)];
                long reduced = Model.Product(normal.Select(axis => sample.Model.Shape[axis])), size = sample.Model.Values.Length;
                long kept = Model.Product(sample.Model.Shape.Where((_, axis) => !normal.Contains(axis)));
                if (needsElements && reduced == 0 && kept > 0)
                {
                    return Throws<InvalidOperationException>(() => call(sample.Array, axes, keepDims));
                }
                return ReductionOracle.Agrees(
                    call(sample.Array, axes, keepDims), ReductionOracle.Reduce(sample.Model, normal, keepDims, oracle));
            },
            iter: Cases);

    [Fact]
    public void Positions_of_extremes_are_those_of_the_first()
        => Gen.Select(Samples.Views, Gen.Int[0, 3], Gen.Bool, Gen.Bool).Sample(
            (sample, pick, whole, keepDims) =>
            {
                int ndim = sample.Array.NDim;
                int? axis = whole || ndim == 0 ? null : pick % ndim;
                int[] axes = axis is { } one ? [one] : [.. Enumerable.Range(0, ndim)];
                if (sample.Model.Values.Length == 0)
                {
                    return true;
                }
                return ReductionOracle.Agrees(
                        sample.Array.ArgMin(axis, keepDims),
                        ReductionOracle.Reduce(sample.Model, axes, keepDims, x => ReductionOracle.First(x, x.Min())))
                    && ReductionOracle.Agrees(
                        sample.Array.ArgMax(axis, keepDims),
                        ReductionOracle.Reduce(sample.Model, axes, keepDims, x => ReductionOracle.First(x, x.Max())));
            },
            iter: Cases);

    [Fact]
    public void Running_sums_are_sums_of_what_came_before()
        => Gen.Select(Samples.Views, Gen.Int[0, 3]).Sample(
            (sample, pick) =>
            {
                int ndim = sample.Array.NDim;
                double total = 0;
                double[] flat = [.. sample.Model.Values.Select(value => total += value)];
                bool right = ReductionOracle.Agrees(sample.Array.CumSum(), new Model([flat.Length], flat));
                if (ndim == 0)
                {
                    return right;
                }
                int axis = pick % ndim;
                Model sums = sample.Model with
                {
                    Values = [.. Model.Tuples(sample.Model.Shape).Select(tuple =>
                    {
                        double sum = 0;
                        for (long i = 0; i <= tuple[axis]; i++)
                        {
                            sum += sample.Model.At([.. tuple[..axis], i, .. tuple[(axis + 1)..]]);
                        }
                        return sum;
                    })],
                };
                return right && ReductionOracle.Agrees(sample.Array.CumSum(axis - ndim), sums);
            },
            iter: Cases);

    private static bool Throws<T>(Action action) where T : Exception
    {
        try
        {
            action();
            return false;
        }
        catch (T)
        {
            return true;
        }
    }
}
