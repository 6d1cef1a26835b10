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
    /// The open map that tells which elements a file without a header has; null if none does, or if two differ. Bytes are what a file is
    /// opened as of which nothing is known.
    /// </summary>
    private static MemMapArray? OpenAs(string file)
    {
        MemMapArray[] open = [.. MemMapArray.OpenMaps.Where(
            map => map.FileName == file && map is { Offset: 0, NDim: > 0, DType.Kind: not ElementKind.UInt8 })];
        return open is [var first, ..] && Array.TrueForAll(open, map => map.DType.Equals(first.DType)) ? first : null;
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
