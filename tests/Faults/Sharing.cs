using System.Globalization;
using MemMap.Compute;
using MemMap.Formats;
using MemMap.Memory;

namespace MemMap.Faults;

/// <summary>Files that several processes write, and one that is larger than any disk.</summary>
internal static class Sharing
{
    internal const int Length = 1_000_000;

    /// <summary>Writes the elements of one half, a few at a time: the first or the last ones, or every second one.</summary>
    internal static void Half(string folder, string[] args)
    {
        string access = args[1], how = args[2];
        int half = int.Parse(args[0], CultureInfo.InvariantCulture);
        using MemMapArray map = MemMapArray.Open(Path.Combine(folder, "shared"), DType.Int16, access: Enum.Parse<AccessHint>(access));
        var mine = (NDArray)map.GetItem(how == "blocks" ? [$"{half * Length / 2}:{(half + 1) * Length / 2}"] : [$"{half}::2"])!;
        const long step = 10_000;
        for (long start = 0; start < mine.Size; start += step)
        {
            mine.SetItem([$"{start}:{start + step}"], half + 1);
        }
        map.Flush();
    }

    /// <summary>A terabyte that takes no space.</summary>
    internal static void Terabyte(string folder)
    {
        const long length = 1L << 37;
        string path = Check.Fresh(folder);
        long free = new DriveInfo(folder).AvailableFreeSpace;
        foreach (AccessHint access in (AccessHint[])[AccessHint.Random, AccessHint.Buffered])
        {
            MappedFile file = MappedFile.Open(
                new() { Path = path, Mode = MapMode.Write, ByteLength = length * sizeof(double), Sparse = true, Access = access });
            NDArray array = new(new ArrayRef(file, Geometry.Layout.Contiguous([length], sizeof(double)), DType.Float64));
            Check.That(array.NBytes == 1L << 40);
            array.SetItem([-1], 1.5);
            array.SetItem([length / 2], 2.5);
            Check.That((double)array.GetItem([length - 1])! == 1.5);
            NDArray table = array.Reshape(1 << 20, 1 << 17);
            Check.That((double)((NDArray)table.GetItem([$"::{1 << 18}"])!).Sum()! == 2.5);
            Check.That((double)((NDArray)table.GetItem(["-1:, -1000:"])!).Sum()! == 1.5);
            Check.That((double)((NDArray)array.GetItem([new[] { length / 2, -1 }])!).Sum()! == 4);
            Check.That(array.ToString() == "[0.  0.  0.  ... 0.  0.  1.5]");
            file.Flush(length * sizeof(double) - 8, 8);
            file.Close();
            MapRequest request = new() { Path = path, Mode = MapMode.ReadWrite, Sparse = true, Access = access };
            using (var map = (MemMapArray)MemMapArray.Open(ArrayFile.Plan(request, FileFormat.Raw, new ArraySpec(DType.Float64)))[0])
            {
                map.Resize(length + 1000);
                Check.That(map.Size == length + 1000 && (double)map.GetItem([-1])! == 0 && (double)map.GetItem([length - 1])! == 1.5);
                var window = (NDArray)map.GetItem([$"{length - 500}:"])!;
                Check.That(window.Find(part => part.Gt(1)).SequenceEqual([499L]));
                Check.That((double)window.Sum()! == 1.5);
                map.Resize(length);
                Check.That(map.Size == length && (double)map.GetItem([length / 2])! == 2.5);
            }
            Check.That(free - new DriveInfo(folder).AvailableFreeSpace < 1 << 30);
        }
        File.Delete(path);
    }
}
