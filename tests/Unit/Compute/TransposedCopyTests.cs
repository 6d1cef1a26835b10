using CsCheck;

namespace MemMap.Tests.Compute;

/// <summary>Copies between two memory orders, against the elements one by one.</summary>
public class TransposedCopyTests
{
    private static readonly Gen<(int[] Shape, string Code, int Step, int First)> Cases = Gen.Select(
        Gen.Int[1, 40].Array[2, 3], Gen.OneOfConst("u1", ">i2", "f4", "i8", "c16", "S8"), Gen.Int[1, 2], Gen.Int[0, 5]);

    [Fact]
    public void Transposes_are_copied_as_element_by_element()
        => Cases.Sample(
            c =>
            {
                long size = c.Shape.Aggregate(1L, (product, length) => product * length);
                NDArray elements = NDArray.Arange(0, size * c.Step).AsType(c.Code);
                NDArray array = ((NDArray)elements[$"::{c.Step}"]!).Reshape([.. c.Shape.Select(length => (long)length)]);
                int[] order = [.. Enumerable.Range(0, c.Shape.Length)];
                new Random(c.First).Shuffle(order);
                NDArray turned = array.Transpose(order), copy = turned.Copy();
                Assert.True(copy.IsContiguous);
                // Into an array of another order, between elements that stay.
                NDArray room = NDArray.Zeros([.. turned.Shape.Append(2)], c.Code), target = (NDArray)room["..., 1"]!;
                target["..."] = turned;
                byte[] expected = NDArray.Array(Numbers(c.Shape, order, c.Step)).AsType(c.Code).ToBytes();
                Assert.True(expected.AsSpan().SequenceEqual(copy.ToBytes()));
                Assert.True(expected.AsSpan().SequenceEqual(target.ToBytes()));
                Assert.False(((NDArray)room["..., 0"]!).ToBytes().AsSpan().ContainsAnyExcept((byte)0));
            },
            iter: 300);

    [Theory]
    [InlineData(1000, 700)]
    [InlineData(2048, 513)]
    public void Large_ones_are_copied_by_all_threads(int rows, int columns)
        => Threads.Each(() =>
        {
            NDArray array = NDArray.Arange(0, (long)rows * columns).Reshape(rows, columns), copy = array.T.Copy();
            Assert.True(Numbers([rows, columns], [1, 0], 1).AsSpan().SequenceEqual((long[])copy.Ravel().ToArray()));
        });

    /// <summary>The elements of a range in some shape, with its axes in another order.</summary>
    private static long[] Numbers(int[] shape, int[] order, int step)
    {
        var strides = new long[shape.Length];
        long size = step;
        for (int axis = shape.Length - 1; axis >= 0; axis--)
        {
            (strides[axis], size) = (size, size * shape[axis]);
        }
        IEnumerable<long> numbers = [0];
        foreach (int axis in order)
        {
            numbers = [.. numbers.SelectMany(first => Enumerable.Range(0, shape[axis]).Select(i => first + (i * strides[axis])))];
        }
        return [.. numbers];
    }
}
