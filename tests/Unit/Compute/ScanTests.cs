using CsCheck;
using MemMap.Compute;
using MemMap.Tests.Arrays;

namespace MemMap.Tests.Compute;

/// <summary>Running results of lines that are long enough for threads to share them.</summary>
public class ScanTests
{
    private const int Least = (int)BlockLoop.ParallelItems, Most = 5 * (int)BlockLoop.ChunkItems;

    private static readonly Gen<(int Length, int Seed, int Step)> Lines = Gen.Select(Gen.Int[Least, Most], Gen.Int[0, 1000], Gen.Int[1, 3]);

    [Fact]
    public void Integers_are_summed_and_multiplied_as_by_one_thread()
        => Lines.Sample(
            line =>
            {
                NDArray all = Random(line.Length * line.Step, line.Seed), array = (NDArray)all[$"::{line.Step}"]!;
                long[] values = [.. ((int[])array.ToArray()).Select(value => (long)value)];
                long[] sums = Naive(values, static (state, value) => state + value);
                long[] products = Naive(values, static (state, value) => state * value);
                Threads.Each(() =>
                {
                    Assert.True(sums.AsSpan().SequenceEqual((long[])array.CumSum().ToArray()));
                    Assert.True(products.AsSpan().SequenceEqual((long[])array.CumProd().ToArray()));
                });
            },
            iter: 3, threads: 1);

    [Fact]
    public void Extremes_of_floats_go_on_and_the_first_NaN_stays()
        => Gen.Select(Lines, Gen.Int[-1, 2 * Most]).Sample(
            (line, nan) =>
            {
                float[] values = [.. ((int[])Random(line.Length, line.Seed).ToArray()).Select(value => value / 7f)];
                values[line.Length / 2] = -0f;
                if (nan >= 0 && nan < values.Length)
                {
                    values[nan] = float.NaN;
                }
                NDArray array = NDArray.Array(values);
                byte[] most = NDArray.Array(Naive(values, MathF.Max)).ToBytes(), least = NDArray.Array(Naive(values, MathF.Min)).ToBytes();
                Threads.Each(() =>
                {
                    Assert.True(most.AsSpan().SequenceEqual(array.MaximumAccumulate().ToBytes()));
                    Assert.True(least.AsSpan().SequenceEqual(array.MinimumAccumulate().ToBytes()));
                });
            },
            iter: 3, threads: 1);

    [Fact]
    public void Sums_replace_their_own_elements_and_go_along_one_of_two_axes()
        => Threads.Each(() =>
        {
            NDArray array = Random(Least + 5, 1).AsType(DType.Int64), expected = array.CumSum();
            array.CumSum(0, array);
            Assert.True(expected.ToBytes().AsSpan().SequenceEqual(array.ToBytes()));
            NDArray columns = Random(2 * (Least + 1), 2).Reshape(Least + 1, 2), sums = columns.CumSum(0);
            byte[] second = ((NDArray)columns[":", 1]!).Copy().CumSum().ToBytes();
            Assert.True(second.AsSpan().SequenceEqual(((NDArray)sums[":", 1]!).ToBytes()));
        });

    [Theory]
    [InlineData("f4", 61, 9001)]
    [InlineData("f8", 4099, 129)]
    [InlineData("i2", 300, 2048)]
    [InlineData(">i8", 150_000, 4)]
    [InlineData("m8[s]", 9, 65_537)]
    [InlineData("c16", 70, 8000)]
    public void Lines_across_the_rows_are_those_one_by_one(string code, int rows, int columns)
    {
        NDArray array = Random(rows * columns, 4).AsType(DType.Int64).AsType(DType.Parse(code)).Reshape(rows, columns);
        Func<NDArray, int, NDArray>[] scans = [
            static (x, axis) => x.CumSum(axis), static (x, axis) => x.MaximumAccumulate(axis),
            static (x, axis) => x.MinimumAccumulate(axis)];
        foreach (Func<NDArray, int, NDArray> scan in scans)
        {
            // Along the last axis of a copy that is transposed, each line lies in one piece.
            byte[] expected = scan(array.T.Copy(), 1).T.ToBytes();
            Threads.Each(() => Assert.True(expected.AsSpan().SequenceEqual(scan(array, 0).ToBytes())));
        }
    }

    [Fact]
    public void Lines_of_any_view_are_those_one_by_one()
        => Gen.Select(Samples.Views.Where(sample => sample.Array is { NDim: > 1, Size: > 0 } array && array.DType.IsNumeric), Gen.Int[0, 9])
            .Sample(
                (sample, at) =>
                {
                    int axis = at % sample.Array.NDim, last = sample.Array.NDim - 1;
                    NDArray lines = sample.Array.MoveAxis([axis], [last]);
                    NDArray inOrder = NDArray.Zeros(lines.Shape, lines.DType.AsNative());
                    inOrder.SetItem(["..."], lines);
                    return sample.Array.CumSum(axis).ToBytes().SequenceEqual(inOrder.CumSum(last).MoveAxis([last], [axis]).ToBytes())
                        && sample.Array.CumProd(axis).ToBytes().SequenceEqual(inOrder.CumProd(last).MoveAxis([last], [axis]).ToBytes())
                        && sample.Array.MaximumAccumulate(axis).ToBytes()
                            .SequenceEqual(inOrder.MaximumAccumulate(last).MoveAxis([last], [axis]).ToBytes());
                },
                iter: 1000);

    [Fact]
    public void A_stop_ends_all_threads()
        => Threads.Each(() =>
        {
            NDArray array = Random(Most, 3);
            using IDisposable scope = Interruption.Use(new CancellationToken(canceled: true));
            Assert.ThrowsAny<OperationCanceledException>(() => array.CumSum());
        });

    private static NDArray Random(int length, int seed)
    {
        Random random = new(seed);
        return NDArray.Array(Enumerable.Range(0, length).Select(_ => random.Next(-1000, 1000)).ToArray());
    }

    private static T[] Naive<T>(T[] values, Func<T, T, T> next)
    {
        T[] results = [.. values];
        for (int i = 1; i < results.Length; i++)
        {
            results[i] = next(results[i - 1], values[i]);
        }
        return results;
    }
}
