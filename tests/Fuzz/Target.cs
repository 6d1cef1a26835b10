using System.Management.Automation;
using System.Text;
using MemMap.Formats;
using MemMap.Geometry;
using MemMap.Handles;
using MemMap.Output;

namespace MemMap.Fuzz;

/// <summary>A reader of input from strangers, and what must hold where it takes one.</summary>
internal abstract class Target
{
    // Made when they are asked for: some make a folder.
    private static readonly Dictionary<string, Func<Target>> All = ((IEnumerable<(string Name, Func<Target> Make)>)
    [
        ("dtype", () => new DTypeTarget()), ("index", () => new IndexTarget()), ("npy", () => new NpyTarget()),
        ("npz", () => new NpzTarget()), ("container", () => new ContainerTarget()), ("zarr", () => new ZarrTarget()),
        ("csv", () => new CsvTarget()), ("handle", () => new HandleTarget()), ("measure", () => new MeasureTarget()),
        ("api", () => new ApiTarget()), ("depth", () => new DepthTarget()), ("definition", () => new DefinitionTarget()),
        .. ContainerTarget.OfEach(),
    ]).ToDictionary(target => target.Name, target => target.Make);

    internal static IEnumerable<string> Names => All.Keys;

    /// <summary>The target's name, and that of its corpus.</summary>
    internal abstract string Name { get; }

    internal static Target? Find(string name) => All.TryGetValue(name, out Func<Target>? make) ? make() : null;

    /// <summary>The folder of its corpus.</summary>
    internal virtual string Corpus => Name;

    /// <summary>Whether an input of the corpus is for this target.</summary>
    internal virtual bool Takes(byte[] input) => true;

    /// <summary>An input of the corpus for this machine and run.</summary>
    internal virtual byte[] Prepare(byte[] input) => input;

    /// <summary>Reads an input; false where it was refused as documented. Anything else is thrown.</summary>
    internal bool Feed(byte[] input)
    {
        try
        {
            Read(input);
            return true;
        }
        catch (Exception e) when (IsDocumented(e))
        {
            return false;
        }
    }

    /// <summary>Whether an exception is one of those that docs/reliability.md lists.</summary>
    private protected virtual bool IsDocumented(Exception e) => e.Data.Contains(Error.IdKey)
        && e is FormatException or ArgumentException or IOException or InvalidDataException or OverflowException or IndexOutOfRangeException
            or NotSupportedException
            or UnauthorizedAccessException or InsufficientMemoryException or InvalidOperationException or InvalidCastException
                or KeyNotFoundException;

    private protected abstract void Read(byte[] input);

    private protected static void Require(bool condition, string what)
    {
        if (!condition)
        {
            throw new InvalidOperationException($"not so: {what}");
        }
    }
}

internal sealed class DTypeTarget : Target
{
    internal override string Name => "dtype";

    private protected override void Read(byte[] input)
    {
        DType dtype = DType.Parse(Encoding.UTF8.GetString(input));
        Require(dtype.ItemSize >= 0, "a size");
        // Names that were registered print as what they stand for; every dtype is what its text says.
        Require(DType.Parse(dtype.ToString()).Equals(dtype), $"'{dtype}' is read as what it was printed from");
    }
}

internal sealed class IndexTarget : Target
{
    private const int ItemSize = 4;
    private static readonly Layout Whole = Layout.Contiguous([5, 4, 3], ItemSize);

    internal override string Name => "index";

    private protected override void Read(byte[] input)
    {
        IndexItem[] items = IndexExpression.Parse(Encoding.UTF8.GetString(input));
        Layout layout;
        if (IndexArguments.IsAdvanced(items))
        {
            AdvancedIndex plan = AdvancedIndex.Plan(Whole, items);
            Require(plan.Offsets.All(offset => offset >= 0 && offset + ItemSize <= Whole.Size * ItemSize), "offsets within the array");
            layout = plan.Sub;
        }
        else
        {
            layout = BasicIndex.Apply(Whole, items, out _);
        }
        (long start, long end) = layout.Extent(ItemSize);
        Require(layout.Size == 0 || (start >= 0 && end <= Whole.Size * ItemSize), "a view within the array");
    }
}

internal sealed class NpyTarget : Target
{
    internal override string Name => "npy";

    private protected override void Read(byte[] input)
    {
        NpyHeader header = NpyHeader.Read(input.AsSpan(0, Math.Min(input.Length, NpyHeader.MaxLength)), "x");
        Require(header.Length <= input.Length && header.ByteSize >= 0 && header.DType.ItemSize > 0, "a header within the file");
        byte[] again = NpyHeader.Write(header.DType, header.Shape, header.Order);
        NpyHeader read = NpyHeader.Read(again, "y");
        Require(read.DType.Equals(header.DType) && read.Shape.SequenceEqual(header.Shape), $"{header} is read as it was written");
    }
}

internal sealed class NpzTarget : Target
{
    private readonly string _path = Path.Combine(Directory.CreateTempSubdirectory("memmap").FullName, "x.npz");

    internal NpzTarget()
        => AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(Path.GetDirectoryName(_path)!, recursive: true);

    internal override string Name => "npz";

    private protected override void Read(byte[] input)
    {
        File.WriteAllBytes(_path, input);
        IReadOnlyList<NDArray> arrays = MemMapArray.OpenMembers(_path);
        try
        {
            foreach (NDArray array in arrays)
            {
                Require(array.ToBytes().Length == array.NBytes, "all bytes");
            }
        }
        finally
        {
            foreach (NDArray array in arrays)
            {
                (array as MemMapArray)?.Close();
            }
        }
    }
}

internal sealed class HandleTarget : Target
{
    private readonly string _path = Path.GetTempFileName();
    private readonly string? _id;

    internal HandleTarget()
    {
        File.WriteAllBytes(_path, new byte[48]);
        using (MemMapArray map = MemMapArray.Open(_path, mode: MapMode.ReadOnly))
        {
            _id = map.FileId;
        }
        AppDomain.CurrentDomain.ProcessExit += (_, _) => File.Delete(_path);
    }

    internal override string Name => "handle";

    /// <summary>The corpus has no paths of its own, and no identity.</summary>
    internal override byte[] Prepare(byte[] input) => Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(input)
        .Replace("{path}", _path, StringComparison.Ordinal).Replace("{host}", Environment.MachineName, StringComparison.Ordinal)
            .Replace("{id}", _id, StringComparison.Ordinal));

    private protected override void Read(byte[] input)
    {
        PSObject? bag;
        try
        {
            bag = PSSerializer.Deserialize(Encoding.UTF8.GetString(input)) is PSObject one ? one : null;
        }
        catch (Exception e) when (!e.Data.Contains(Error.IdKey))
        {
            return; // The engine's own reader has refused it.
        }
        if (bag is null || DeserializedArray.From(bag) is not { } sent)
        {
            return;
        }
        NDArray array = sent.Open();
        Require(array.NBytes <= 1 << 20 && array.Copy().NBytes == array.NBytes, "elements that are there");
        if (array is MemMapArray map)
        {
            Require(!map.Mode.ChangesFile || (sent.Handle().IsIdentified && sent.Handle().FileId == _id),
                "a map for writing of the file that the handle identifies");
            map.Close();
        }
        Require(new FileInfo(_path).Length == 48, "the file as it was");
    }
}

internal sealed class MeasureTarget : Target
{
    internal override string Name => "measure";

    /// <summary>The corpus is what is measured; its state is what is damaged.</summary>
    internal override byte[] Prepare(byte[] input)
    {
        string[] parts = Encoding.UTF8.GetString(input).Trim().Split('|');
        bool isAll = parts[2] == "all";
        NDArray array = NDArray.Array(new[] { 3, 1, 2, 3, 0, 7 }).AsType(DType.Parse(parts[0])).Reshape(3, 2);
        return array.Measure(new MeasureOptions
        {
            Axis = parts[1].Length == 0 ? null
                : [.. parts[1].Split(',').Select(axis => int.Parse(axis, System.Globalization.CultureInfo.InvariantCulture))],
            Quantiles = isAll ? [0.25, 0.5] : null,
            Bins = isAll && parts[1].Length == 0 ? 3 : null,
            Unique = isAll && parts[1].Length == 0,
        }).ToState();
    }

    private protected override void Read(byte[] input)
    {
        Measure measure = Measure.FromState(input);
        Use(measure);
        Use(Measure.Merge([measure, measure]));
        Require(
            Measure.FromState(measure.ToState()).ToState().AsSpan().SequenceEqual(measure.ToState()),
            "a state that is read as it was written");
    }

    private static void Use(Measure measure)
    {
        foreach (System.Reflection.PropertyInfo property in typeof(Measure).GetProperties())
        {
            _ = property.GetValue(measure)?.ToString();
        }
        _ = measure.Quantiles is null ? null : MeasureView.Quantiles(measure);
        _ = measure.Histogram is null ? null : MeasureView.Histogram(measure);
        _ = measure.Unique is null ? null : MeasureView.Unique(measure);
    }
}
