using MemMap.Formats;
using MemMap.Memory;

namespace MemMap.Fuzz;

/// <summary>The headers of all containers: each input is read as every format.</summary>
internal sealed class ContainerTarget : Target
{
    private readonly string _path = Path.Combine(Directory.CreateTempSubdirectory("memmap").FullName, "x.bin");

    internal ContainerTarget()
        => AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(Path.GetDirectoryName(_path)!, recursive: true);

    internal override string Name => "container";

    private protected override void Read(byte[] input)
    {
        File.WriteAllBytes(_path, input);
        OpenedFile file = OpenedFile.FromPath(_path, new MapRequest { Path = _path, Mode = MapMode.ReadOnly });
        Exception? refused = null;
        bool isRead = false;
        using (file.Owner)
        {
            foreach (FileFormat format in Enum.GetValues<FileFormat>())
            {
                if (Container.Of(format) is not { } container)
                {
                    continue;
                }
                try
                {
                    foreach (ContainerArray array in ContainerFile.Arrays(container, file))
                    {
                        if (ContainerFile.ProblemOf(array, input.Length) is null && array.Decode is null)
                        {
                            (long start, long end) = array.Layout().Extent(array.DType!.ItemSize);
                            Require(start >= 0 && end <= input.Length, $"{format} array '{array.Name}' within the file");
                        }
                    }
                    isRead = true;
                }
                catch (Exception e) when (IsDocumented(e))
                {
                    refused = e;
                }
            }
        }
        if (!isRead)
        {
            throw refused!;
        }
    }
}
