namespace MemMap.Pictures;

/// <summary>What an axis reaches over: never nothing, so that there is something to divide by.</summary>
internal readonly record struct ValueRange(double Low, double High)
{
    /// <summary>From the lowest to the highest value. One value alone is in the middle; without any, it is 0 to 1.</summary>
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

    /// <summary>Of the values that are finite.</summary>
    internal static ValueRange Of(IEnumerable<double> values)
    {
        double[] finite = [.. values.Where(double.IsFinite)];
        return Of(finite.DefaultIfEmpty(double.NaN).Min(), finite.DefaultIfEmpty(double.NaN).Max());
    }

    /// <summary>Where in the range a value is: 0 at its low end, 1 at its high one.</summary>
    // The span of the largest numbers is infinite; that of their halves isn't.
    internal double Part(double value)
        => Low / 2 == High / 2 ? (value - Low) / (High - Low) : ((value / 2) - (Low / 2)) / ((High / 2) - (Low / 2));

    /// <summary>The value at a part of the range.</summary>
    internal double At(double part) => (Low * (1 - part)) + (High * part);

    /// <summary>How far apart values are if there are so many, evenly spread.</summary>
    internal double Step(int count) => (High / count) - (Low / count);

    /// <summary>Round values within the range, no more than so many: multiples of 1, 2 or 5 times a power of ten.</summary>
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

    /// <summary>The next larger multiple of 1, 2 or 5 and a power of ten.</summary>
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
