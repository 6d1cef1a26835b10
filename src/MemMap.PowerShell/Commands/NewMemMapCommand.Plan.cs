using System.Management.Automation;
using MemMap.Compute;
using MemMap.DataTypes;
using MemMap.Formats;
using MemMap.Memory;
using MemMap.Output;
using MemMap.Parameters;

namespace MemMap.Commands;

// What is opened or created, and how it is told.
public sealed partial class NewMemMapCommand
{
    /// <summary>Takes a type of the pipeline as the dtype.</summary>
    private void TakeType()
    {
        if (MyInvocation.BoundParameters.ContainsKey(nameof(DType)))
        {
            ThrowTerminatingError(Errors.OneOf(nameof(DType), nameof(InputObject)));
        }
        DType = InputObject.DType;
    }

    /// <summary>The file in which a type of the pipeline was found. Ends the command if there is none.</summary>
    private string FileOfType()
    {
        if (PSObject.AsPSObject(InputObject).Properties["FileName"]?.Value is string file)
        {
            return file;
        }
        ThrowTerminatingError(Errors.TypeWithoutFile(MyInvocation.MyCommand.Name, InputObject));
        return "";
    }

    /// <summary>Describes the map, for -Verbose.</summary>
    private string Mapped(MemMapArray map)
    {
        string bytes = map.NBytes == 0 ? "nothing, as the array is empty," : $"bytes {map.ByteOffset} to {map.ByteOffset + map.NBytes - 1}";
        string order = map.IsContiguous ? "C" : "F";
        return $"Mapped {bytes} of '{map.FileName}' as {map.DType} {Error.Shape(map.Shape)} in {order} order, mode {map.Mode}, {Access} "
            + "access";
    }

    /// <summary>Whether a file without a length is one that the system makes when it is read, as those in /proc.</summary>
    private static bool IsOfSystem(string file)
    {
        try
        {
            return OperatingSystem.IsLinux() && new FileInfo(file).Length == 0
                && new DriveInfo(file).DriveFormat is "proc" or "sysfs" or "debugfs" or "tracefs";
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return false;
        }
    }

    private OpenPlan Plan(string? path, FileStream? stream)
    {
        if (Shape is not null && Shape.Contains(-1))
        {
            throw Errors.UnknownLength(Shape);
        }
        bool isArchive = ArrayFile.IsArchive(path ?? stream!.Name, Format, Member);
        MapRequest request = new()
        {
            Path = path,
            Stream = stream,
            Mode = Mode ?? (isArchive ? MapMode.ReadOnly : MapMode.ReadWrite),
            KeepsLength = Mode is null,
            Access = Access,
            Sparse = Sparse,
            NoClobber = NoClobber,
        };
        // A file that is created or replaced has no end yet.
        long? offset = Mode == MapMode.Write ? Offset
            : stream is null ? FileOffset.In(path!, Offset)
            : Offset is { } from ? FileOffset.In($"'{stream.Name}'", stream.Length, from) : null;
        ArraySpec given = new(DType, Shape, Order, offset) { SkipsMagic = SkipMagicCheck, MaxHeader = MaxHeader };
        return ArrayFile.Plan(request, Format, given, Member);
    }

    /// <summary>Tells of a format that the file seems to be of, and that has to be asked for.</summary>
    private void TellOfFormat(string file, NDArray[] arrays)
    {
        if (!IsVerbose || Format != FileFormat.Auto || DType is not null || Offset is not null || Mode == MapMode.Write
            || arrays is not [MemMapArray { Member: null }])
        {
            return;
        }
        if (Try(file, () => FileContent.Of(file, 0), out var content) && content.Format is { } format)
        {
            WriteVerbose($"'{file}' seems to be a {format} file: -Format {format} opens its arrays, and these are its bytes");
        }
        else if (arrays is [{ ItemSize: 1, NDim: 1 }] && Try(file, () => RawBytes.OfTypes(file, RawFile.StartOf(file)), out string? types)
            && types is not null)
        {
            WriteVerbose($"'{file}' {types}; these are its bytes");
        }
    }

    /// <summary>Warns of a new file of raw bytes whose name promises another format.</summary>
    private void TellOfPromise(string file, NDArray[] arrays)
    {
        if (arrays is [{ } array] && PromisesMore(file, isBytes: array is { NDim: 1, ItemSize: 1 }))
        {
            WriteWarning($"'{file}' has the raw bytes of the elements, whatever its name says: New-MemMap makes .npy files by name, and "
                + "Export-MemMap writes .npz, .csv, .zarr and .safetensors; -Format Raw says that it is meant");
        }
    }

    /// <summary>Asks for confirmation if the file would be created, replaced or extended.</summary>
    private bool MayChange(MapRequest request)
    {
        FileInfo file = new(request.Stream?.Name ?? request.Path!);
        long end = request.End(request.ByteLength ?? 0);
        string? change = (request.Mode == MapMode.Write, file.Exists) switch
        {
            (true, true) when !NoClobber => $"Replace {Error.Counted(file.Length, "byte")} by {Error.Counted(end, "byte")} of zeros",
            (true, false) when !Directory.Exists(file.FullName) => $"Create a file of {Error.Counted(end, "byte")}",
            (false, true) when request.Mode.ChangesFile && !request.KeepsLength && end > file.Length
                => $"Extend from {file.Length} to {Error.Counted(end, "byte")}",
            // Nothing changes, or opening will report the error.
            _ => null,
        };
        return change is null || ShouldProcess(file.FullName, change);
    }

    /// <summary>Warns where the first element alone is of the type, as the header of a file is, and no shape says so.</summary>
    private void TellOfHeader(string file, NDArray array)
    {
        if (array is MemMapArray { NDim: 1, Size: > 1 } && array.DType.Source is { Type.Magic.Count: > 0 } named && Shape is null
            && !SkipMagicCheck
            && Try(
                file,
                () => MagicCheck.Mismatch(named, array.DType, new RecordBytes(array.Ref).At(array.ItemSize, array.ItemSize)),
                out string? mismatch)
            && mismatch is not null)
        {
            WriteWarning($"only the first of {array.Size} elements of '{file}' is {named.Type.Name}, for in the second "
                + $"{mismatch}: -Shape 1 opens that one alone");
        }
    }
}
