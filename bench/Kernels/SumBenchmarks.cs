using BenchmarkDotNet.Attributes;

namespace MemMap.Bench.Kernels;

/// <summary>The sum of all elements.</summary>
public class SumBenchmarks : MappedData
{
    [Benchmark(Baseline = true)]
    public object? MemMap() => Map.Sum();

    [Benchmark]
    public object NumSharp() => Sharp.sum();

    [Benchmark]
    public float Accessor()
    {
        float sum = 0;
        for (long i = 0; i < Count; i++)
        {
            sum += View.ReadSingle(i * sizeof(float));
        }
        return sum;
    }
}

/// <summary>The sum of every third element.</summary>
public class StridedSumBenchmarks : MappedData
{
    [Benchmark(Baseline = true)]
    public object? MemMap() => ((NDArray)Map["::3"]!).Sum();

    [Benchmark]
    public object NumSharp() => Sharp["::3"].sum();

    [Benchmark]
    public float Accessor()
    {
        float sum = 0;
        for (long i = 0; i < Count; i += 3)
        {
            sum += View.ReadSingle(i * sizeof(float));
        }
        return sum;
    }
}
