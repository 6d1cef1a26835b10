using System.IO.MemoryMappedFiles;
using System.Numerics;

namespace MemMap.Bench;

/// <summary>What the memory can deliver: all cores add up a mapped file's vectors, and do nothing else.</summary>
internal sealed unsafe class BareLoop : IDisposable
{
    private const long ChunkBytes = 1 << 20;

    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;
    private readonly byte* _pointer;
    private readonly int _chunks;

    internal BareLoop(string path, long size)
    {
        _file = MemoryMappedFile.CreateFromFile(path, FileMode.Open, mapName: null, capacity: 0, MemoryMappedFileAccess.Read);
        _view = _file.CreateViewAccessor(0, size, MemoryMappedFileAccess.Read);
        _view.SafeMemoryMappedViewHandle.AcquirePointer(ref _pointer);
        _chunks = checked((int)(size / ChunkBytes));
    }

    internal object? Run()
    {
        var sums = new float[_chunks];
        Parallel.For(0, _chunks, chunk => sums[chunk] = Sum((float*)(_pointer + (chunk * ChunkBytes))));
        return sums.Sum();
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
}
