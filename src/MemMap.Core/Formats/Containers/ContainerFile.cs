using System.Runtime.ExceptionServices;
using MemMap.Compute;
using MemMap.Geometry;
using MemMap.Memory;

namespace MemMap.Formats;

/// <summary>Opens the arrays of a container: in place where they are in the file as they are, otherwise read into memory.</summary>
internal static class ContainerFile
{
    /// <summary>Plans to open arrays. The headers are read and compared with the user's parameters; nothing is changed.</summary>
    /// <param name="container">The format.</param>
    /// <param name="request">The file and the mode.</param>
    /// <param name="given">The user's parameters of the arrays.</param>
    /// <param name="names">The names of the arrays to open; null for all.</param>
    /// <exception cref="InvalidDataException">The file is not of the format.</exception>
    /// <exception cref="ArgumentException">There is no such array, or the mode creates files.</exception>
    internal static OpenPlan Plan(Container container, MapRequest request, ArraySpec given, string[]? names)
    {
        if (request.Mode == MapMode.Write)
        {
            throw Error.ContainerMode(container.Format, request.Mode);
        }
        var shared = SharedFile.Open(request);
        try
        {
            string path = shared.File.Path;
            request = request with
            {
                Shared = shared,
                // A header would have to change with the length; in most formats, other arrays follow.
                MakeHeader = _ => throw Error.ContainerResize(path, container.Format),
            };
            IReadOnlyList<ContainerArray> all = Arrays(container, shared.File);
            return OpenPlan.Of(request, [.. Select(all, names, path).Select(array => TryPlan(container, shared, request, given, array))]);
        }
        catch
        {
            shared.Dispose();
            throw;
        }
    }

    /// <summary>Returns the arrays of an open file.</summary>
    /// <exception cref="InvalidDataException">The file is not of the format.</exception>
    internal static IReadOnlyList<ContainerArray> Arrays(Container container, OpenedFile file)
    {
        HeaderReader reader = new(file, container.Format);
        try
        {
            IReadOnlyList<ContainerArray> arrays = container.Read(reader);
            return arrays.Count > 0 ? arrays : throw Error.NoArrays(file.Path, []);
        }
        catch (Exception e) when (e is OverflowException or FormatException or ArgumentException && !e.Data.Contains(Error.IdKey))
        {
            throw reader.Invalid(e.Message, e);
        }
    }

    /// <summary>Returns why an array can't be opened; null if it can.</summary>
    internal static string? ProblemOf(ContainerArray array, long fileLength)
    {
        if (array.DataFile is { } data)
        {
            FileInfo file = new(data);
            if (!file.Exists || !Platform.Current.IsOrdinaryFile(data))
            {
                return $"its elements are in '{data}', which is no file";
            }
            fileLength = file.Length;
        }
        if (array.Problem is not null || array.DType is null)
        {
            return array.Problem ?? "its elements are of an unknown type";
        }
        if ((array.DType.ItemSize == 0 && array.HasLength) || array.Shape.Any(length => length < 0) || array.Shape.Length > Layout.MaxNDim)
        {
            return $"its shape {Error.Shape(array.Shape)} is none";
        }
        if (array.Decode is not null)
        {
            return null;
        }
        try
        {
            foreach ((long start, long end, _) in array.Extents())
            {
                if (start < 0 || end > fileLength)
                {
                    return $"its elements are in the bytes {start} to {end}, and the file has {fileLength}";
                }
            }
            return null;
        }
        catch (Exception e) when (e is OverflowException or ArgumentException)
        {
            return $"its shape {Error.Shape(array.Shape)} is more than a file can have";
        }
    }

    private static List<ContainerArray> Select(IReadOnlyList<ContainerArray> all, string[]? names, string path)
        => names is null ? [.. all]
            : [.. names.Select(name => all.LastOrDefault(array => array.Name == name)
                ?? throw Error.NoSuchMember(path, name, all.Select(array => array.Name)))];

    /// <summary>Returns the plan for an array. If it can't be opened, the plan throws, so that the others can be opened.</summary>
    private static OpenPlan TryPlan(Container container, SharedFile shared, MapRequest request, ArraySpec given, ContainerArray array)
    {
        request = request with { Member = array.Name.Length == 0 ? null : array.Name };
        try
        {
            return Plan(container, shared, request, given, array);
        }
        catch (Exception e) when (e.Data.Contains(Error.IdKey))
        {
            ExceptionDispatchInfo failure = ExceptionDispatchInfo.Capture(e);
            return new OpenPlan(request, () =>
            {
                failure.Throw();
                return [];
            });
        }
    }

    private static OpenPlan Plan(Container container, SharedFile shared, MapRequest request, ArraySpec given, ContainerArray array)
    {
        string path = shared.File.Path, name = array.Name.Length == 0 ? path : $"{path}:{array.Name}";
        if (ProblemOf(array, shared.File.Length) is { } problem)
        {
            throw Error.InvalidContainer(name, container.Format, problem);
        }
        DType dtype = array.DType!;
        given.RequireAgreement(dtype, array.Shape, array.Order, array.Offset, name);
        dtype = given.DType ?? dtype; // It is equal, but may have a meaning.
        if (array is { TryMap: { } tryMap, Decode: { } otherwise })
        {
            return new OpenPlan(request, () => [MappedOrDecoded(shared, request, array, tryMap, otherwise)]);
        }
        if (array.Decode is { } decode)
        {
            return request.Mode.ChangesFile && !request.KeepsLength
                ? throw Error.MemberReadOnly(path, array.Name, request.Mode)
                : new OpenPlan(request, () => [Decoded(shared, request, array, decode)]);
        }
        if (array.DataFile is not null)
        {
            request = request with { Shared = null, Path = path = array.DataFile, Stream = null, KeepsLength = true };
        }
        (MapRequest Request, Layout Layout)[] parts = [.. array.Extents().Select(part => (request with
        {
            Offset = part.Start,
            ByteLength = null,
            Measure = length => length >= part.End ? part.End - part.Start : throw Error.FileTruncated(path, part.End, length),
        }, part.Layout.WithOffset(-part.Start)))];
        foreach ((long start, long end, _) in array.DataFile is null ? array.Extents() : [])
        {
            shared.Cover(start, end - start);
        }
        return new OpenPlan(parts[0].Request, () => [Mapped(array, dtype, parts)]);
    }

    private static OpenedArray Mapped(ContainerArray array, DType dtype, (MapRequest Request, Layout Layout)[] parts)
    {
        List<ArrayRef> maps = [];
        try
        {
            foreach ((MapRequest request, Layout layout) in parts)
            {
                MappedFile file = MappedFile.Open(request);
                file.Attributes = array.Dictionary();
                maps.Add(new ArrayRef(file, layout, dtype));
            }
            if (array.Parts is null)
            {
                return new OpenedArray(maps[0], array.Order);
            }
            long end = 0;
            PartGrid grid = PartGrid.Along(array.Shape, 0, [.. array.Parts.Select(part => end += part.Rows)]);
            ArrayRef joined = JoinedBuffer.Of(grid, 0, new OpenParts([.. maps]), dtype, $"{maps[0].Buffer.Path}:{array.Name}");
            joined.Buffer.Member = parts[0].Request.Member;
            joined.Buffer.Attributes = array.Dictionary();
            return new OpenedArray(joined, array.Order);
        }
        catch
        {
            maps.ForEach(map => map.Buffer.Close());
            throw;
        }
    }

    private static OpenedArray MappedOrDecoded(
        SharedFile shared, MapRequest request, ContainerArray array, Func<OpenedFile, MapRequest, ArrayRef?> tryMap,
        Func<OpenedFile, ArrayRef> decode)
    {
        if (tryMap(shared.File, request) is { } mapped)
        {
            mapped.Buffer.Member = request.Member;
            mapped.Buffer.Attributes = array.Dictionary();
            return new OpenedArray(mapped, array.Order);
        }
        return request.Mode.ChangesFile && !request.KeepsLength ? throw Error.MemberReadOnly(shared.File.Path, array.Name, request.Mode)
            : Decoded(shared, request, array, decode);
    }

    private static OpenedArray Decoded(SharedFile shared, MapRequest request, ContainerArray array, Func<OpenedFile, ArrayRef> decode)
    {
        OpenedFile file = array.DataFile is { } data
            ? OpenedFile.FromPath(data, new MapRequest { Path = data, Mode = MapMode.ReadOnly }) : shared.Share();
        using (file.Owner)
        {
            ArrayRef decoded = decode(file);
            if (request.Mode == MapMode.CopyOnWrite && !decoded.IsWriteable)
            {
                // Chunks that are read when they are used are not kept: changes need all of them in memory.
                ArrayRef copy = decoded.Copy();
                decoded.Buffer.Close();
                decoded = copy;
            }
            decoded.Buffer.Member = request.Member;
            decoded.Buffer.Attributes = array.Dictionary();
            return new OpenedArray(decoded, array.Order);
        }
    }
}
