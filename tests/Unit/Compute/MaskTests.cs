using CsCheck;

namespace MemMap.Tests.Compute;

/// <summary>Masks, and tests of elements by their values: of elements of any size, beside loops.</summary>
public class MaskTests
{
    private static readonly Gen<(int ItemSize, int Count, int Period, int Seed)> Cases
        = Gen.Select(Gen.Int[1, 40], Gen.Int[0, 3000], Gen.OneOfConst(1, 2, 5, 100, 1000, 100_000), Gen.Int[0, int.MaxValue]);

    [Fact]
    public void A_mask_selects_the_elements_that_a_loop_selects() => Cases.Sample((itemSize, count, period, seed) =>
    {
        var random = new Random(seed);
        // All elements of some bytes, or every second one to every thirtieth.
        int step = random.Next(3) == 0 ? 1 : random.Next(2, 31);
        var bytes = new byte[itemSize * count * step];
        random.NextBytes(bytes);
        bool[] truth = [.. Enumerable.Range(0, count).Select(_ => random.Next(period) == 0)];
        NDArray array = (NDArray)NDArray.FromBytes(bytes, [count * step], DType.Flexible(ElementKind.Void, itemSize))[$"::{step}"]!;
        NDArray mask = NDArray.Array(truth);
        byte[] expected = [.. Enumerable.Range(0, count).Where(i => truth[i]).SelectMany(
            i => bytes.AsSpan(i * step * itemSize, itemSize).ToArray())];
        Assert.Equal(expected, ((NDArray)array[mask]!).ToBytes());
        Assert.Equal(expected, ((NDArray)array[mask.Lazy().LogicalNot().LogicalNot()]!).ToBytes());
        Assert.Equal(expected, array.Filter(_ => mask).ToBytes());
    });

    [Theory]
    [InlineData(4)]
    [InlineData(5000)]
    public void A_lazy_bool_of_any_byte_is_true_unless_it_is_0(int count)
    {
        byte[] bytes = [.. Enumerable.Range(0, count).Select(i => (byte)(i % 4 == 0 ? 0 : i % 3 == 0 ? 255 : i))];
        bool[] truth = [.. bytes.Select(value => value != 0)];
        long[] places = [.. Enumerable.Range(0, count).Where(i => truth[i]).Select(i => (long)i)];
        NDArray bools = NDArray.FromBytes(bytes, [count], DType.Bool), numbers = NDArray.FromBytes(bytes, [count], DType.UInt8);
        foreach (NDArray mask in new[]
        {
            bools.Lazy().AsType("?"), (numbers.Lazy() + NDArray.Array(0, DType.UInt8)).View(DType.Bool), bools.Lazy().Reshape(count),
        })
        {
            Assert.Equal(places, (long[])((NDArray)NDArray.Arange(count)[mask]!).ToArray());
            Assert.Equal(truth.Select(value => !value), (bool[])mask.LogicalNot().ToArray());
            Assert.Equal(Enumerable.Repeat(true, count), (bool[])mask.Eq(NDArray.Array(truth)).ToArray());
            Assert.Equal((long)places.Length, mask.CountNonZero());
        }
    }

    [Fact]
    public void A_test_of_values_is_remembered_for_each_of_them()
        => Gen.Select(Gen.Int[1, 20], Gen.Int[0, 20_000], Gen.Int[1, 20_000], Gen.Int[0, int.MaxValue]).Sample(
            (itemSize, count, distinct, seed) =>
            {
                var random = new Random(seed);
                var values = new byte[distinct][];
                for (int i = 0; i < distinct; i++)
                {
                    values[i] = new byte[itemSize];
                    // Among others those with zeros only.
                    random.NextBytes(values[i].AsSpan(random.Next(itemSize + 1)));
                }
                byte[][] elements = [.. Enumerable.Range(0, count).Select(_ => values[random.Next(distinct)])];
                NDArray array = NDArray.FromBytes(
                    [.. elements.SelectMany(static element => element)], [count], DType.Flexible(ElementKind.Void, itemSize));
                bool Holds(byte[] element) => element.Aggregate(seed, static (hash, b) => (hash * 31) + b) % 3 == 0;
                bool[] expected = [.. elements.Select(Holds)];
                Assert.Equal(expected, (bool[])array.Test(value => Holds((byte[])value!)).ToArray());
            },
            iter: 60);
}
