using System.Globalization;

namespace MemMap;

/// <summary>The unit of a <c>datetime64</c> or <c>timedelta64</c> without its multiple.</summary>
public enum TimeBase
{
    /// <summary>A year of the calendar (<c>Y</c>).</summary>
    Year,
    /// <summary>A month of the calendar (<c>M</c>).</summary>
    Month,
    /// <summary>Seven days (<c>W</c>).</summary>
    Week,
    /// <summary>24 hours (<c>D</c>).</summary>
    Day,
    /// <summary>60 minutes (<c>h</c>).</summary>
    Hour,
    /// <summary>60 seconds (<c>m</c>).</summary>
    Minute,
    /// <summary>A second (<c>s</c>).</summary>
    Second,
    /// <summary>1e-3 s (<c>ms</c>).</summary>
    Millisecond,
    /// <summary>1e-6 s (<c>us</c>).</summary>
    Microsecond,
    /// <summary>1e-9 s (<c>ns</c>).</summary>
    Nanosecond,
    /// <summary>1e-12 s (<c>ps</c>).</summary>
    Picosecond,
    /// <summary>1e-15 s (<c>fs</c>).</summary>
    Femtosecond,
    /// <summary>1e-18 s (<c>as</c>).</summary>
    Attosecond,
    /// <summary>No unit yet: it adopts the unit of the other operand.</summary>
    Generic,
}

/// <summary>The unit of a <c>datetime64</c> or <c>timedelta64</c>, such as <c>s</c> or <c>25s</c>.</summary>
/// <param name="Base">The base unit.</param>
/// <param name="Count">The multiple of the base unit; at least 1.</param>
public readonly record struct TimeUnit(TimeBase Base, int Count = 1)
{
    private static readonly string[] Symbols = ["Y", "M", "W", "D", "h", "m", "s", "ms", "us", "ns", "ps", "fs", "as", "generic"];

    // After the count of a lone duration, in the order of TimeBase.
    private static readonly string[] Names =
    [
        "years", "months", "weeks", "days", "hours", "minutes", "seconds", "milliseconds", "microseconds", "nanoseconds",
        "picoseconds", "femtoseconds", "attoseconds", "generic time units",
    ];

    // How many of the next finer unit make one; a year and a month have no fixed length in days.
    private static readonly int[] Finer = [12, 0, 7, 24, 60, 60, 1000, 1000, 1000, 1000, 1000, 1000, 0, 0];

    /// <summary>The unit of <c>datetime64</c> without brackets.</summary>
    internal static readonly TimeUnit Generic = new(TimeBase.Generic);

    /// <summary>numpy's symbols of the units, longest unit first.</summary>
    internal static IReadOnlyList<string> AllSymbols => Symbols;

    /// <summary>The unit of a duration in words: <c>seconds</c>.</summary>
    internal string Name => Names[(int)Base];

    /// <summary>The unit that such a word is; <see langword="null"/> if it is none.</summary>
    internal static TimeBase? TryName(string name) => Array.IndexOf(Names, name) is >= 0 and var index ? (TimeBase)index : null;

    /// <summary>Whether the unit is still open.</summary>
    internal bool IsGeneric => Base == TimeBase.Generic;

    /// <summary>Whether the unit is a calendar unit (years, months), whose length in days varies.</summary>
    internal bool IsCalendar => Base <= TimeBase.Month;

    /// <summary>
    /// The number of <paramref name="finer"/> in one <paramref name="unit"/>; 0 if it is not fixed or does not fit in 64 bits.
    /// </summary>
    internal static long Factor(TimeBase unit, TimeBase finer)
    {
        Int128 factor = 1;
        for (TimeBase step = unit; step < finer && factor > 0 && factor <= long.MaxValue; step++)
        {
            factor *= Finer[(int)step];
        }
        return factor <= long.MaxValue ? (long)factor : 0;
    }

    /// <summary>
    /// Parses the text between the brackets: a unit with an optional multiple before it (<c>25s</c>) or divisor after it (<c>s/4</c> is
    /// <c>250ms</c>).
    /// </summary>
    internal static TimeUnit? TryParse(ReadOnlySpan<char> text)
    {
        int divisor = 1;
        if (text.IndexOf('/') is int slash and >= 0)
        {
            if (!int.TryParse(text[(slash + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out divisor) || divisor == 0)
            {
                return null;
            }
            text = text[..slash];
        }
        int digits = text.IndexOfAnyExceptInRange('0', '9');
        int count = 1;
        if (digits < 0 || (digits > 0 && !int.TryParse(text[..digits], NumberStyles.None, CultureInfo.InvariantCulture, out count))
            || count == 0)
        {
            return null;
        }
        // numpy also accepts the Greek letter for micro.
        int index = Array.IndexOf(Symbols, text[digits..] is "μs" ? "us" : text[digits..].ToString());
        return index < 0 ? null : new TimeUnit((TimeBase)index, count).DivideBy(divisor);
    }

    private TimeUnit? DivideBy(int divisor)
    {
        for (TimeBase finer = Base; finer < TimeBase.Generic; finer++)
        {
            long factor = Factor(Base, finer);
            if (factor % divisor == 0 && factor / divisor * Count is > 0 and <= int.MaxValue and long count)
            {
                return new TimeUnit(finer, (int)count);
            }
        }
        return divisor == 1 ? this : null;
    }

    /// <summary>numpy's notation, such as <c>25s</c>.</summary>
    public override string ToString()
        => Count == 1 ? Symbols[(int)Base] : string.Create(CultureInfo.InvariantCulture, $"{Count}{Symbols[(int)Base]}");
}
