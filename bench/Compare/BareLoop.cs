using System.IO.MemoryMappedFiles;
using System.Numerics;

namespace MemMap.Bench;

/// <summary>What a workload does to memory when all that it computes costs nothing.</summary>
internal enum Traffic
{
    /// <summary>Nothing that a bare loop over one file does.</summary>
    Other,

    /// <summary>Reads all bytes once.</summary>
    Read,

    /// <summary>Reads all bytes and writes them back.</summary>
    Update,

    /// <summary>Writes all bytes.</summary>
    Write,
}

/// <summary>What the memory can deliver: all cores add up, change or overwrite a mapped file's vectors, and do nothing else.</summary>
internal sealed unsafe class BareLoop : IDisposable
{
    private const long ChunkBytes = 1 << 20;

    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;
    private readonly byte* _pointer;
    private readonly int _chunks;

    internal BareLoop(string path, long size)
    {
        _file = MemoryMappedFile.CreateFromFile(path, FileMode.Open, mapName: null, capacity: 0, MemoryMappedFileAccess.ReadWrite);
        _view = _file.CreateViewAccessor(0, size, MemoryMappedFileAccess.ReadWrite);
        _view.SafeMemoryMappedViewHandle.AcquirePointer(ref _pointer);
        _chunks = checked((int)(size / ChunkBytes));
    }

    internal object? Run(Traffic traffic)
    {
        var results = new float[_chunks];
        Parallel.For(0, _chunks, chunk =>
        {
            float* p = (float*)(_pointer + (chunk * ChunkBytes));
            results[chunk] = traffic switch
            {
                Traffic.Update => Update(p),
                Traffic.Write => Write(p),
                _ => Sum(p),
            };
        });
        return results.Sum();
    }

    public void Dispose()
    {
        _view.SafeMemoryMappedViewHandle.ReleasePointer();
        _view.Dispose();
        _file.Dispose();
    }

    // Four sums, so that an addition doesn't wait for the one before it.
    private static float Sum(float* p)
    {
        int width = Vector<float>.Count;
        float* end = p + (ChunkBytes / sizeof(float));
        Vector<float> a = default, b = default, c = default, d = default;
        for (; p < end; p += 4 * width)
        {
            a += Vector.Load(p);
            b += Vector.Load(p + width);
            c += Vector.Load(p + (2 * width));
            d += Vector.Load(p + (3 * width));
        }
        return Vector.Sum(a + b + (c + d));
    }

    private static float Update(float* p)
    {
        for (float* end = p + (ChunkBytes / sizeof(float)); p < end; p += Vector<float>.Count)
        {
            (Vector.Load(p) + Vector<float>.One).Store(p);
        }
        return 0;
    }

    // Past the caches: a plain store would first read what it overwrites.
    private static float Write(float* p)
    {
        for (float* end = p + (ChunkBytes / sizeof(float)); p < end; p += Vector<float>.Count)
        {
            Vector<float>.One.StoreAlignedNonTemporal(p);
        }
        Thread.MemoryBarrier();
        return 0;
    }
}
