using System.Runtime.ExceptionServices;
using MemMap.Memory;

namespace MemMap.Formats;

/// <summary>
/// Zarr stores, versions 2 and 3, which Dask and others read: folders with a description and a file for each chunk of an array.
/// <code>
/// name.zarr/.zarray     JSON: shape, chunks, dtype as in a .npy header, order, compressor, filters, fill value        (version 2)
/// name.zarr/zarr.json   JSON: shape, chunk grid, data type, codecs, fill value                                        (version 3)
/// name.zarr/0.0         a chunk, or c/0/0; one at the end of an axis is as long as the others, and what is beyond means nothing
/// </code>
/// A folder with .zgroup, or a zarr.json that says so, is a group: its arrays are in folders below it.
/// </summary>
internal static class ZarrStore
{
    private const int MaxDepth = 16, MaxFolders = 1 << 16;

    /// <summary>Whether a path is a folder with a store.</summary>
    /// <remarks>Asked for each file that is opened: one call of the system, where a node's files are three.</remarks>
    internal static bool IsStore(string path) => Directory.Exists(path) && ZarrReader.IsNode(path);

    /// <summary>Plans to open the array of a store, or the arrays of a group.</summary>
    /// <param name="request">The folder and the mode.</param>
    /// <param name="given">The user's parameters of the arrays.</param>
    /// <param name="names">The arrays of a group to open; null for all.</param>
    /// <exception cref="InvalidDataException">A description is invalid, or there is no array.</exception>
    /// <exception cref="ArgumentException">A description contradicts the user's parameters, or there is no such array.</exception>
    internal static OpenPlan Plan(MapRequest request, ArraySpec given, string[]? names)
    {
        string path = FileLinks.Absolute(request.Path ?? throw Error.CannotOpenAs(FileFormat.Zarr));
        if (request.Mode == MapMode.Write)
        {
            throw Error.ZarrMode(request.Mode);
        }
        request = request with { Path = path, ByteLength = 0 };
        if (names is null && (ZarrReader.IsArray(path) || !IsStore(path)))
        {
            return PlanArray(request, given, path, null);
        }
        List<string> all = Names(path);
        if (names?.FirstOrDefault(name => !all.Contains(name)) is { } missing)
        {
            throw Error.NoSuchMember(path, missing, all);
        }
        names ??= all.Count > 0 ? [.. all] : throw Error.NoArrays(path, []);
        return OpenPlan.Of(request, [.. names.Select(name => TryPlan(request, given, FolderOf(path, name), name))]);
    }

    /// <summary>Returns the arrays of a store.</summary>
    /// <exception cref="InvalidDataException">The description of the only array is invalid, or there is no array.</exception>
    internal static IReadOnlyList<ArrayMember> Members(string path)
    {
        path = FileLinks.Absolute(path);
        if (ZarrReader.IsArray(path) || !IsStore(path))
        {
            return [Member(path, "", ZarrReader.Read(path))];
        }
        List<string> names = Names(path);
        return names.Count == 0 ? throw Error.NoArrays(path, []) : [.. names.Select(name => TryMember(path, name))];
    }

    private static ArrayMember TryMember(string path, string name)
    {
        try
        {
            return Member(path, name, ZarrReader.Read(FolderOf(path, name)));
        }
        catch (Exception e) when (e.Data.Contains(Error.IdKey))
        {
            return new ArrayMember(
                path, FileFormat.Zarr, name, null, [], MemoryOrder.C, null, null, false, e.Message,
                System.Collections.ObjectModel.ReadOnlyDictionary<string, object?>.Empty);
        }
    }

    private static ArrayMember Member(string path, string name, ZarrArray array) => new(
        path, FileFormat.Zarr, name, array.DType, array.Shape, array.Order, null,
        Geometry.Layout.CheckedByteSize(array.Shape, array.DType.ItemSize), array.IsMapped, null, array.Attributes);

    private static OpenPlan TryPlan(MapRequest request, ArraySpec given, string folder, string name)
    {
        try
        {
            return PlanArray(request, given, folder, name);
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

    private static OpenPlan PlanArray(MapRequest request, ArraySpec given, string folder, string? name)
    {
        ZarrArray array = ZarrReader.Read(folder);
        given.RequireAgreement(array.DType, array.Shape, array.Order, 0, folder);
        if (!array.IsWriteable && request.Mode.ChangesFile && !request.KeepsLength)
        {
            throw Error.ZarrReadOnly(folder, request.Mode);
        }
        request = request with { Member = name };
        return new OpenPlan(request, () => [new OpenedArray(ZarrChunks.Open(array, given.DType ?? array.DType, request), array.Order)]);
    }

    /// <summary>The names of the arrays of a group: their folders below it, with slashes.</summary>
    private static List<string> Names(string path)
    {
        List<string> names = [];
        int folders = 0;
        Walk(path, "", 0);
        names.Sort(StringComparer.Ordinal);
        return names;

        void Walk(string folder, string name, int depth)
        {
            if (ZarrReader.IsArray(folder))
            {
                names.Add(name);
                return; // The folders in it are those of its chunks.
            }
            foreach (string child in depth < MaxDepth ? Directory.EnumerateDirectories(folder) : [])
            {
                Interruption.Token.ThrowIfCancellationRequested();
                if (++folders > MaxFolders)
                {
                    throw Error.InvalidZarr(path, $"it has more than {MaxFolders} folders; give the path of one of its groups");
                }
                if (ZarrReader.IsNode(child))
                {
                    Walk(child, name.Length == 0 ? Path.GetFileName(child) : $"{name}/{Path.GetFileName(child)}", depth + 1);
                }
            }
        }
    }

    private static string FolderOf(string path, string name) => Path.Combine(path, name.Replace('/', Path.DirectorySeparatorChar));
}
