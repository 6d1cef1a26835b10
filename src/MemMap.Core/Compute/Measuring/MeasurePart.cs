namespace MemMap.Compute;

/// <summary>The exact sum of finite numbers, and the numbers of positive and negative infinities among them.</summary>
internal readonly record struct ExactTotal(DyadicRational Sum, long Positive, long Negative)
{
    internal bool IsFinite => Positive == 0 && Negative == 0;

    public static ExactTotal operator +(ExactTotal x, ExactTotal y)
        => new(x.Sum + y.Sum, x.Positive + y.Positive, x.Negative + y.Negative);

    /// <summary>The total divided by a count of elements, rounded once.</summary>
    internal double Over(long count) => IsFinite ? Sum.Over(DyadicRational.Of(count))
        : Positive > 0 && Negative > 0 ? double.NaN
        : Positive > 0 ? double.PositiveInfinity : double.NegativeInfinity;
}

/// <summary>
/// The statistics of some elements, in a form that can be merged: adding parts, in any order and grouping, gives the part of all elements
/// bit for bit.
/// </summary>
/// <param name="Numbers">The number of elements that are numbers.</param>
/// <param name="NaNs">The number of elements that are NaN or NaT.</param>
/// <param name="Zeros">The number of elements that are zero or false.</param>
/// <param name="Least">The smallest number, native; empty if there is none.</param>
/// <param name="Greatest">The largest number, native; empty if there is none.</param>
/// <param name="Real">The total of the numbers (of their real parts).</param>
/// <param name="Imaginary">The total of the imaginary parts.</param>
/// <param name="Squares">The sum of the squares of finite numbers; for complex ones, of the squares of both parts.</param>
internal sealed record MeasurePart(
    long Numbers, long NaNs, long Zeros, byte[] Least, byte[] Greatest, ExactTotal Real, ExactTotal Imaginary, DyadicRational Squares)
{
    internal static readonly MeasurePart Empty = new(0, 0, 0, [], [], default, default, default);

    /// <summary>Merges the parts of two disjoint sets of elements.</summary>
    internal MeasurePart Add(MeasurePart other, ElementOrder comparison) => new(
        Numbers + other.Numbers,
        NaNs + other.NaNs,
        Zeros + other.Zeros,
        Choose(Least, other.Least, comparison, 1),
        Choose(Greatest, other.Greatest, comparison, -1),
        Real + other.Real,
        Imaginary + other.Imaginary,
        Squares + other.Squares);

    private static unsafe byte[] Choose(byte[] x, byte[] y, ElementOrder comparison, int sign)
    {
        if (x.Length == 0 || y.Length == 0)
        {
            return x.Length == 0 ? y : x;
        }
        fixed (byte* p = x, q = y)
        {
            return sign * comparison.Compare(p, q) <= 0 ? x : y;
        }
    }
}
