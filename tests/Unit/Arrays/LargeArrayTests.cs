namespace MemMap.Tests.Arrays;

/// <summary>What small arrays don't reach: several chunks and threads, tiles, and the vector paths of kernels.</summary>
public class LargeArrayTests
{
    private const int Items = 1_500_007;

    private static NDArray Numbers(string code) => (NDArray.Arange(0, Items) * 7 % 1009).AsType(DType.Parse(code));

    private static double At(int i) => i * 7L % 1009;

    [Theory]
    [InlineData("u1")]
    [InlineData(">i2")]
    [InlineData("f4")]
    [InlineData("f8")]
    [InlineData("c16")]
    [InlineData("S3")]
    public void A_mask_picks_and_puts_across_chunks(string code)
    {
        NDArray array = NDArray.Arange(0, Items).AsType(DType.Parse(code == "S3" ? "S7" : code));
        NDArray mask = NDArray.Arange(0, Items).AsType("i8");
        mask = (mask % 3).Eq(0);
        var taken = (NDArray)array.GetItem([mask])!;
        Assert.Equal([(Items + 2) / 3], taken.Shape);
        // The same elements by a slice, so no mask is tested with a mask.
        Assert.Equal(((NDArray)array.GetItem(["::3"])!).ToBytes(), taken.ToBytes());

        NDArray doubled = NDArray.Zeros(array.Shape, array.DType);
        doubled.SetItem([mask], taken);
        Assert.Equal(taken.ToBytes(), ((NDArray)doubled.GetItem(["::3"])!).ToBytes());
        var rest = (NDArray)doubled.GetItem(["1::3"])!;
        Assert.Equal(NDArray.Zeros(rest.Shape, rest.DType).ToBytes(), rest.ToBytes());

        doubled.SetItem([mask], 1);
        object? one = NDArray.Array(1, array.DType).Item();
        Assert.All([0, 3, Items - 1 - ((Items - 1) % 3)], i => Assert.Equal(one, doubled.GetItem([i])));
    }

    [Fact]
    public void A_mask_of_the_wrong_count_changes_nothing()
    {
        NDArray array = NDArray.Arange(0, Items);
        NDArray mask = array.Lt(10);
        Assert.Throws<ArgumentException>(() => array.SetItem([mask], NDArray.Arange(0, 9)));
        Assert.Equal((long)Items * (Items - 1) / 2, array.Sum());
    }

    [Fact]
    public void A_mask_that_lies_in_the_target_is_read_before_it_changes()
    {
        NDArray array = NDArray.Array(Enumerable.Range(0, 1000).Select(i => i % 3 == 0).ToArray());
        array.SetItem([array], false);
        Assert.False((bool)array.Any()!);
    }

    [Theory]
    [InlineData("u1")]
    [InlineData("f4")]
    [InlineData(">f4")]
    [InlineData("i8")]
    [InlineData("c16")]
    public void A_transpose_is_copied_in_tiles(string code)
    {
        const int Rows = 1031, Columns = 777;
        NDArray array = NDArray.Arange(0, Rows * Columns).AsType(DType.Parse(code)).Reshape(Rows, Columns);
        NDArray copy = array.T.Copy();
        Assert.True(copy.IsContiguous);
        // Element by element on a grid that hits the borders of tiles.
        for (int i = 0; i < Columns; i += 37)
        {
            for (int j = 0; j < Rows; j += 41)
            {
                Assert.Equal(array.GetItem([j, i]), copy.GetItem([i, j]));
            }
        }
        Assert.Equal(array.ToBytes(), copy.T.ToBytes());
        Assert.Equal((array + array.T.Copy().T).ToBytes(), (array + array).ToBytes());
    }

    [Theory]
    [InlineData("?")]
    [InlineData("i1")]
    [InlineData("u1")]
    [InlineData("i2")]
    [InlineData(">u2")]
    [InlineData("i4")]
    [InlineData("u4")]
    [InlineData("i8")]
    [InlineData("u8")]
    [InlineData("f2")]
    [InlineData("f4")]
    [InlineData(">f4")]
    [InlineData("f8")]
    public void Relations_hold_for_long_arrays_as_for_their_elements(string code)
    {
        var dtype = DType.Parse(code);
        var random = new Random(1);
        int count = 333, limit = code == "?" ? 2 : 5;
        double[] x = [.. Enumerable.Range(0, count).Select(_ => (double)random.Next(limit))],
            y = [.. x.Select(v => (double)random.Next(limit))];
        NDArray a = NDArray.Array(x).AsType(dtype), b = NDArray.Array(y).AsType(dtype);
        if (dtype.IsFloating)
        {
            x[40] = double.NaN;
            a.SetItem([40], double.NaN);
        }
        (Func<NDArray> Relation, Func<double, double, bool> Expected)[] relations =
        [
            (() => a.Lt(b), (p, q) => p < q), (() => a.Le(b), (p, q) => p <= q), (() => a.Eq(b), (p, q) => p == q),
            (() => a.Ne(b), (p, q) => p != q), (() => a.Ge(b), (p, q) => p >= q), (() => a.Gt(b), (p, q) => p > q),
        ];
        foreach ((Func<NDArray> relation, Func<double, double, bool> expected) in relations)
        {
            Assert.Equal(x.Zip(y, expected), (bool[])relation().ToArray());
        }
    }

    [Fact]
    public void Many_elements_are_taken_by_several_threads_in_their_order()
    {
        NDArray array = Numbers("f4");
        NDArray index = NDArray.Arange(Items - 1, -1, -3);
        var taken = (NDArray)array.GetItem([index])!;
        Assert.Equal(((NDArray)array.GetItem(["::-3"])!).ToBytes(), taken.ToBytes());
    }

    [Fact]
    public void Results_do_not_depend_on_how_chunks_are_shared_among_threads()
    {
        NDArray array = Numbers("f4").Sqrt();
        object? sum = array.Sum(), deviation = array.Std();
        for (int i = 0; i < 5; i++)
        {
            Assert.Equal(sum, array.Sum());
            Assert.Equal(deviation, array.Std());
        }
        Assert.Equal(Enumerable.Range(0, Items).Sum(i => (double)(float)Math.Sqrt(At(i))), Convert.ToDouble(sum, null), 1e2);
    }

    [Fact]
    public void A_sum_of_float32_ones_is_exact()
    {
        NDArray ones = NDArray.Zeros([1 << 25], DType.Float32);
        ones.Fill(1);
        Assert.Equal(33554432f, ones.Sum());
        Assert.Equal(11184811f, ((NDArray)ones.GetItem(["::3"])!).Sum());
        Assert.Equal(1f, ones.Mean());
    }

    [Fact]
    public void Bytes_of_a_bool_file_other_than_0_and_1_are_true()
    {
        NDArray bools = NDArray.Array(new byte[] { 0, 1, 2, 255 }).View("?");
        Assert.Equal(3L, bools.Sum());
        Assert.Equal([false, true, true, true], (bool[])bools.Eq(true).ToArray());
        Assert.Equal(3L, bools.CountNonZero());
    }

    [Fact]
    public void Values_may_be_a_slice_of_another_array()
    {
        NDArray values = (NDArray)NDArray.Arange(0, 40).Reshape(10, 4).GetItem(["4:6"])!, target = NDArray.Zeros([5, 4], DType.Int64);
        target.SetItem([new[] { 3, 1 }], values);
        Assert.Equal([.. new long[4], 20, 21, 22, 23, .. new long[4], 16, 17, 18, 19, .. new long[4]], (long[])target.Ravel().ToArray());
        NDArray flat = NDArray.Zeros([5], DType.Int64);
        flat.SetItem([new[] { 3, 1 }], NDArray.Arange(0, 9).GetItem(["5:7"]));
        Assert.Equal([0, 6, 0, 5, 0], (long[])flat.ToArray());
    }
}
