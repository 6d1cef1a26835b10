using System.Globalization;
using CsCheck;
using MemMap.Compute;

namespace MemMap.Tests.Compute;

/// <summary>Where values belong in sorted elements, elements between two values, and the first records in an order.</summary>
public class SearchSortedTests
{
    private static readonly string[] Codes = [.. SpecialValues.Codes, ">f4", ">i2", ">M8[s]", "S3", ">U2"];

    private static readonly DType Records = DType.Parse("[('pad', 'u1'), ('f', '>f4'), ('t', 'S2'), ('n', '<i4')]");

    private static readonly Gen<(string Code, int Count, int Seed)> Lines
        = Gen.Select(Gen.OneOfConst(Codes), Gen.Int[0, 40], Gen.Int[0, int.MaxValue]);

    private static NDArray Random(string code, int count, Random random)
        => code is "S3" or ">U2"
            ? NDArray.Array(Enumerable.Range(0, count + 1).Select(_ => random.Next(30).ToString(CultureInfo.InvariantCulture)).ToArray())
                .AsType(code)[$":{count}"] as NDArray ?? throw new InvalidOperationException()
            : SpecialValues.Random(code.TrimStart('>'), count, random).AsType(code);

    /// <summary>The position of a value after a stable sort of it and the elements.</summary>
    private static long Rank(NDArray sorted, NDArray value, bool isRight)
    {
        NDArray all = NDArray.Zeros([sorted.Size + 1], sorted.DType);
        all[isRight ? $":{sorted.Size}" : "1:"] = sorted;
        all[isRight ? "-1:" : ":1"] = value;
        return ((long[])all.ArgSort().ToArray()).ToList().IndexOf(isRight ? sorted.Size : 0);
    }

    [Fact]
    public void A_value_belongs_where_a_stable_sort_puts_it() => Lines.Sample(
        (code, count, seed) =>
        {
            Random random = new(seed);
            NDArray line = Random(code, count, random), values = Random(code, 5, random), sorted = line.Sort();
            NDArray wide = NDArray.Zeros([count, 2], sorted.DType);
            wide[":, 1"] = sorted;
            foreach (bool isRight in new[] { false, true })
            {
                string side = isRight ? "right" : "left";
                long[] expected = [.. Enumerable.Range(0, 5).Select(i => Rank(sorted, (NDArray)values[$"{i}:{i + 1}"]!, isRight))];
                Assert.Equal(expected, Longs(sorted.SearchSorted(values, side)));
                Assert.Equal(expected, Longs(sorted.Lazy().SearchSorted(values.Lazy(), side)));
                Assert.Equal(expected, Longs(((NDArray)wide[":, 1"]!).SearchSorted(values, side)));
                Assert.Equal(expected, Longs(line.SearchSorted(values, side, line.ArgSort())));
                Assert.Equal(expected.Order(), Longs(sorted.SearchSorted(values.Sort(), side)));
            }
        },
        iter: 2000);

    [Fact]
    public void Values_are_numpys()
    {
        // numpy 1.24: np.array([1, 2, 2, 3, 5]).searchsorted(...)
        NDArray sorted = NDArray.Array(new[] { 1, 2, 2, 3, 5 });
        Assert.Equal(1L, sorted.SearchSorted(2));
        Assert.Equal(3L, sorted.SearchSorted(2, "right"));
        Assert.Equal(4L, sorted.SearchSorted(3.5));
        Assert.Equal([0, 5, 3, 1], Longs(sorted.SearchSorted(new[] { -7, 9, 3, 2 })));
        Assert.Equal(new long[,] { { 0, 0 }, { 1, 3 } }, ((NDArray)sorted.SearchSorted(new[,] { { 0, 1 }, { 2, 3 } })).ToArray());
        NDArray floats = NDArray.Array(new[] { 0.1f, 0.2f });
        Assert.Equal(0L, floats.SearchSorted(0.1)); // 0.1f is above 0.1: they are compared as float64
        NDArray dates = NDArray.Array(new[] { "2024-01-01", "2024-02-01" }).AsType("M8[D]");
        Assert.Equal(1L, dates.SearchSorted("2024-01-01T12:00"));
        Assert.Equal(1L, dates.SearchSorted(new DateTime(2024, 2, 1)));
    }

    [Fact]
    public void Integers_of_64_bits_are_compared_exactly()
    {
        NDArray unsigned = NDArray.Array(new ulong[] { 0, 9007199254740993, 9007199254740994, ulong.MaxValue });
        Assert.Equal([0, 0, 1, 2, 3], Longs(unsigned.SearchSorted(
            new long[] { -1, 0, 9007199254740992, 9007199254740994, long.MaxValue })));
        NDArray signed = NDArray.Array(new long[] { long.MinValue, -1, 9007199254740993, long.MaxValue });
        Assert.Equal([2, 3, 4], Longs(signed.SearchSorted(new ulong[] { 0, 9007199254740994, ulong.MaxValue })));
    }

    [Fact]
    public void Many_values_are_found_on_all_threads()
    {
        NDArray sorted = NDArray.Arange(1000) * 3, values = (NDArray.Arange(1_300_000) * 7919) % 3100;
        NDArray expected = ((values + 2) / 3).Floor().AsType(DType.Int64).Clip(0, 1000);
        Threads.Each(() => Assert.Equal(true, ((NDArray)sorted.SearchSorted(values)).Eq(expected).All()));
    }

    [Fact]
    public void What_is_no_question_is_an_error()
    {
        NDArray line = NDArray.Arange(4);
        AssertError("NotASide", () => line.SearchSorted(1, "middle"));
        AssertError("NotOneAxis", () => line.Reshape(2, 2).SearchSorted(1));
        AssertError("NotASorter", () => line.SearchSorted(1, "left", NDArray.Arange(3)));
        AssertError("NotASorter", () => line.SearchSorted(1, "left", NDArray.Array(new[] { 0.0, 1, 2, 3 })));
        AssertError("IndexOutOfBounds", () => line.SearchSorted(1, "left", NDArray.Array(new[] { 0, 1, 9, 3 })));
        AssertError("UnsupportedDType", () => line.SearchSorted("three"));
    }

    [Fact]
    public void Elements_between_two_values_are_those_that_comparisons_find() => Lines.Sample(
        (code, count, seed) =>
        {
            if (DType.Parse(code) is { IsComplex: true } or { Kind: ElementKind.Bool })
            {
                return;
            }
            Random random = new(seed);
            NDArray sorted = Random(code, count, random).Sort(), ends = Random(code, 2, random).Sort();
            if (code is not ("S3" or ">U2") && ends.Ne(ends).Any() is true)
            {
                return; // NaN and NaT are neither below nor above.
            }
            NDArray from = (NDArray)ends[":1"]!, to = (NDArray)ends["1:"]!;
            (long first, long stop) = new SortedRange(sorted.Ref).Between(from, to);
            Assert.Equal(sorted.Lt(from).CountNonZero(), first);
            Assert.Equal(sorted.Ge(from).And(sorted.Le(to)).CountNonZero(), stop - first);
            long numbers = code is "S3" or ">U2" ? sorted.Size : (long)sorted.Eq(sorted).CountNonZero()!;
            Assert.Equal((0, numbers), new SortedRange(sorted.Ref).Between(null, null));
        },
        iter: 2000);

    [Fact]
    public void Elements_out_of_order_are_an_error_where_they_are_compared()
    {
        AssertError("NotSorted", () => new SortedRange(NDArray.Array(new[] { 5, 4, 3, 2, 1 }).Ref).Between(2, 3));
        AssertError("NotSorted", () => new SortedRange(NDArray.Array(new[] { 1, 2, 9, 4, 5 }).Ref).Between(2, 3));
        AssertError("SearchSortedRecords", () => NDArray.Zeros([3], Records).SearchSorted(1));
        SortedRange range = new(NDArray.Arange(1_000_000).Ref);
        Assert.Equal((20, 31), range.Between(20, 30));
        Assert.InRange(range.Comparisons, 2, 45);
    }

    [Fact]
    public void The_first_records_are_those_of_a_stable_sort()
        => Gen.Select(Gen.Int[0, 300], Gen.Int[0, 40], Gen.Int[0, int.MaxValue]).Sample(
            (count, limit, seed) =>
            {
                Random random = new(seed);
                NDArray records = NDArray.Zeros([count], Records);
                float[] floats = [0, -0f, 1, float.NaN, 2.5f, float.NegativeInfinity];
                for (int i = 0; i < count; i++)
                {
                    records.Field("f").SetItem([i], floats[random.Next(floats.Length)]);
                    records.Field("t").SetItem([i], new[] { "a", "", "b", "ab" }[random.Next(4)]);
                    records.Field("n").SetItem([i], random.Next(3));
                }
                NDArray mask = count == 0 ? NDArray.Zeros([0], DType.Bool) : records.Field("n").Ne(1);
                foreach (bool[] descending in (bool[][])[[false, false], [true, true], [true, false], [false, true]])
                {
                    foreach (string[] fields in (string[][])[["f"], ["t", "f"], ["n", "t"]])
                    {
                        foreach (NDArray? only in new[] { null, mask })
                        {
                            using TopRows top = new(Records, fields, descending[..fields.Length], limit);
                            top.Add(records.Ref, only?.Ref, 0);
                            Assert.Equal(Sorted(records, fields, descending, only).Take(limit), top.Positions());
                        }
                    }
                }
            },
            iter: 100);

    [Fact]
    public void The_first_of_many_records_are_found_on_all_threads()
    {
        NDArray records = NDArray.Zeros([1_200_000], Records);
        records["n"] = (NDArray.Arange(records.Size) * 7919) % 100_003;
        Threads.Each(() =>
        {
            using TopRows top = new(Records, ["n", "f"], [true, true], 1000);
            top.Add(records.Ref, null, 0);
            long[] positions = top.Positions();
            NDArray n = ((NDArray)records.Field("n").GetItem([NDArray.Array(positions)])!).AsType(DType.Int64);
            Assert.Equal(1000, positions.Length);
            // Each number is there eleven or twelve times; equal ones are in the order of their positions.
            var values = (long[])n.ToArray();
            Assert.Equal(
                positions.Zip(values).OrderByDescending(pair => pair.Second).ThenBy(pair => pair.First), positions.Zip(values));
            var all = (long[])records.Field("n").AsType(DType.Int64).ToArray();
            long above = all.Count(value => value > values[^1]);
            Assert.Equal(1000, above + values.Count(value => value == values[^1]));
        });
    }

    private static IEnumerable<long> Sorted(NDArray records, string[] fields, bool[] descending, NDArray? mask)
    {
        IEnumerable<int> rows = Enumerable.Range(0, (int)records.Size).Where(i => mask is null || (bool)mask[i]!);
        var ordered = rows.OrderBy(_ => 0);
        foreach ((string field, bool isDescending) in fields.Zip(descending))
        {
            (bool, object) Key(int row) => records.Field(field)[row] is var value && value is float.NaN ? (true, 0f) : (false, value!);
            ordered = ordered.ThenBy(row => Key(row).Item1);
            Comparer<object> comparer = Comparer<object>.Create(
                (x, y) => x is string text ? string.CompareOrdinal(text, (string)y) : Comparer<object>.Default.Compare(x, y));
            ordered = isDescending ? ordered.ThenByDescending(row => Plain(Key(row).Item2), comparer)
                : ordered.ThenBy(row => Plain(Key(row).Item2), comparer);
        }
        return ordered.Select(row => (long)row);

        static object Plain(object value) => value is 0f ? 0f : value;
    }

    private static long[] Longs(object result) => (long[])((NDArray)result).ToArray();

    private static void AssertError(string id, Action action)
    {
        Exception? exception = Xunit.Record.Exception(action);
        Assert.NotNull(exception);
        Assert.Equal(id, exception.Data["MemMap.ErrorId"]);
    }
}
