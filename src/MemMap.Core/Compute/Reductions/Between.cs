using System.Numerics;

namespace MemMap.Compute;

/// <summary>What lies between two neighbours of the sorted elements, at a part of the way from the lower to the higher one.</summary>
internal static class Between
{
    /// <summary>The element at a fraction of the sorted elements, or what is between its two neighbours.</summary>
    /// <param name="fraction">The quantile, 0 to 1.</param>
    /// <param name="count">The number of elements.</param>
    /// <param name="at">Returns an element by its rank.</param>
    /// <param name="between">What is between two neighbours, at a part of 0 to 1 of the way.</param>
    internal static TResult Neighbours<T, TResult>(double fraction, long count, Func<long, T> at, Func<T, T, double, TResult> between)
    {
        (long below, long above, double part) = QuantileMethod.Linear.Place(fraction, count);
        return between(at(below), at(above), part);
    }

    /// <summary>Applies a rule for float64 to other numbers.</summary>
    internal static Func<T, T, double, double> Numbers<T>(Func<double, double, double, double> rule) where T : INumberBase<T>
        => (a, b, part) =>
        {
            double low = double.CreateTruncating(a), high = double.CreateTruncating(b);
            return part == 0 || low == high ? low : rule(low, high, part);
        };

    /// <summary>numpy's linear method: interpolates from the nearer one of the two neighbours.</summary>
    internal static double Linear(double low, double high, double part)
    {
        double distance = high - low;
        // Beside an infinity the result is infinite. The distance of two finite numbers may overflow, too.
        return !double.IsFinite(distance) ? (low * (1 - part)) + (high * part)
            : part < 0.5 ? low + (distance * part) : high - (distance * (1 - part));
    }

    /// <summary>numpy's linear method for counts of time: what is added is truncated to a whole count.</summary>
    internal static long LinearTimes(long low, long high, double part)
    {
        // The distance of two times may take a bit more than 64.
        Int128 distance = (Int128)high - low;
        return part < 0.5 ? low + (long)((double)distance * part) : high - (long)((double)distance * (1 - part));
    }

    /// <summary>The mean of two numbers, which is the median of an even number of elements.</summary>
    internal static double Mean(double low, double high)
        => double.IsInfinity(low + high) ? (low / 2) + (high / 2) : (low + high) / 2;

    /// <summary>The mean of two time spans, truncated to a whole count as in numpy.</summary>
    internal static long MeanOfTimes(long low, long high, double part) => part == 0 ? low : (long)(((Int128)low + high) / 2);

    /// <summary>The mean of two complex numbers.</summary>
    internal static T MeanOfComplex<T>(T low, T high, double part) where T : INumberBase<T>
    {
        Complex x = Complex.CreateTruncating(low), y = Complex.CreateTruncating(high);
        return part == 0 ? low : T.CreateTruncating(new Complex(Mean(x.Real, y.Real), Mean(x.Imaginary, y.Imaginary)));
    }
}
