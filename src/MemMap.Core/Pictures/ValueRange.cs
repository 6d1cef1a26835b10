namespace MemMap.Pictures;

/// <summary>The range of an axis. It is never empty, so its length can be a divisor.</summary>
internal readonly record struct ValueRange(double Low, double High)
{
    /// <summary>
    /// Returns the range from the lowest to the highest value. A single value is in the middle. Without values, the range is 0 to 1.
    /// </summary>
    internal static ValueRange Of(double low, double high)
    {
        if (double.IsNaN(low))
        {
            return new(0, 1);
        }
        if (low < high)
        {
            return new(low, high);
        }
        double room = Math.Max(0.5, Math.Abs(low) * 1e-3);
        return new(low - room, high + room);
    }

    /// <summary>Returns the range of the finite values.</summary>
    internal static ValueRange Of(IEnumerable<double> values)
    {
        double[] finite = [.. values.Where(double.IsFinite)];
        return Of(finite.DefaultIfEmpty(double.NaN).Min(), finite.DefaultIfEmpty(double.NaN).Max());
    }

    /// <summary>Returns the position of a value in the range: 0 at the low end, 1 at the high end.</summary>
    // Halve the values: the span of the largest numbers would be infinite.
    internal double Part(double value)
        => Low / 2 == High / 2 ? (value - Low) / (High - Low) : ((value / 2) - (Low / 2)) / ((High / 2) - (Low / 2));

    /// <summary>Returns the value at a position in the range.</summary>
    internal double At(double part) => (Low * (1 - part)) + (High * part);

    /// <summary>How many times a float64 can be raised to the next one, from the low end to the high end.</summary>
    internal long Numbers => long.CreateSaturating((Int128)Rank(High) - Rank(Low));

    private static long Rank(double value)
        => BitConverter.DoubleToInt64Bits(value) is var bits && bits < 0 ? long.MinValue - bits : bits;

    /// <summary>Returns the distance of <paramref name="count"/> evenly spaced values.</summary>
    internal double Step(int count) => (High / count) - (Low / count);

    /// <summary>
    /// Returns at most <paramref name="most"/> round values within the range: multiples of 1, 2 or 5 times a power of ten.
    /// </summary>
    internal IEnumerable<double> RoundValues(int most)
    {
        double step = RoundStep(Step(Math.Max(1, most)));
        if (!(step > 0) || !double.IsFinite(step))
        {
            yield break;
        }
        for (double i = Math.Ceiling(Low / step); i * step <= High; i++)
        {
            yield return i * step;
        }
    }

    /// <summary>Returns the next larger step that is 1, 2 or 5 times a power of ten.</summary>
    internal static double RoundStep(double step)
    {
        double power = Math.Pow(10, Math.Floor(Math.Log10(step)));
        foreach (int factor in (ReadOnlySpan<int>)[1, 2, 5])
        {
            if (factor * power >= step)
            {
                return factor * power;
            }
        }
        return 10 * power;
    }
}
