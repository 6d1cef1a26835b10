using CsCheck;

namespace MemMap.Tests.Compute;

/// <summary>Partial order: the elements at some positions are those of the sorted line, whatever the others' order.</summary>
public class RankTests
{
    // Longer than lines that are sorted whole.
    private const int Length = (int)MemMap.Compute.Partition.ShortLine + 1000;

    private static readonly string[] Codes = [.. SpecialValues.Codes, ">f4", ">i8", "bfloat16", "S2"];

    [Fact]
    public void Elements_at_positions_are_those_of_the_sorted_line()
        => Gen.Select(Gen.OneOfConst(Codes), Gen.Int[-Length, Length - 1].Array[1, 4], Gen.Int[1, 3], Gen.Int[0, int.MaxValue]).Sample(
            (code, kth, lines, seed) =>
            {
                NDArray array = Elements(code, lines, new Random(seed));
                NDArray ordered = array.Sort(1), found = array.Partition(kth), order = array.ArgPartition(kth);
                AssertArranged(ordered, found, kth);
                AssertArranged(ordered, array.TakeAlongAxis(order, 1), kth);
                Assert.True(order.Sort(1).Eq(NDArray.Arange(Length)).All() is true);
                AssertArranged(ordered, array.T.Partition(kth, 0).T, kth);
                AssertArranged(ordered["0"] is NDArray first ? first : ordered, ((NDArray)array["0"]!).Lazy().Partition(kth, null), kth);
            },
            iter: 40);

    [Fact]
    public void Equal_elements_keep_their_order_in_the_positions()
    {
        NDArray array = (NDArray.Arange(Length) * 7919 % 5).AsType(DType.Int16);
        var order = (long[])array.ArgPartition(Length / 2).ToArray();
        var values = (short[])array.Take(NDArray.Array(order)).ToArray();
        for (int i = 1; i < order.Length; i++)
        {
            Assert.True(values[i] != values[i - 1] || values[i] != 2 || order[i] > order[i - 1]);
        }
    }

    /// <summary>Lines of elements of which many are equal, with one and the same NaN and zero.</summary>
    private static NDArray Elements(string code, int lines, Random random)
    {
        DType dtype = DType.Parse(code);
        int count = lines * Length;
        var bytes = new byte[count * dtype.ItemSize];
        random.NextBytes(bytes);
        string plain = SpecialValues.Codes.Contains(code) ? code : "u1";
        NDArray special = SpecialValues.Of(plain), any = dtype.Kind == ElementKind.Bool
            ? NDArray.FromBytes([.. bytes.Select(b => (byte)(b & 1))], [count], dtype) : NDArray.FromBytes(bytes, [count], dtype);
        NDArray some = special.Take(NDArray.FromBytes(bytes[..count], [count], DType.UInt8) % special.Size);
        NDArray mixed = code == "S2" ? any : NDArray.Where(NDArray.Arange(count) * random.Next(1, 1000) % 3, any, some.AsType(dtype));
        if (mixed.DType.IsFloating || mixed.DType.IsComplex)
        {
            mixed += 0;
            mixed.SetItem([mixed.IsNaN()], double.NaN);
        }
        return mixed.Reshape(lines, Length).AsType(dtype);
    }

    private static void AssertArranged(NDArray ordered, NDArray found, int[] kth)
    {
        NDArray expected = ordered.Reshape(-1, Length), actual = found.Reshape(-1, Length);
        int[] ends = [.. kth.Select(k => k < 0 ? k + Length : k).Distinct().Order()];
        int from = 0;
        foreach (int end in (int[])[.. ends.SelectMany(k => new[] { k, k + 1 }), Length])
        {
            NDArray part = ((NDArray)actual[$":, {from}:{end}"]!).Sort(1);
            Assert.Equal(((NDArray)expected[$":, {from}:{end}"]!).ToBytes(), part.ToBytes());
            from = end;
        }
    }
}
