using MemMap.Compute;
using MemMap.DataTypes;
using MemMap.Geometry;
using MemMap.Memory;
using Microsoft.Win32.SafeHandles;

namespace MemMap.Formats;

/// <summary>Maps the bytes of a file, whatever they are.</summary>
internal static class RawFile
{
    /// <summary>Plans to open a file without a header.</summary>
    public static OpenPlan Plan(MapRequest request, ArraySpec given)
    {
        DType dtype = given.DType ?? DType.UInt8;
        if (!given.SkipsMagic && request.Mode != MapMode.Write && dtype.Source is { Type.Limits.Count: > 0 } named)
        {
            dtype = FittingLayout(request.Path ?? request.Stream?.Name ?? "", given.Offset ?? 0, named, dtype);
        }
        request = given.TakesWholeRows ? WholeRows(request with { Offset = given.Offset ?? 0 }, dtype, given.Shape)
            : Sized(request with { Offset = given.Offset ?? 0 }, dtype, given.Shape);
        request.Validate();
        if (!given.SkipsMagic && request.Mode != MapMode.Write && dtype.Source is { } source)
        {
            request = request with { Inspect = (handle, fileLength) => RequireMagic(request, source, dtype, handle, fileLength) };
        }
        return new OpenPlan(request, () => [Map(request, dtype, given.Shape, given.Order ?? MemoryOrder.C)]);
    }

    /// <summary>Returns the request with the length for elements of a dtype and shape.</summary>
    public static MapRequest Sized(MapRequest request, DType dtype, long[]? shape)
    {
        if (dtype.ItemSize == 0)
        {
            throw Error.NoItemSize(dtype);
        }
        return shape is not null
            ? request with { ByteLength = Layout.CheckedByteSize(shape, dtype.ItemSize) }
            : request with
            {
                Measure = fileLength => (fileLength - request.Offset) % dtype.ItemSize == 0
                    ? fileLength - request.Offset
                    : throw Error.NotAMultiple(fileLength - request.Offset, dtype, request.Offset, request.Path ?? request.Stream?.Name),
            };
    }

    /// <summary>Returns the request with the length of all whole elements of the file; a shape has one that is not known before.</summary>
    private static MapRequest WholeRows(MapRequest request, DType dtype, long[]? shape)
        => shape is not null ? throw Error.ShapeOfGrowing(shape)
            : dtype.ItemSize == 0 ? throw Error.NoItemSize(dtype)
            : request with
            {
                Measure = fileLength => Math.Max(0, fileLength - request.Offset) / dtype.ItemSize * dtype.ItemSize,
            };

    /// <summary>Of layouts of one format that differ between machines, the one whose elements stand in the file.</summary>
    private static DType FittingLayout(string path, long offset, NamedSource named, DType dtype)
    {
        byte[] start = new byte[MagicCheck.Bytes];
        int length;
        try
        {
            FileInfo file = new(path);
            if (!file.Exists || file.Length <= offset)
            {
                return dtype;
            }
            using SafeFileHandle handle = File.OpenHandle(path, share: FileShare.ReadWrite | FileShare.Delete);
            length = RandomAccess.Read(handle, start, offset);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            // Opening the map will report it.
            return dtype;
        }
        ReadOnlySpan<byte> elements = start.AsSpan(0, length);
        if (MagicCheck.Mismatch(named, dtype, elements) is null || MagicCheck.OtherLayout(named, elements) is not { } other)
        {
            return dtype;
        }
        HostObjects.Warn(
            $"'{path}' has elements of {other.Source!.Name}, and is opened as that; New-MemMap -SkipMagicCheck opens it as {named.Name} "
                + "all the same");
        return other;
    }

    /// <summary>The first bytes of a file, as many as magics are looked for in.</summary>
    /// <exception cref="IOException">The file can't be read.</exception>
    internal static byte[] StartOf(string path)
    {
        OpenedFile file = OpenedFile.FromPath(path, new MapRequest { Path = path, Mode = MapMode.ReadOnly });
        using (file.Owner)
        {
            return NpyFile.ReadStart(file, 0, MagicCheck.Bytes);
        }
    }

    /// <summary>The named types whose magic a file starts with, those first that say most of its bytes.</summary>
    /// <param name="path">The file.</param>
    /// <param name="offset">Where in the file to look.</param>
    /// <exception cref="IOException">The file can't be read.</exception>
    internal static IReadOnlyList<NamedSource> TypesOf(string path, long offset)
    {
        OpenedFile file = OpenedFile.FromPath(path, new MapRequest { Path = path, Mode = MapMode.ReadOnly });
        using (file.Owner)
        {
            return MagicCheck.Fitting(NpyFile.ReadStart(file, offset, MagicCheck.Bytes));
        }
    }

    /// <summary>Throws if the first elements aren't those of the named type. A file that ends before them has nothing to tell.</summary>
    private static void RequireMagic(MapRequest request, NamedSource source, DType dtype, SafeFileHandle handle, long fileLength)
    {
        long mapped = Math.Min(request.ByteLength ?? long.MaxValue, fileLength - request.Offset);
        if (mapped < dtype.ItemSize)
        {
            return;
        }
        byte[] start = new byte[Math.Min(fileLength - request.Offset, Math.Max(MagicCheck.Bytes, dtype.ItemSize))];
        ReadOnlySpan<byte> read = start.AsSpan(0, RandomAccess.Read(handle, start, request.Offset));
        ReadOnlySpan<byte> elements = read[..(int)Math.Min(read.Length, mapped)];
        if (elements.Length >= dtype.ItemSize && MagicCheck.Mismatch(source, dtype, elements) is { } mismatch)
        {
            string? fitting = MagicCheck.Fitting(read, request.Offset > 0 ? source.Type : null) is [var type, ..] ? type.Name : null;
            throw Error.MagicMismatch(request.Path ?? request.Stream!.Name, source.Name, mismatch, fitting);
        }
    }

    /// <summary>Maps a file. The length in the request must fit the dtype and shape.</summary>
    public static OpenedArray Map(MapRequest request, DType dtype, long[]? shape, MemoryOrder order)
    {
        MappedFile file = MappedFile.Open(request);
        Layout layout = Layout.Contiguous(shape ?? [file.ByteLength / dtype.ItemSize], dtype.ItemSize, order);
        return new(new ArrayRef(file, layout, dtype).WithLayout(layout), order);
    }
}
