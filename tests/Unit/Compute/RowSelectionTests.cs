using CsCheck;
using MemMap.Tests.Arrays;

namespace MemMap.Tests.Compute;

/// <summary>One array of integers as the whole index: what it selects is moved by a path of its own.</summary>
public class RowSelectionTests
{
    private const int Many = 1_200_011;

    /// <summary>An index for each row count: any integer dtype, byte order and layout, with negative and repeated indices.</summary>
    private static Gen<(NDArray Index, long[] Rows)> Indices(long rows)
        => Gen.Select(Samples.Views, Gen.Int[0, int.MaxValue], (sample, seed) =>
        {
            NDArray array = sample.Array.DType.IsInteger ? sample.Array : sample.Array.AsType(DType.Int16);
            var random = new Random(seed);
            bool isSigned = array.DType.IsSigned;
            double[] values = [.. sample.Model.Values.Select(_ => (double)random.NextInt64(isSigned ? -rows : 0, rows))];
            Samples.Write(array, values);
            // What views share, the last value that was written has.
            return (array, Samples.Read(array).Select(value => (long)value < 0 ? (long)value + rows : (long)value).ToArray());
        });

    private static readonly Gen<Sample> Arrays = Samples.Views.Where(sample => sample.Array.NDim > 0 && sample.Model.Shape[0] > 0);

    [Fact]
    public void Rows_are_those_of_an_index_one_by_one()
        => Arrays.SelectMany(sample => Indices(sample.Model.Shape[0]).Select(index => (sample, index))).Sample(
            pair =>
            {
                (Sample sample, (NDArray index, long[] rows)) = pair;
                long[] rest = sample.Model.Shape[1..];
                var taken = (NDArray)sample.Array.GetItem([index])!;
                long width = Model.Product(rest);
                return taken.Shape.SequenceEqual([.. index.Shape, .. rest])
                    && Samples.Read(taken)
                        .SequenceEqual(rows.SelectMany(row => sample.Model.Values.Skip((int)(row * width)).Take((int)width)));
            },
            iter: 3000);

    [Fact]
    public void Of_values_for_the_same_row_the_last_one_stays()
        => Arrays.SelectMany(sample => Indices(sample.Model.Shape[0]).Select(index => (sample, index))).Sample(
            pair =>
            {
                (Sample sample, (NDArray index, long[] rows)) = pair;
                int width = (int)Model.Product(sample.Model.Shape[1..]);
                // Numbers that the narrowest field of the samples holds, which is nine bits wide: what is written is read again.
                NDArray value = (NDArray.Arange(0, rows.Length * width) % 512)
                    .Reshape([.. index.Shape, .. sample.Model.Shape[1..]]).AsType(sample.Array.DType);
                double[] values = Samples.Read(value), expected = [.. sample.Model.Values];
                for (int i = 0; i < rows.Length; i++)
                {
                    values.AsSpan(i * width, width).CopyTo(expected.AsSpan((int)rows[i] * width));
                }
                sample.Array.SetItem([index], value);
                return Samples.Read(sample.Array).SequenceEqual(expected);
            },
            iter: 3000);

    [Theory]
    [InlineData("u1")]
    [InlineData(">i2")]
    [InlineData("f4")]
    [InlineData("f8")]
    [InlineData("S3")]
    public void Many_rows_go_to_their_places_whatever_the_number_of_threads(string code)
    {
        var random = new Random(1);
        long[] rows = [.. Enumerable.Range(0, Many).Select(_ => random.NextInt64(-100_000, 100_000))];
        NDArray index = NDArray.Array(rows), values = NDArray.Arange(0, Many).AsType(DType.Parse(code == "S3" ? "S7" : code));
        var last = new long[100_000];
        for (int i = 0; i < Many; i++)
        {
            last[rows[i] < 0 ? rows[i] + 100_000 : rows[i]] = i;
        }
        byte[] expected = ((NDArray)values.GetItem([NDArray.Array(last)])!).ToBytes();
        Threads.Each(() =>
        {
            NDArray target = NDArray.Zeros([100_000], values.DType);
            target.SetItem([index], values);
            Assert.Equal(expected, target.ToBytes());
            Assert.Equal(
                ((NDArray)target.GetItem(["::-1"])!).ToBytes(), ((NDArray)target.GetItem([NDArray.Arange(99_999, -1, -1)])!).ToBytes());
        });
    }

    [Theory]
    [InlineData(100_000)]
    [InlineData(-100_001)]
    public void An_index_out_of_bounds_is_told_and_nothing_is_written(long outside)
    {
        NDArray index = NDArray.Arange(0, Many) % 100_000, target = NDArray.Zeros([100_000], DType.Float32);
        index.SetItem([600_000], outside);
        index.SetItem([1_100_000], 999_999);
        string message = $"index {outside} is out of bounds for axis 0 with size 100000";
        Assert.Equal(message, Assert.Throws<IndexOutOfRangeException>(() => target.SetItem([index], 1)).Message);
        Assert.Equal(0f, target.Max());
        Assert.Equal(message, Assert.Throws<IndexOutOfRangeException>(() => target.GetItem([index])).Message);
    }

    [Fact]
    public void Indices_that_lie_in_the_target_are_read_before_they_change()
    {
        NDArray array = NDArray.Array(new long[] { 1, 2, 3, 0 });
        array.SetItem([array], NDArray.Array(new long[] { 10, 20, 30, 40 }));
        Assert.Equal([40L, 10, 20, 30], (long[])array.ToArray());
    }

    [Fact]
    public void An_empty_array_has_no_row()
    {
        NDArray empty = NDArray.Zeros([0], DType.Int32);
        Assert.Throws<IndexOutOfRangeException>(() => empty.GetItem([NDArray.Array(new[] { 0 })]));
        Assert.Equal([0L], ((NDArray)empty.GetItem([NDArray.Zeros([0], DType.Int64)])!).Shape);
    }
}
