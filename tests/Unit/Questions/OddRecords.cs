using System.Diagnostics.CodeAnalysis;

namespace MemMap.Tests.Commands;

/// <summary>Records with fields of every kind, which conditions are asked of. A script fills them.</summary>
public static class OddRecords
{
    /// <summary>Fills records with values that are near the constants of the conditions, and with awkward ones.</summary>
    /// <param name="records">The records.</param>
    /// <param name="seed">The seed.</param>
    [SuppressMessage("Security", "CA5394", Justification = "Random test data.")]
    public static void Fill(NDArray records, int seed)
    {
        ArgumentNullException.ThrowIfNull(records);
        Random random = new(seed);
        records["id"] = NDArray.Arange(records.Size);
        Set<object>("gu", [Guid.Empty, new Guid("6f1ed002-ab5b-4a0e-9f6e-6b5a2b3c4d5e")]);
        Set<object>("ip", ["10.0.0.1", "127.0.0.1", "0.0.0.0"]);
        Set<object>("mac", ["00-11-22-33-44-55", "FF-FF-FF-FF-FF-FF"]);
        Set<object>("ft", [0L, -1L, long.MaxValue, 133536384000000000L, 133536816000000001L, 1L]);
        Set<object>("ums", [0L, 1709164800000L, 1709208000001L, -1L, long.MinValue, long.MaxValue]);
        Set<object>("dd", [0, 0x585D, 0x21, 0xFFFF]);
        Set<object>("dt", [0, 0x6000, 0xFFFF]);
        Set<object>("bf", [0.0, -0.0, 1.5, 5.0, double.NaN, double.PositiveInfinity, -1.0]);
        Set<object>("bl", [0L, 1L, 5L, -1L, long.MaxValue, long.MinValue]);
        Set<object>("bd", ["NaT", "2024-02-29", "2024-02-29T12:00", "1969-12-31T23:59:59", "0001-01-01"]);
        Set<object>("du", ["NaT", "0", "1000000", "1500000", "-1"]);
        Set<object>("c", [System.Numerics.Complex.Zero, System.Numerics.Complex.One, new System.Numerics.Complex(1.5, -1)]);
        Set<object>("raw", [new byte[] { 1, 2, 3 }, new byte[3]]);
        Set<object>("dow", [0, 1, 5, 9]);
        Set<object>("hh", [0.0, 1.5, double.NaN, -1.0, 5.0]);
        Set<object>("uw", ["", "a", "B", "\u0131", "I", "5"]);
        Set<object>("ok", [true, false]);
        Set<object>("t", ["", "a", "A", "b", "5", "1.5", "1,5"]);
        Set<object>("n", [0, 1, 5, -1, int.MaxValue, int.MinValue]);
        Set<object>("u", [0UL, 1UL, 5UL, ulong.MaxValue]);
        NDArray inner = records.Field("deep").Field("in");
        for (int i = 0; i < records.Size; i++)
        {
            inner.Field("z")[i] = random.Next(0, 7);
            inner.Field("t")[i] = random.Next(2) == 0 ? "a" : "Mon";
            records.Field("grid")[i] = random.Next(3) / 2f;
        }

        void Set<T>(string name, T[] values) where T : notnull
        {
            NDArray field = records.Field(name);
            for (int i = 0; i < records.Size; i++)
            {
                field[i] = values[random.Next(values.Length)];
            }
        }
    }
}
