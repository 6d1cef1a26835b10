using CsCheck;
using MemMap.Compute;

namespace MemMap.Tests.Search;

/// <summary>What was inserted, removed and changed: the ranges that are found make the second array of the first one.</summary>
public class RealignTests
{
    // Few letters and runs of zeros have the same content at many places; random bytes have it at one.
    private static readonly Gen<byte[]> Content = Gen.OneOf(
        Gen.Byte.Array[0, 400], Gen.Byte[0, 3].Array[0, 400],
        Gen.Select(Gen.Byte, Gen.Int[0, 400], (value, count) => Repeat(value, count)));

    private static readonly Gen<(double Place, double Removed, byte[] Inserted)[]> Changes
        = Gen.Select(Gen.Double.Unit, Gen.Double.Unit, Content, (place, removed, inserted) => (place, removed, inserted)).Array[0, 6];

    [Fact]
    public void The_ranges_make_the_second_array_of_the_first_one()
        => Gen.Select(Content.Array[0, 40], Changes, Gen.OneOfConst(1, 3, 8)).Sample((content, changes, size) =>
        {
            byte[] old = Whole([.. content.SelectMany(part => part)], size);
            AssertMakes(old, Whole(Changed(old, changes), size), size);
        });

    [Fact]
    public void Any_two_arrays_can_be_realigned()
        => Gen.Select(Content, Content, Gen.OneOfConst(1, 2, 5)).Sample(
            (old, wanted, size) => AssertMakes(Whole(old, size), Whole(wanted, size), size));

    [Fact]
    public void Few_changes_of_a_large_array_are_found_exactly()
    {
        byte[] old = Random(3_000_000, 1);
        byte[] wanted =
        [
            .. Random(10, 2), .. old[..100_000], .. Random(700_000, 3), .. old[100_000..1_000_000], .. old[1_300_000..2_000_000],
            (byte)~old[2_000_000], .. old[2_000_001..],
        ];
        ArrayRealignment found = NDArray.Array(old).Realign(NDArray.Array(wanted));
        Assert.Equal((700_010L, 300_000L, 1L, 4L), (found.Inserted, found.Removed, found.Changed, found.RangeCount));
        Assert.Equal(
            [
                (RealignedKind.Inserted, 0L, 0L, 10L), (RealignedKind.Inserted, 100_000, 100_010, 700_000),
                (RealignedKind.Removed, 1_000_000, 1_700_010, 300_000), (RealignedKind.Changed, 2_000_000, 2_400_010, 1),
            ],
            found.Differences.Select(range => (range.Kind, range.ReferenceOffset, range.Offset, range.Length)));
        Assert.Equal(wanted[..10], found.Differences[0].Bytes);
        Assert.Equal((64, 0), (found.Differences[1].Bytes.Length, found.Differences[1].ReferenceBytes.Length));
        Assert.Equal(old[1_000_000..1_000_064], found.Differences[2].ReferenceBytes);
        AssertMakes(old, wanted, 1);
    }

    [Fact]
    public void What_was_moved_is_removed_and_inserted()
    {
        byte[] old = Random(200_000, 4);
        byte[] wanted = [.. old[..50_000], .. old[60_000..150_000], .. old[50_000..60_000], .. old[150_000..]];
        ArrayRealignment found = NDArray.Array(old).Realign(NDArray.Array(wanted));
        Assert.Equal((10_000L, 10_000L, 0L), (found.Inserted, found.Removed, found.Changed));
    }

    [Fact]
    public void A_change_among_zeros_is_one()
    {
        byte[] old = new byte[1_000_000], wanted = new byte[1_000_000];
        wanted[400_000] = 1;
        wanted[700_000] = 2;
        ArrayRealignment found = NDArray.Array(old).Realign(NDArray.Array(wanted));
        Assert.Equal((0L, 0L, 2L, 2L), (found.Inserted, found.Removed, found.Changed, found.RangeCount));
    }

    [Fact]
    public void Elements_and_rows_are_compared_whole()
    {
        NDArray old = NDArray.Arange(0, 3000).Reshape(1000, 3);
        NDArray wanted = NDArray.Zeros([960, 3], old.DType);
        wanted[":950"] = old["50:"];
        wanted["950:"] = old[":10"];
        ArrayRealignment found = old.Realign(wanted);
        Assert.Equal([(RealignedKind.Removed, 0L, 50L), (RealignedKind.Inserted, 1000L, 10L)], found.Differences.Select(
            range => (range.Kind, range.ReferenceOffset, range.Length)));
        Assert.True(old.Realign(old.Copy()).Equal);
        Assert.Equal(1, NDArray.Zeros([0], DType.Int32).Realign(NDArray.Zeros([7], DType.Int32)).RangeCount);
    }

    [Fact]
    public void All_are_counted_and_the_first_listed()
    {
        byte[] old = Random(20_000, 5), wanted = [.. old];
        for (int i = 0; i < 10; i++)
        {
            wanted[(i * 1000) + 500] ^= 0xff;
        }
        ArrayRealignment found = NDArray.Array(old).Realign(NDArray.Array(wanted), first: 3);
        Assert.Equal((10L, 3, 10L), (found.RangeCount, found.Differences.Length, found.Changed));
    }

    [Fact]
    public void What_cannot_be_realigned_is_said()
    {
        NDArray array = NDArray.Zeros([4], DType.Int32);
        Assert.Equal("NotRealignable", Assert.Throws<ArgumentException>(() => array.Realign(array.AsType("f4"))).Data[Error.IdKey]);
        Assert.Throws<ArgumentException>(() => array.Realign(array.Reshape(2, 2)));
        Assert.Throws<ArgumentException>(() => array.Reshape(2, 2).Realign(array.Reshape(4, 1)));
        Assert.Throws<ArgumentException>(() => ((NDArray)array["::2"]!).Realign(array));
    }

    [Fact]
    public void The_shortest_edits_are_as_many_as_a_table_says()
        => Gen.Select(Gen.Byte[0, 3].Array[0, 30], Gen.Byte[0, 3].Array[0, 30]).Sample((x, y) =>
        {
            var cost = new int[x.Length + 1, y.Length + 1];
            for (int i = 0; i <= x.Length; i++)
            {
                for (int j = 0; j <= y.Length; j++)
                {
                    cost[i, j] = i == 0 || j == 0 ? i + j
                        : x[i - 1] == y[j - 1] ? cost[i - 1, j - 1]
                        : 1 + Math.Min(cost[i - 1, j], cost[i, j - 1]);
                }
            }
            List<Edit> edits = ShortestEdits.Of(x, y, 1)!;
            Assert.Equal(cost[x.Length, y.Length], edits.Count);
            Assert.Equal(y, Applied(x, y, edits, 1));
        });

    [Fact]
    public void The_longest_chain_is_the_best_of_all()
        => Gen.Select(Gen.Int[0, 9], Gen.Int[1, 5]).Array[1, 8].Sample(items =>
        {
            // Ranges that are apart in both arrays: then a chain keeps all of each.
            List<(long X, long Y, long Length)> matches = [.. items.Select((item, i) => (item.Item1 * 10L, i * 10L, (long)item.Item2))];
            long best = Enumerable.Range(0, 1 << matches.Count)
                .Select(set => matches.Where((_, i) => (set >> i & 1) != 0).ToArray())
                .Where(chain => chain.Zip(chain.Skip(1)).All(pair => pair.First.X < pair.Second.X))
                .Max(chain => chain.Sum(match => match.Length));
            List<(long X, long Y, long Length)> found = Chain.Longest(matches);
            Assert.Equal(best, found.Sum(match => match.Length));
            Assert.All(found.Zip(found.Skip(1)), pair => Assert.True(pair.First.X < pair.Second.X && pair.First.Y < pair.Second.Y));
        });

    private static void AssertMakes(byte[] old, byte[] wanted, int size)
    {
        Edit[] edits = [.. new Realignment(new(Bytes(old)), new(Bytes(wanted)), size).Edits()];
        Assert.Equal(wanted, Applied(old, wanted, edits, size));
        // In order, and with something equal between them.
        Assert.All(edits.Zip(edits.Skip(1)), pair
            => Assert.True(pair.First.XEnd < pair.Second.X && pair.Second.X - pair.First.XEnd == pair.Second.Y - pair.First.YEnd));
        Assert.All(edits, edit => Assert.True(edit.XLength + edit.YLength > 0));
    }

    private static byte[] Applied(byte[] old, byte[] wanted, IEnumerable<Edit> edits, int size)
    {
        List<byte> made = [];
        long at = 0;
        foreach (Edit edit in edits)
        {
            made.AddRange(old[(int)(at * size)..(int)(edit.X * size)]);
            made.AddRange(wanted[(int)(edit.Y * size)..(int)(edit.YEnd * size)]);
            at = edit.XEnd;
        }
        return [.. made, .. old[(int)(at * size)..]];
    }

    private static byte[] Changed(byte[] old, (double Place, double Removed, byte[] Inserted)[] changes)
    {
        byte[] changed = old;
        foreach ((double place, double removed, byte[] inserted) in changes)
        {
            int at = (int)(place * changed.Length), end = Math.Min(changed.Length, at + (int)(removed * 300));
            changed = [.. changed[..at], .. inserted, .. changed[end..]];
        }
        return changed;
    }

    private static byte[] Whole(byte[] bytes, int size) => bytes[..(bytes.Length / size * size)];

    private static ArrayRef Bytes(byte[] bytes) => NDArray.Array(bytes).Ref;

    private static byte[] Repeat(byte value, int count) => [.. Enumerable.Repeat(value, count)];

    private static byte[] Random(int count, int seed)
    {
        byte[] bytes = new byte[count];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }
}
