using CsCheck;

namespace MemMap.Tests.Compute;

/// <summary>Copies between two memory orders, against the elements one by one.</summary>
public class TransposedCopyTests
{
    private static readonly Gen<(int[] Shape, string Code, int Step, int First)> Cases = Gen.Select(
        Gen.Int[1, 90].Array[2, 3], Gen.OneOfConst("u1", ">i2", "f4", "i8", "c16", "S8"), Gen.Int[1, 2], Gen.Int[0, 5]);

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
                Assert.Equal(turned.ToArray().Cast<object?>(), copy.ToArray().Cast<object?>());
                Assert.Equal(copy.ToBytes(), target.ToBytes());
                Assert.DoesNotContain(((NDArray)room["..., 0"]!).ToBytes(), value => value != 0);
                long[] index = [.. turned.Shape.Select(length => c.First % length)];
                Assert.Equal(turned.Item(index), copy.Item(index));
                Assert.Equal(array.Item([.. order.Select((_, axis) => index[Array.IndexOf(order, axis)])]), copy.Item(index));
            },
            iter: 300);

    [Theory]
    [InlineData(1000, 700)]
    [InlineData(2048, 513)]
    public void Large_ones_are_copied_by_all_threads(int rows, int columns)
        => Threads.Each(() =>
        {
            NDArray array = NDArray.Arange(0, (long)rows * columns).Reshape(rows, columns), copy = array.T.Copy();
            long[] numbers = (long[])copy.Ravel().ToArray();
            Assert.Equal(
                Enumerable.Range(0, columns).SelectMany(column => Enumerable.Range(0, rows).Select(row => ((long)row * columns) + column)),
                numbers);
        });
}
