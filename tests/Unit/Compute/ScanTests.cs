using CsCheck;
using MemMap.Compute;

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
