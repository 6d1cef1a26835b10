namespace MemMap.Compute;

/// <summary>
/// The count, the mean and the sum of squared deviations of some elements. The mean is stored as a pair of the rounded value and its
/// rounding error: for a large mean, that error would be visible in the differences between merged means.
/// </summary>
internal readonly record struct Moments(double Count, double Mean, double Rest, double Squares)
{
    internal const string Warning = "Degrees of freedom <= 0 for slice";

    internal Moments Add(double value)
    {
        double count = Count + 1, distance = value - Mean - Rest, step = distance / count;
        return WithMean(count, Mean, Rest + step, Squares + (distance * (distance - step)));
    }

    internal Moments Add(Moments other)
    {
        if (Count == 0 || other.Count == 0)
        {
            return Count == 0 ? other : this;
        }
        double count = Count + other.Count, distance = other.Mean - Mean + (other.Rest - Rest), part = other.Count / count;
        return WithMean(count, Mean, Rest + (distance * part), Squares + other.Squares + (distance * distance * Count * part));
    }

    private static Moments WithMean(double count, double mean, double rest, double squares)
    {
        double sum = mean + rest;
        return new(count, sum, rest - (sum - mean), squares);
    }
}

/// <summary>The variance of so many elements from their squared deviations.</summary>
/// <param name="Ddof">What the divisor is less than the count.</param>
/// <param name="IgnoreNaN">Whether the result is NaN, as numpy's nanvar, if the count does not exceed <paramref name="Ddof"/>. Otherwise
/// the divisor is then 0, as in numpy's var: the result is infinite, or NaN if no element deviates.</param>
internal readonly record struct Freedom(double Ddof, bool IgnoreNaN)
{
    internal double Variance(double count, double squares)
        => count > Ddof ? squares / (count - Ddof) : IgnoreNaN ? double.NaN : Math.Max(0, squares) / 0;
}

/// <summary>The moments of a complex number's parts. Their squared deviations add up to those of the number.</summary>
internal readonly record struct ComplexMoments(Moments Re, Moments Im);
