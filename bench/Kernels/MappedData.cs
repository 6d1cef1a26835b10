using System.IO.MemoryMappedFiles;
using BenchmarkDotNet.Attributes;

namespace MemMap.Bench.Kernels;

/// <summary>One .npy file of float32, which NumSharp can map, as each of the peers sees it.</summary>
public abstract class MappedData
{
    private string _path = "";
    private MemoryMappedFile? _file;

    /// <summary>The number of elements: what fits the second level of cache, and what fits none.</summary>
    [Params(1 << 16, 1 << 24)]
    public int Count { get; set; }

    protected MemMapArray Map { get; private set; } = null!;

    protected MemoryMappedViewAccessor View { get; private set; } = null!;

    protected NumSharp.NDArray Sharp { get; private set; } = null!;

    [GlobalSetup]
    public void Open()
    {
        var random = new Random(1);
        var values = new float[Count];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = random.NextSingle();
        }
        _path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".npy");
        NumSharp.np.save(_path, NumSharp.np.array(values));
        long size = values.Length * sizeof(float);
        long header = new FileInfo(_path).Length - size;
        Map = MemMapArray.Open(_path, DType.Float32, MapMode.ReadOnly, header);
        _file = MemoryMappedFile.CreateFromFile(_path, FileMode.Open, mapName: null, capacity: 0, MemoryMappedFileAccess.Read);
        View = _file.CreateViewAccessor(header, size, MemoryMappedFileAccess.Read);
        Sharp = (NumSharp.NDArray)NumSharp.np.load(_path, "r");
    }

    [GlobalCleanup]
    public void Close()
    {
        Map.Close();
        Sharp.Dispose();
        View.Dispose();
        _file?.Dispose();
        File.Delete(_path);
    }
}
