using BenchmarkDotNet.Attributes;

namespace MemMap.Bench.Kernels;

/// <summary>One added to every element, in a new array.</summary>
public class AddBenchmarks : MappedData
{
    [Benchmark(Baseline = true)]
    public object MemMap() => Map + 1;

    [Benchmark]
    public object NumSharp() => Sharp + 1f;

    [Benchmark]
    public float[] Accessor()
    {
        var result = new float[Count];
        for (int i = 0; i < result.Length; i++)
        {
            result[i] = View.ReadSingle((long)i * sizeof(float)) + 1;
        }
        return result;
    }
}

/// <summary>Every element as a float64, in a new array.</summary>
public class CastBenchmarks : MappedData
{
    [Benchmark(Baseline = true)]
    public object MemMap() => Map.AsType(DType.Float64);

    [Benchmark]
    public object NumSharp() => Sharp.astype(global::NumSharp.NPTypeCode.Double);

    [Benchmark]
    public double[] Accessor()
    {
        var result = new double[Count];
        for (int i = 0; i < result.Length; i++)
        {
            result[i] = View.ReadSingle((long)i * sizeof(float));
        }
        return result;
    }
}
