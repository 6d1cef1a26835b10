using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace MemMap.Bench;

/// <summary>
/// The files that all sides map, in a folder that is deleted at the end. The other dtypes are other readings of the same float32:
/// only big-endian elements need a file of their own, and <c>scratch.f4</c> is what workloads write to.
/// </summary>
internal sealed class DataFiles : IDisposable
{
    /// <summary>The columns of the array where a workload takes it as a matrix; Python/inputs.py has the same number.</summary>
    internal const int Columns = 4096;

    /// <summary>The elements that are picked at random: 1 Mi.</summary>
    internal const int Picked = 1 << 20;

    private const int BlockBytes = 1 << 20;

    internal DataFiles(long size)
    {
        Size = size;
        Folder = Directory.CreateTempSubdirectory("memmap-bench-").FullName;
        var random = new Random(1);
        var block = new float[BlockBytes / sizeof(float)];
        using (FileStream data = File.Create(PathOf("data.f4")), big = File.Create(PathOf("data.be")),
            scratch = File.Create(PathOf("scratch.f4")))
        {
            for (long written = 0; written < size; written += BlockBytes)
            {
                for (int i = 0; i < block.Length; i++)
                {
                    block[i] = random.NextSingle();
                }
                data.Write(MemoryMarshal.AsBytes<float>(block));
                scratch.Write(MemoryMarshal.AsBytes<float>(block));
                Span<int> bits = MemoryMarshal.Cast<float, int>(block.AsSpan());
                BinaryPrimitives.ReverseEndianness(bits, bits);
                big.Write(MemoryMarshal.AsBytes<float>(block));
            }
            // Pages that still wait for the disk would be written while the first workloads run.
            data.Flush(flushToDisk: true);
            big.Flush(flushToDisk: true);
            scratch.Flush(flushToDisk: true);
        }
        var index = new long[Picked];
        for (int i = 0; i < index.Length; i++)
        {
            index[i] = random.NextInt64(size / sizeof(float));
        }
        File.WriteAllBytes(PathOf("index.i8"), MemoryMarshal.AsBytes<long>(index).ToArray());
    }

    /// <summary>The size of each file in bytes: a multiple of 1 MiB.</summary>
    internal long Size { get; }

    internal string Folder { get; }

    internal string PathOf(string name) => Path.Combine(Folder, name);

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
