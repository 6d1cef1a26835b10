using MemMap.Formats;
using MemMap.Memory;

namespace MemMap.Fuzz;

/// <summary>
/// The headers of containers, and the elements that they describe. Each input is read as one format, whose files are those of the corpus
/// that it reads; without a format, as each of them.
/// </summary>
internal sealed class ContainerTarget : Target
{
    /// <summary>More than any array of the corpus has. What a header claims beyond it is opened, and read at both ends.</summary>
    private const long MostBytes = 1 << 20;

    private readonly FileFormat? _format;
    private readonly Container[] _containers;
    private readonly string _path = Path.Combine(Directory.CreateTempSubdirectory("memmap").FullName, "x.bin");

    internal ContainerTarget(FileFormat? format = null)
    {
        _format = format;
        FileFormat[] formats = format is { } only ? [only] : Enum.GetValues<FileFormat>();
        _containers = [.. formats.Select(Container.Of).OfType<Container>()];
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(Path.GetDirectoryName(_path)!, recursive: true);
    }

    /// <summary>A target for each format.</summary>
    internal static IEnumerable<(string Name, Func<Target> Make)> OfEach()
        => Enum.GetValues<FileFormat>().Where(format => Container.Of(format) is not null).Select(
            format => (format.ToString().ToLowerInvariant(), (Func<Target>)(() => new ContainerTarget(format))));

    internal override string Name => _format?.ToString().ToLowerInvariant() ?? "container";

    internal override string Corpus => "container";

    internal override bool Takes(byte[] input) => _format is null || Feed(input);

    private protected override void Read(byte[] input)
    {
        File.WriteAllBytes(_path, input);
        Exception? refused = null;
        bool isRead = false;
        foreach (Container container in _containers)
        {
            try
            {
                Read(container, input.Length);
                isRead = true;
            }
            catch (Exception e) when (IsDocumented(e))
            {
                refused = e;
            }
        }
        if (!isRead)
        {
            throw refused!;
        }
    }

    private static void Require(ContainerArray array, long length)
    {
        if (array.Decode is null && array.DataFile is null && ContainerFile.ProblemOf(array, length) is null)
        {
            (long start, long end) = array.Layout().Extent(array.DType!.ItemSize);
            Require(start >= 0 && end <= length, $"array '{array.Name}' within the file");
        }
    }

    private void Read(Container container, long length)
    {
        MapRequest request = new() { Path = _path, Mode = MapMode.ReadOnly };
        OpenedFile file = OpenedFile.FromPath(_path, request);
        using (file.Owner)
        {
            foreach (ContainerArray array in ContainerFile.Arrays(container, file))
            {
                Require(array, length);
            }
        }
        using OpenPlan plan = ContainerFile.Plan(container, request, new ArraySpec(), names: null);
        foreach (OpenPlan part in plan.Parts!)
        {
            OpenedArray opened;
            try
            {
                opened = part.Open().Single();
            }
            catch (Exception e) when (IsDocumented(e))
            {
                continue; // It does not hide the others.
            }
            try
            {
                Use(new NDArray(opened.Array));
            }
            finally
            {
                opened.Array.Buffer.Close();
            }
        }
    }

    private static void Use(NDArray array)
    {
        _ = array.Buffer.Attributes?.Count;
        if (array.NBytes <= MostBytes)
        {
            Require(array.ToBytes().Length == array.NBytes, "all bytes");
        }
        else
        {
            _ = array.Item(0);
            _ = array.Item(array.Size - 1);
        }
    }
}
