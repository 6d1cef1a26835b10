using MemMap.Tests.Arrays;

namespace MemMap.Tests.Compute;

/// <summary>
/// Reductions of a <see cref="Model"/> the naive way: the reduced elements of each result as a list, then a function of the list.
/// </summary>
internal static class ReductionOracle
{
    internal static double Variance(double[] x, double ddof)
        => x.Length > ddof ? x.Sum(v => (v - x.Average()) * (v - x.Average())) / (x.Length - ddof) : double.NaN;

    internal static double Percentile(double[] x, double q)
    {
        double[] sorted = [.. x.Order()];
        double place = q / 100 * (x.Length - 1);
        int below = (int)place;
        return sorted[below] + ((sorted[Math.Min(below + 1, x.Length - 1)] - sorted[below]) * (place - below));
    }

    internal static double First(double[] x, double value) => Array.FindIndex(x, v => v.Equals(value));

    /// <summary>The model of a reduction over some axes.</summary>
    internal static Model Reduce(Model model, int[] axes, bool keepDims, Func<double[], double> function)
    {
        int[] all = [.. Enumerable.Range(0, model.Shape.Length)];
        int[] kept = [.. all.Except(axes)];
        long[] rows = [.. axes.Select(axis => model.Shape[axis])];
        double[] values = [
            .. Model.Tuples([.. kept.Select(axis => model.Shape[axis])]).Select(outer => function([.. Model.Tuples(rows).Select(inner =>
        {
            var tuple = new long[all.Length];
            for (int k = 0; k < kept.Length; k++)
            {
                tuple[kept[k]] = outer[k];
            }
            for (int k = 0; k < axes.Length; k++)
            {
                tuple[axes[k]] = inner[k];
            }
            return model.At(tuple);
        })]))];
        long[] shape = keepDims ? [.. all.Select(axis => axes.Contains(axis) ? 1 : model.Shape[axis])]
            : [.. kept.Select(axis => model.Shape[axis])];
        return new Model(shape, values);
    }

    /// <summary>Whether a result is the model's, but for the rounding of its dtype.</summary>
    internal static bool Agrees(object? result, Model expected)
    {
        double precision = result is Half || (result as NDArray)?.DType.Kind == ElementKind.Float16 ? 2e-3
            : result is float or System.Numerics.Complex || (result as NDArray)?.DType.Kind is ElementKind.Float32 or ElementKind.Complex64
                ? 1e-6 : 1e-12;
        (long[] shape, double[] actual) = result is NDArray array ? (array.Shape, Samples.Read(array)) : ([], [Samples.ToDouble(result)]);
        return shape.SequenceEqual(expected.Shape) && actual.Zip(expected.Values).All(pair =>
            pair.First.Equals(pair.Second) || Math.Abs(pair.First - pair.Second) <= precision * Math.Max(1, Math.Abs(pair.Second)));
    }
}
