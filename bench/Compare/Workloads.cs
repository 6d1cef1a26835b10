namespace MemMap.Bench;

/// <summary>
/// MemMap's side of the comparison: each workload as a user of the library would write it, on the files that numpy maps too.
/// </summary>
internal sealed class Workloads : IDisposable
{
    private const float Threshold = 0.5f;

    private readonly List<MemMapArray> _maps = [];
    private readonly DataFiles _files;

    internal Workloads(DataFiles files)
    {
        _files = files;
        NDArray a = Map("data.f4", "f4");
        NDArray x = a.Lazy();
        NDArray a2 = a.Reshape(-1, DataFiles.Columns);
        NDArray i2 = Map("data.f4", "i2");
        NDArray u1 = Map("data.f4", "u1");
        NDArray records = Map("data.f4", "i4,f4,f4,f4");
        NDArray big = Map("data.be", ">f4");
        NDArray scratch = Map("scratch.f4", "f4", MapMode.ReadWrite);
        NDArray index = Map("index.i8", "i8").Copy();
        NDArray values = ((NDArray)a[$":{DataFiles.Picked}"]!).Copy();
        NDArray mask = a.Gt(Threshold);
        long size = files.Size;
        const long PickedBytes = DataFiles.Picked * sizeof(float);
        All =
        [
            new("sum", size, () => a.Sum(), Traffic.Read),
            new("mean", size, () => a.Mean(), Traffic.Read),
            new("std", size, () => a.Std()),
            new("min", size, () => a.Min(), Traffic.Read),
            new("argmax", size, () => a.ArgMax(), Traffic.Read),
            new("sum, axis 0", size, () => a2.Sum(0)),
            new("sum, axis 1", size, () => a2.Sum(1)),
            new("sum of int16", size, () => i2.Sum(), Traffic.Read),
            new("sum of uint8", size, () => u1.Sum(), Traffic.Read),
            new("sum of big-endian float32", size, () => big.Sum(), Traffic.Read),
            new("sum of every third", size, () => ((NDArray)a["::3"]!).Sum(), Traffic.Read),
            new("sum of a field", size, () => records.Field("f1").Sum(), Traffic.Read),
            new("count of > x", size, () => a.CountWhere(Relation.Gt, Threshold), Traffic.Read),
            new("in place +=", 2 * size, () => AddInPlace(scratch), Traffic.Update),
            new("m + 1", 2 * size, () => a + 1),
            new("m * m", 2 * size, () => a * a),
            new("sqrt", 2 * size, () => a.Sqrt()),
            new("(m - .5) * 2 + sqrt(m)", 2 * size, () => (((x - 0.5) * 2) + x.Sqrt()).Compute()),
            new("sum((m - .5)**2)", size, () => (x - 0.5).Square().Sum(), Traffic.Read),
            new("count of (m > .2) & (m < .8)", size, () => x.Gt(0.2).And(x.Lt(0.8)).CountNonZero(), Traffic.Read),
            new("m[abs(m - .5) < .125]", size + (size / 4), () => a[(x - 0.5).Abs().Lt(0.125)]),
            new("copy of a strided view", size + (size / 2), () => ((NDArray)a2[":", "::2"]!).Copy()),
            new("copy of a transpose", 2 * size, () => a2.T.Copy()),
            new("float32 to float64", 3 * size, () => a.AsType(DType.Float64)),
            new("1 Mi random elements", 2 * PickedBytes, () => a[index]),
            new("mask selection", size + (size / 4) + (size / 2), () => a[mask]),
            new("fancy assignment", 2 * PickedBytes, () => Assign(scratch, index, values)),
            new("fill", size, () => Fill(scratch), Traffic.Write),
            new("percentile", size, () => a.Percentile(90)),
            new("sort", 2 * size, () => a.Sort()),
            new("histogram", size, () => a.Histogram(100).Counts),
            new("first pass over a new map", size, FirstPass),
            new("open, read one, close", 0, OpenReadClose),
        ];
    }

    internal IReadOnlyList<Workload> All { get; }

    public void Dispose() => _maps.ForEach(map => map.Dispose());

    private MemMapArray Map(string name, DType dtype, MapMode? mode = null)
    {
        MemMapArray map = MemMapArray.Open(_files.PathOf(name), dtype, mode ?? MapMode.ReadOnly);
        _maps.Add(map);
        return map;
    }

    private object? FirstPass()
    {
        using MemMapArray map = MemMapArray.Open(_files.PathOf("data.f4"), DType.Float32, MapMode.ReadOnly);
        return map.Sum();
    }

    private object? OpenReadClose()
    {
        using MemMapArray map = MemMapArray.Open(_files.PathOf("data.f4"), DType.Float32, MapMode.ReadOnly);
        return map[map.Size / 2];
    }

    private static object? Assign(NDArray target, NDArray index, NDArray values)
    {
        target[index] = values;
        return null;
    }

    private static object? AddInPlace(NDArray target)
    {
        target.Update("Add", 1);
        return null;
    }

    private static object? Fill(NDArray target)
    {
        target.Fill(1);
        return null;
    }
}
