namespace MemMap.Compute;

/// <summary>The rules of <see cref="QuantileMethod"/>.</summary>
internal static class QuantileMethods
{
    /// <summary>Whether a method gives elements, and nothing that lies between two.</summary>
    internal static bool PicksElements(this QuantileMethod method)
        => method is QuantileMethod.InvertedCdf or QuantileMethod.ClosestObservation or QuantileMethod.Lower or QuantileMethod.Higher
            or QuantileMethod.Nearest;

    /// <summary>The ranks of the two sorted elements that a quantile lies between, and at which part of the way.</summary>
    /// <param name="method">The method.</param>
    /// <param name="fraction">The quantile, 0 to 1.</param>
    /// <param name="count">The number of elements, 1 at least.</param>
    internal static (long Below, long Above, double Part) Place(this QuantileMethod method, double fraction, long count)
    {
        // The index of numpy's virtual element, which may be beyond the ends.
        double index = Index(method, fraction, count), floor = Math.Floor(index), part = index - floor;
        if (index < 0 || index >= count - 1)
        {
            long end = index < 0 ? 0 : count - 1;
            return (end, end, 0);
        }
        part = method == QuantileMethod.AveragedInvertedCdf ? (part == 0 ? 0.5 : 1) : part;
        long below = (long)floor;
        return part == 1 ? (below + 1, below + 1, 0) : (below, below + 1, part);
    }

    private static double Index(QuantileMethod method, double q, long n) => method switch
    {
        QuantileMethod.Linear => (n - 1) * q,
        QuantileMethod.InvertedCdf => Math.Ceiling((n * q) - 1),
        QuantileMethod.AveragedInvertedCdf => (n * q) - 1,
        QuantileMethod.ClosestObservation => Closest((n * q) - 1.5),
        QuantileMethod.InterpolatedInvertedCdf => Between(q, n, 0, 1),
        QuantileMethod.Hazen => Between(q, n, 0.5, 0.5),
        QuantileMethod.Weibull => Between(q, n, 0, 0),
        QuantileMethod.MedianUnbiased => Between(q, n, 1.0 / 3, 1.0 / 3),
        QuantileMethod.NormalUnbiased => Between(q, n, 3.0 / 8, 3.0 / 8),
        QuantileMethod.Lower => Math.Floor((n - 1) * q),
        QuantileMethod.Higher => Math.Ceiling((n - 1) * q),
        QuantileMethod.Midpoint => (Math.Floor((n - 1) * q) + Math.Ceiling((n - 1) * q)) / 2,
        QuantileMethod.Nearest => Math.Round((n - 1) * q, MidpointRounding.ToEven),
        _ => throw Error.UnknownQuantileMethod(method),
    };

    // Ranks count from 1, so the even one of two that are equally near has an odd index.
    private static double Closest(double index)
        => index == Math.Floor(index) && index % 2 is 1 or -1 ? index : Math.Floor(index) + 1;

    private static double Between(double q, long n, double alpha, double beta) => (n * q) + (alpha + (q * (1 - alpha - beta))) - 1;
}
