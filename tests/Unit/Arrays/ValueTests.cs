using System.Numerics;
using System.Numerics.Tensors;
using CsCheck;

namespace MemMap.Tests.Arrays;

/// <summary>Elements as .NET values, and .NET values as elements.</summary>
public class ValueTests
{
    [Fact]
    public void ToArray_gives_typed_arrays()
    {
        Assert.Equal(new[,] { { "a", "" }, { "", "bc" } }, NDArray.Array(new object[] { new[] { "a", "" }, new[] { "", "bc" } }).ToArray());
        Assert.Equal(new Complex[] { new(1, 2) }, NDArray.Array(new Complex[] { new(1, 2) }).AsType(">c8").ToArray());
        Assert.Equal(new DateTime?[] { DateTime.UnixEpoch, null }, NDArray.Array(new object?[] { DateTime.UnixEpoch, null }).ToArray());
        Assert.Equal(new TimeSpan?[] { TimeSpan.FromSeconds(2) }, NDArray.Array(new[] { 2 }).AsType("m8[s]").ToArray());
        Assert.IsType<object[]>(NDArray.Array(new[] { 2, long.MaxValue }).AsType("M8[D]").ToArray());
        Assert.Equal(new byte[][] { [1, 2], [3, 4] }, NDArray.Array(new byte[] { 1, 2, 3, 4 }).View("V2").ToArray());
        Assert.Equal(new[] { false, true }, NDArray.Array(new byte[] { 0, 7 }).View("?").ToArray());
        Assert.Equal(new short[,] { { 0, 2 }, { 1, 3 } }, NDArray.Arange(0, 4, 1, ">i2").Reshape(2, 2).T.ToArray());
        Assert.IsType<Record>(NDArray.Zeros([1], "i4,i4").ToArray().GetValue(0));
    }

    [Fact]
    public void ToBytes_keeps_the_byte_order()
        => Assert.Equal([0, 1, 0, 2], NDArray.Array(new[] { 1, 2 }).AsType(">i2").ToBytes());

    [Fact]
    public void Item_counts_in_C_order_or_takes_all_indices()
    {
        NDArray array = NDArray.Arange(0, 12, 1, DType.Int32).Reshape(4, 3).T;
        Assert.Equal((9, 5, 11), (array.Item(3), array.Item(2, 1), array.Item(-1)));
        Assert.Equal("index 12 is out of bounds for size 12", Assert.Throws<IndexOutOfRangeException>(() => array.Item(12)).Message);
        Assert.Throws<IndexOutOfRangeException>(() => array.Item(1, 2, 3));
        Assert.Throws<ArgumentException>(() => array.Item());
        Assert.Equal(7, NDArray.Array(new[] { 7 }).Reshape(1, 1).Item());
    }

    [Fact]
    public void Take_is_indexing_along_an_axis()
    {
        NDArray array = NDArray.Arange(0, 12, 1, DType.Int32).Reshape(3, 4);
        Assert.Equal(new[] { 0, 11 }, array.Take(new[] { 0, -1 }).ToArray());
        Assert.Equal(new[] { 2, 6, 10 }, array.Take(2, 1).ToArray());
        Assert.Equal([3, 1, 2], array.Take(new object[] { new[] { 0, -1 } }, 1).Shape);
        Assert.Equal([0], array.Take(Array.Empty<object>()).Shape);
        Assert.Equal("index 4 is out of bounds for axis 1 with size 4",
            Assert.Throws<IndexOutOfRangeException>(() => array.Take(4, 1)).Message);
        Assert.Throws<IndexOutOfRangeException>(() => NDArray.Zeros([0], "i4").Take(new[] { 0 }));
        Assert.Throws<ArgumentException>(() => array.Take(0, 2));
    }

    [Fact]
    public void Where_broadcasts_and_promotes()
    {
        NDArray condition = NDArray.Array(new object[] { new object[] { 1 }, new object[] { 0 } });
        Assert.Equal(
            new float[,] { { 1, 2 }, { 3, 4 } },
            NDArray.Where(condition, NDArray.Array(new short[] { 1, 2 }), NDArray.Array(new float[] { 3, 4 })).ToArray());
        Assert.Equal(
            new[] { 1f, 0.5f }, NDArray.Where(NDArray.Array(new[] { true, false }), NDArray.Array(new float[] { 1, 2 }), 0.5).ToArray());
        Assert.Equal(
            new[] { "a", "x" }, NDArray.Where(NDArray.Array(new[] { true, false }), "a", NDArray.Array(new[] { "bcd", "x" })).ToArray());
    }

    [Fact]
    public void NonZero_finds_what_any_view_holds()
        => Samples.Views.Sample(
            sample =>
            {
                long[][] expected = [.. Model.Tuples(sample.Model.Shape).Where((_, i) => sample.Model.Values[i] != 0)];
                var table = (long[,])sample.Array.ArgWhere().ToArray();
                return table.GetLength(0) == expected.Length
                    && expected.Index().All(row => row.Item.Index().All(cell => table[row.Index, cell.Index] == cell.Item));
            },
            iter: 10_000);

    [Fact]
    public void NonZero_knows_text_and_records()
    {
        Assert.Equal(new[] { 1L }, NDArray.Array(new[] { "", "a" }).NonZero()[0].ToArray());
        Assert.Equal(
            new[] { 1L }, NDArray.Array(new object[] { new object[] { 0, -0.0 }, new object[] { 1, 0 } }, "i4,f4").NonZero()[0].ToArray());
        Assert.Equal(new[] { 0L }, NDArray.Array(5).NonZero()[0].ToArray());
    }

    [Fact]
    public void A_span_is_the_memory_itself()
    {
        NDArray array = NDArray.Arange(0, 6, 1, DType.Int32).Reshape(2, 3);
        using (ArraySpan<int> span = array.AsSpan<int>())
        {
            span.Span[5] = 50;
            Assert.Equal(65, TensorPrimitives.Sum<int>(span.Span) + 5);
        }
        using (ArrayTensorSpan<int> tensor = ((NDArray)array[":,::2"]!).T.Copy().T.AsTensorSpan<int>())
        {
            Assert.Equal(50, tensor.Tensor[1, 1]);
        }
        using (ArrayTensorSpan<int> tensor = ((NDArray)array[":,:2"]!).AsTensorSpan<int>())
        {
            Assert.Equal(4, tensor.Tensor[1, 1]);
            tensor.Tensor[0, 0] = -1;
        }
        Assert.Equal(-1, array[0, 0]);
        Assert.Throws<ArgumentException>(() => { using ArraySpan<float> wrong = array.AsSpan<float>(); });
        Assert.Throws<ArgumentException>(() => { using ArraySpan<int> strided = array.T.AsSpan<int>(); });
        Assert.Throws<ArgumentException>(() => { using ArraySpan<int> swapped = array.AsType(">i4").AsSpan<int>(); });
        Assert.Throws<ArgumentException>(
            () => { using ArrayTensorSpan<int> interleaved = ((NDArray)array[":,::2"]!).AsTensorSpan<int>(); });
        Assert.Throws<ArgumentException>(() => { using ArrayTensorSpan<int> reversed = ((NDArray)array["::-1"]!).AsTensorSpan<int>(); });
    }

    [Fact]
    public void Lists_of_arrays_stack()
    {
        NDArray stacked = NDArray.Array(new object[] { NDArray.Array(new short[] { 1, 2 }), NDArray.Array(new float[] { 3, 4 }) });
        Assert.Equal((DType.Float32, "float32"), (stacked.DType, stacked.DType.Name));
        Assert.Equal(new float[,] { { 1, 2 }, { 3, 4 } }, stacked.ToArray());
        Assert.Throws<ArgumentException>(() => NDArray.Array(new object[] { new[] { 1, 2 }, new[] { 3 } }));
        Assert.Throws<ArgumentException>(() => NDArray.Array(new object[] { 1, new object[] { 2 } }));
        Assert.Throws<ArgumentException>(() => NDArray.Array(new object?[] { 1, null }));
        Assert.Equal("<U21", NDArray.Array(new object[] { 1, "abc" }).DType.Str);
        Assert.Equal("<U3", NDArray.Array(new[] { "ab", "abc" }, "U").DType.Str);
        Assert.Equal(new byte[][] { [1, 2, 0] }, NDArray.Array(new object[] { new byte[] { 1, 2 } }, "V3").ToArray());
    }
}
