using System.Diagnostics.CodeAnalysis;

namespace MemMap.Tests.Commands;

/// <summary>The records that conditions are asked of. A script fills them.</summary>
public static class QuestionRecords
{
    /// <summary>Fills records with values that are near the constants of the conditions, and with awkward ones.</summary>
    /// <param name="records">The records.</param>
    /// <param name="seed">The seed.</param>
    [SuppressMessage("Security", "CA5394", Justification = "Random test data.")]
    public static void Fill(NDArray records, int seed)
    {
        ArgumentNullException.ThrowIfNull(records);
        Random random = new(seed);
        int count = (int)records.Size;
        records["id"] = NDArray.Arange(count);
        Set("b", [0, 1, 3, 4, 100, 255]);
        Set("s", [0, 1, -1, 3, 100, -128, short.MaxValue, short.MinValue]);
        Set("n", [0, 1, -1, 3, 100, 65535, int.MaxValue, int.MinValue]);
        Set("u", [0L, 1L, 3L, 100L, uint.MaxValue]);
        Set("l", [0L, 1L, -1L, 3L, 100L, 4294967296L, 9007199254740993L, long.MaxValue, long.MinValue]);
        Set("q", [0UL, 1UL, 3UL, 100UL, 4294967295UL, 9007199254740993UL, ulong.MaxValue]);
        Set("f", [0f, -0f, 1f, 0.1f, 0.5f, 2.5f, float.NaN, float.PositiveInfinity, 3f]);
        Set("d", [0d, -0d, 1d, 0.1, 0.5, 2.5, double.NaN, double.NegativeInfinity, 1e300, 3d]);
        Set("t", ["", "a", "A", "ab", "warn", "Warn", "b", "9", "\u00e4"]);
        Set("w", ["", "a", "A", "aB", "b", "zz", "\u00c4", "\u00e4"]);
        Set("ok", [true, false]);
        Set("day", ["NaT", "2024-02-29", "2024-03-01", "1970-01-01", "2023-12-31"]);
        Set("ns", ["NaT", "2024-02-29", "2024-02-29T12:00", "2024-02-29T00:00:00.000000050", "2024-02-29T00:00:00.0000001"]);
        Set("span", ["NaT", "0", "60", "30", "2", "-5"]);
        Set("at", [0, 1709164800, 1709208000, 1709251200, int.MaxValue]);
        Set("fa", [0, 1, 2, 3, 4, 6]);
        Set("ty", [0, 4, 6, 18, 5]);
        Set("h", [0, 0.5, 1.5, double.NaN]);
        Set<short[]>("v", [[0, 1, -1], [3, 100, short.MinValue], [short.MaxValue, 4, 2]]);
        Set<string[]>("vw", [["a", "A"], ["warn", ""], ["b", "\u00c4"]]);
        Set("us", ["2024-02-29T00:00:00.000001", "1969-12-31T23:59:59.999999", "0001-01-01", "9999-12-31T23:59:59.999999", "2024-03-01"]);
        Set("fine", ["2024-02-29T00:00:00.000000050", "1969-12-31T23:59:59.999999950", "1970-01-01", "2024-02-29T12:00"]);
        NDArray inner = records.Field("sub");
        for (int i = 0; i < count; i++)
        {
            inner.Field("x")[i] = random.Next(-3, 101);
            inner.Field("y")[i] = random.Next(-3, 8) / 2.0;
        }

        void Set<T>(string name, T[] values)
        {
            NDArray field = records.Field(name);
            for (int i = 0; i < count; i++)
            {
                field[i] = values[random.Next(values.Length)];
            }
        }
    }
}
