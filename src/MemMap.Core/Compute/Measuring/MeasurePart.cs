namespace MemMap.Compute;

/// <summary>The exact sum of finite numbers, and how many infinite ones were among them.</summary>
internal readonly record struct ExactTotal(DyadicRational Sum, long Positive, long Negative)
{
    internal bool IsFinite => Positive == 0 && Negative == 0;

    public static ExactTotal operator +(ExactTotal x, ExactTotal y)
        => new(x.Sum + y.Sum, x.Positive + y.Positive, x.Negative + y.Negative);

    /// <summary>The total divided by a number of elements, rounded once.</summary>
    internal double Over(long count) => IsFinite ? Sum.Over(DyadicRational.Of(count))
        : Positive > 0 && Negative > 0 ? double.NaN
        : Positive > 0 ? double.PositiveInfinity : double.NegativeInfinity;
}

/// <summary>
/// What is known of some elements, and all that it takes to know it of more: parts add up, in any order and grouping, to the part of all
/// elements together, bit for bit.
/// </summary>
/// <param name="Numbers">How many elements are numbers.</param>
/// <param name="NaNs">How many are NaN or NaT.</param>
/// <param name="Zeros">How many are zero, or false.</param>
/// <param name="Least">The smallest number, native; empty if there is none.</param>
/// <param name="Greatest">The largest number, native; empty if there is none.</param>
/// <param name="Real">The total of the numbers.</param>
/// <param name="Imaginary">The total of the imaginary parts.</param>
/// <param name="Squares">The sum of the squares of finite numbers; of complex ones, of the squares of both parts.</param>
internal sealed record MeasurePart(
    long Numbers, long NaNs, long Zeros, byte[] Least, byte[] Greatest, ExactTotal Real, ExactTotal Imaginary, DyadicRational Squares)
{
    internal static readonly MeasurePart Empty = new(0, 0, 0, [], [], default, default, default);

    /// <summary>The part of the elements of both.</summary>
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
