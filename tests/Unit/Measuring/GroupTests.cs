using CsCheck;
using MemMap.Tests.Compute;

namespace MemMap.Tests.Measuring;

/// <summary>Statistics by groups, and filters, against naive versions of both.</summary>
public class GroupTests
{
    private static readonly DType Records = DType.Parse("[('a', '>i2'), ('t', 'S3'), ('f', '<f4'), ('x', '<f8'), ('n', '<i4')]");

    private static readonly Gen<(short A, string T, float F, double X, int N)[]> Rows = Gen.Select(
        Gen.Short[-2, 2], Gen.OneOfConst("", "a", "A", "ab", "abc"), Gen.OneOfConst(0f, -0f, 1.5f, float.NaN, float.PositiveInfinity),
        Gen.OneOf(Gen.Double[-10, 10], Gen.Const(double.NaN)), Gen.Int).Array[0, 300];

    [Fact]
    public void GroupsHaveTheMeasuresOfTheirRecords() => Rows.Sample(
        rows =>
        {
            NDArray records = Make(rows);
            foreach (string[] keys in (string[][])[["a"], ["t"], ["f"], ["t", "a"], ["f", "t", "a"]])
            {
                GroupCount[] groups = records.MeasureBy(keys, ["x", "n"], new() { Ddof = 1 });
                // Distinct as numbers are: 0 and -0 are one, and so are all NaN.
                var expected = rows.Select((row, i) => (Row: row, Index: i)).GroupBy(
                    item => string.Join('|', keys.Select(key => Key(item.Row, key))));
                Assert.Equal(expected.Count(), groups.Length / 2);
                foreach (var group in expected)
                {
                    NDArray own = records.Take(group.Select(item => item.Index).ToArray(), 0);
                    Assert.Equal(own.Measure("x", new() { Ddof = 1 }).ToState(), Found(groups, "x", keys, group.First().Row).ToState());
                    Assert.Equal(own.Measure("n", new() { Ddof = 1 }).ToState(), Found(groups, "n", keys, group.First().Row).ToState());
                }
                Assert.Equal(rows.Length, records.MeasureBy(keys).Sum(group => group.Count));
            }
        },
        iter: 60);

    [Fact]
    public void GroupsHaveTheQuantilesOfTheirRecords() => Gen.Select(Rows, Gen.Bool, Gen.Int[0, 300]).Sample(
        (rows, ignoresNaN, cut) =>
        {
            NDArray records = Make(rows);
            MeasureOptions options = new() { Quantiles = [0, 0.1, 0.5, 1], Unique = true, IgnoreNaN = ignoresNaN };
            GroupCount[] groups = records.MeasureBy(["t", "a"], ["x", "f"], options);
            foreach (MeasureGroup group in groups.Cast<MeasureGroup>())
            {
                int[] own = [.. Enumerable.Range(0, rows.Length).Where(
                    i => rows[i].T == (string)group.Values[0]! && rows[i].A == (short)group.Values[1]!)];
                Measure expected = records.Take(own, 0).Measure(group.Field, options);
                Assert.Equal(expected.Quantiles!.Select(Plain), group.Quantiles!.Select(Plain));
                Assert.Equal(expected.Unique!.Select(unique => unique.Count), group.Unique!.Select(unique => unique.Count));
            }
            // The groups of two parts, merged, are those of all.
            cut = Math.Min(cut, rows.Length);
            GroupCount[] parts = [.. Make(rows[..cut]).MeasureBy(["t", "a"], ["x", "f"], options),
                .. Make(rows[cut..]).MeasureBy(["t", "a"], ["x", "f"], options)];
            MeasureGroup[] merged = parts.Length == 0 ? [] : [.. GroupCount.Merge(parts).Cast<MeasureGroup>()];
            Assert.Equal(groups.Length, merged.Length);
            foreach (MeasureGroup group in groups.Cast<MeasureGroup>())
            {
                MeasureGroup same = merged.Single(other => other.Field == group.Field && other.Values.SequenceEqual(group.Values));
                Assert.Equal((group.Records, group.Count, group.NaNCount), (same.Records, same.Count, same.NaNCount));
                Assert.Equal(group.Quantiles!.Select(Plain), same.Quantiles!.Select(Plain));
            }
        },
        iter: 40);

    [Theory, InlineData(40_000, 9_000), InlineData(700_000, 5_000)]
    public void ManyGroupsOnManyThreadsAreMerged(int rows, int groups)
    {
        NDArray records = NDArray.Zeros([rows], Records);
        records["n"] = NDArray.Arange(rows) % groups;
        records["x"] = NDArray.Arange(rows);
        GroupCount[] found = [];
        Threads.Each(() => found = records.MeasureBy(["n"], ["x"], new() { MaxGroups = groups }));
        Assert.Equal(Enumerable.Range(0, groups), found.Select(group => (int)group.Group!));
        Assert.All(found, group => Assert.InRange(group.Count, rows / groups, (rows / groups) + 1));
        for (int i = 0; i < groups; i += 1777)
        {
            Assert.Equal(Enumerable.Range(0, rows).Where(row => row % groups == i).Sum(row => (double)row), ((MeasureGroup)found[i]).Sum);
        }
        Assert.Throws<InvalidOperationException>(() => records.MeasureBy(["n"], ["x"], new() { MaxGroups = groups - 1 }));
    }

    [Fact]
    public void AFilterGivesWhatItsMaskSelects()
    {
        NDArray records = NDArray.Zeros([2_200_000], Records);
        records["n"] = NDArray.Arange(records.Size);
        NDArray found = records;
        Threads.Each(() => found = records.Filter(part => (part.Field("n") % 7).Eq(3)));
        Assert.True(found.Field("n").Compare((NDArray)records.Field("n")[(records.Field("n") % 7).Eq(3)]!).Equal);
        // Few at the beginning of each chunk, and many at its end; all.
        foreach (int least in (int[])[200_000, 5000, 0])
        {
            Threads.Each(() => found = records.Filter(part => (part.Field("n") % (1 << 18)).Ge(least)));
            Assert.True(found.Compare((NDArray)records[(records.Field("n") % (1 << 18)).Ge(least)]!).Equal);
        }
        NDArray every = (NDArray)records["::3"]!;
        Assert.Equal(every.Filter(part => part.Field("n").Lt(10)).Field("n").ToArray(), new[] { 0, 3, 6, 9 });
        Assert.Equal(0, records.Filter(part => part.Field("n").Lt(0)).Size);
        Assert.Equal([1, 2, 3, 5], (int[])NDArray.Array(new[,] { { 1, 9, 2 }, { 3, 8, 5 } }).Filter(part => part.Lt(6)).ToArray());
    }

    [Fact]
    public void ATestOfValuesIsAskedOnceForEqualElements()
    {
        int asked = 0;
        NDArray texts = NDArray.Array(Enumerable.Range(0, 1000).Select(i => (object)$"t{i % 5}").ToArray());
        NDArray truth = texts.Test(value =>
        {
            Interlocked.Increment(ref asked);
            return (string?)value is "t1" or "t4";
        });
        Assert.Equal(Enumerable.Range(0, 1000).Select(i => i % 5 is 1 or 4), (bool[])truth.ToArray());
        Assert.Equal(5, asked);
        // More values than are remembered.
        NDArray numbers = NDArray.Arange(100_000);
        Assert.True(numbers.Test(value => (long)value! % 3 == 0).Compare((numbers % 3).Eq(0)).Equal);
    }

    // A quantile of 0 and -0 may be either.
    private static double Plain(MeasureQuantile quantile) => Convert.ToDouble(quantile.Value, null) + 0.0;

    private static NDArray Make((short A, string T, float F, double X, int N)[] rows)
    {
        NDArray records = NDArray.Zeros([rows.Length], Records);
        if (rows.Length > 0)
        {
            records["a"] = rows.Select(row => row.A).ToArray();
            records["t"] = rows.Select(row => (object)row.T).ToArray();
            records["f"] = rows.Select(row => row.F).ToArray();
            records["x"] = rows.Select(row => row.X).ToArray();
            records["n"] = rows.Select(row => row.N).ToArray();
        }
        return records;
    }

    private static Measure Found(GroupCount[] groups, string field, string[] keys, (short A, string T, float F, double X, int N) row)
        => groups.Cast<MeasureGroup>().Single(group => group.Field == field && group.Values.Zip(keys).All(
            pair => Equals(pair.First, Key(row, pair.Second)))).ToMeasure();

    private static object Key((short A, string T, float F, double X, int N) row, string key)
        => key == "a" ? row.A : key == "t" ? row.T : row.F + 0f;
}
