using System.Management.Automation;
using MemMap.Formats;
using MemMap.Output;
using MemMap.Parameters;

namespace MemMap.Commands;

// Where the elements go: to a file, or into memory.
public sealed partial class ConvertToMemMapCommand
{
    private void BeginInMemory()
    {
        foreach (string name in new[] { nameof(Append), nameof(NoClobber), nameof(Format) })
        {
            if (MyInvocation.BoundParameters.TryGetValue(name, out object? value) && LanguagePrimitives.IsTrue(value))
            {
                throw Errors.NeedsFile(MyInvocation.MyCommand.Name, name);
            }
        }
        _dtype = Truncate ? DType?.Truncating() : DType;
        _isReady = true;
    }

    /// <summary>Throws if the only argument is a dtype, which would be the name of a file.</summary>
    private void RequireNoDType()
    {
        const int shortest = 2;
        if (DType is null && !Append && Path is { Length: >= shortest } name && IsPositional(nameof(Path))
            && MemMap.DType.TryParse(name, out _) && PositionalFile.Of(this, name) is null && !PositionalFile.MayName(name))
        {
            throw Errors.DTypeForFile(MyInvocation.MyCommand.Name, name);
        }
    }

    /// <summary>
    /// The open maps of a whole file without a header, which tell the dtype of its elements; none if two have others. Bytes are what a
    /// file is opened as of which nothing is known.
    /// </summary>
    private static MemMapArray[] OpenAs(FileInfo file)
    {
        MemMapArray[] open = [.. MemMapArray.OpenMaps.Where(map => map.FileName == file.FullName && map.NBytes == file.Length
            && map is { Offset: 0, NDim: > 0, DType.Kind: not ElementKind.UInt8 })];
        return Array.TrueForAll(open, map => map.DType.Equals(open[0].DType)) ? open : [];
    }

    /// <summary>The shape of a row of maps; that of one element if their rows differ.</summary>
    private static long[] RowOf(MemMapArray[] maps)
    {
        long[] row = maps[0].Shape[1..];
        return Array.TrueForAll(maps, map => map.Shape.AsSpan(1).SequenceEqual(row)) ? row : [];
    }

    private IElementSink NewSink(DType dtype, long[] row, bool isWhole)
        => _target is null ? new ElementCollector(dtype, row) : new ElementAppender(_target, dtype, NoClobber, isWhole);

    private NDArray Complete()
    {
        if (_appender is ElementCollector collector)
        {
            return new(collector.Complete());
        }
        ElementAppender file = (ElementAppender)_appender!;
        long[] shape = file.Complete();
        return _target!.IsNpy ? MemMapArray.Open(_target.Path, file.DType, format: FileFormat.Npy)
            : MemMapArray.OpenWritten(_target.Path, file.DType, shape);
    }
}
