using MemMap.Formats;
using MemMap.Memory;

namespace MemMap.Fuzz;

/// <summary>The description of a Zarr array, and its first chunk behind a NUL.</summary>
internal sealed class ZarrTarget : Target
{
    private const long MostBytes = 1 << 20;

    private readonly string _path = Directory.CreateTempSubdirectory("memmap").FullName;

    internal ZarrTarget() => AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(_path, recursive: true);

    internal override string Name => "zarr";

    private protected override void Read(byte[] input)
    {
        string folder = Path.Combine(_path, "x");
        Directory.CreateDirectory(folder);
        try
        {
            int end = Array.IndexOf(input, (byte)0);
            end = end < 0 ? input.Length : end;
            bool isThird = input.AsSpan(0, end).IndexOf("node_type"u8) >= 0;
            File.WriteAllBytes(Path.Combine(folder, isThird ? ZarrReader.NodeFile : ZarrReader.ArrayFile), input[..end]);
            ZarrArray description = ZarrReader.Read(folder);
            string chunk = description.FileOf([.. description.Shape.Select(_ => 0L)]);
            Directory.CreateDirectory(Path.GetDirectoryName(chunk)!);
            File.WriteAllBytes(chunk, input[Math.Min(end + 1, input.Length)..]);
            MapRequest request = new() { Path = folder, Mode = MapMode.ReadOnly };
            using OpenPlan plan = ArrayFile.Plan(request, FileFormat.Zarr, new ArraySpec());
            NDArray array = MemMapArray.Open(plan)[0];
            try
            {
                if (array.NBytes <= MostBytes && description.ChunkBytes <= MostBytes)
                {
                    Require(array.ToBytes().Length == array.NBytes, "all bytes");
                }
                else if (array.Size > 0)
                {
                    _ = array.Item(0);
                    _ = array.Item(array.Size - 1);
                }
            }
            finally
            {
                array.Buffer.Close();
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
