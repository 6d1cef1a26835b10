using NumSharp;
using Sharp = NumSharp.NDArray;

namespace MemMap.Bench;

/// <summary>
/// NumSharp's side, in this process, on all cores. Its arrays are read into memory: it maps .npy files alone.
/// </summary>
internal sealed class NumSharpPeer : IPeer
{
    private readonly Dictionary<string, Func<object?>> _workloads;

    internal NumSharpPeer(DataFiles files)
    {
        np.multithreading(true, Environment.ProcessorCount);
        var a = new Lazy<Sharp>(() => Read(files, "data.f4", NPTypeCode.Single));
        var a2 = new Lazy<Sharp>(() => a.Value.reshape(-1, DataFiles.Columns));
        var i2 = new Lazy<Sharp>(() => Read(files, "data.f4", NPTypeCode.Int16));
        var u1 = new Lazy<Sharp>(() => Read(files, "data.f4", NPTypeCode.Byte));
        var index = new Lazy<Sharp>(() => Read(files, "index.i8", NPTypeCode.Int64));
        var mask = new Lazy<Sharp>(() => a.Value > 0.5f);
        _workloads = new()
        {
            ["sum"] = () => np.sum(a.Value),
            ["mean"] = () => np.mean(a.Value),
            ["std"] = () => np.std(a.Value),
            ["min"] = () => np.amin(a.Value),
            ["argmax"] = () => np.argmax(a.Value),
            ["sum, axis 0"] = () => np.sum(a2.Value, 0),
            ["sum, axis 1"] = () => np.sum(a2.Value, 1),
            ["sum of int16"] = () => np.sum(i2.Value),
            ["sum of uint8"] = () => np.sum(u1.Value),
            ["sum of every third"] = () => np.sum(a.Value["::3"]),
            ["count of > x"] = () => np.count_nonzero(a.Value > 0.5f),
            ["m + 1"] = () => a.Value + 1f,
            ["m * m"] = () => a.Value * a.Value,
            ["sqrt"] = () => np.sqrt(a.Value),
            ["(m - .5) * 2 + sqrt(m)"] = () => ((a.Value - 0.5f) * 2f) + np.sqrt(a.Value),
            ["sum((m - .5)**2)"] = () => np.sum(np.square(a.Value - 0.5f)),
            ["count of (m > .2) & (m < .8)"] = () => np.count_nonzero((a.Value > 0.2f) & (a.Value < 0.8f)),
            ["m[abs(m - .5) < .125]"] = () => a.Value[np.abs(a.Value - 0.5f) < 0.125f],
            ["copy of a strided view"] = () => np.copy(a2.Value[":, ::2"]),
            ["copy of a transpose"] = () => a2.Value.transpose().copy('C'),
            ["float32 to float64"] = () => a.Value.astype(NPTypeCode.Double),
            ["1 Mi random elements"] = () => a.Value[index.Value],
            ["mask selection"] = () => a.Value[mask.Value],
            ["percentile"] = () => np.percentile(a.Value, 90),
            ["sort"] = () => np.sort(a.Value),
        };
    }

    public string Name => "NumSharp";

    public string Version => $"NumSharp {typeof(Sharp).Assembly.GetName().Version?.ToString(3)}, {Environment.ProcessorCount} threads";

    public bool Has(string workload) => _workloads.ContainsKey(workload);

    public Sample Run(string workload, int count) => Sample.Take(_workloads[workload], count, DigestOf);

    public void Dispose()
    {
    }

    private static Sharp Read(DataFiles files, string name, NPTypeCode type) => np.fromfile(files.PathOf(name), type);

    private static double[] DigestOf(object? result)
    {
        Sharp flat = result as Sharp ?? np.array(Convert.ToDouble(result, null));
        long size = flat.size;
        return [size, .. new[] { 0, size / 2, size - 1 }.Select(i => Convert.ToDouble(flat.flat.GetAtIndex(i), null))];
    }
}
