using System.Collections.ObjectModel;
using MemMap.DataTypes;
using MemMap.Memory;

namespace MemMap.Formats;

/// <summary>Lists the arrays that a file holds or describes, without opening them.</summary>
internal static class MemberList
{
    /// <summary>Returns the arrays of a file.</summary>
    /// <param name="path">The file, or the folder of a Zarr store.</param>
    /// <param name="format">The format; Auto recognises it.</param>
    /// <exception cref="InvalidDataException">The file is not of the format.</exception>
    /// <exception cref="ArgumentException">The file says nothing of arrays.</exception>
    internal static IReadOnlyList<ArrayMember> Of(string path, FileFormat format)
    {
        if (format == FileFormat.Zarr || (format == FileFormat.Auto && ZarrStore.IsStore(path)))
        {
            return ZarrStore.Members(path);
        }
        OpenedFile file = OpenedFile.FromPath(path, new MapRequest { Path = path, Mode = MapMode.ReadOnly });
        using (file.Owner)
        {
            if (ArrayFile.IsArchive(path, format))
            {
                return NpzFile.Members(file);
            }
            byte[] start = NpyFile.ReadStart(file, 0, NpyHeader.MaxLength);
            if (format == FileFormat.Npy || (format == FileFormat.Auto && NpyHeader.IsNpy(start)))
            {
                NpyHeader header = NpyHeader.Read(start, file.Path);
                return [Of(file.Path, FileFormat.Npy, "", header, header.Length, isMapped: true)];
            }
            Container container = (format == FileFormat.Auto ? Container.Recognise(start) : Container.Of(format))
                ?? throw Error.NoMembers(
                    path, MagicCheck.Fitting(start) is [var type, ..] ? type : null, Container.Fitting(file)?.Format);
            long length = file.Length;
            return [.. ContainerFile.Arrays(container, file).Select(array => Of(file.Path, container.Format, array, length))];
        }
    }

    /// <summary>Returns a member with a .npy header.</summary>
    internal static ArrayMember Of(string path, FileFormat format, string name, NpyHeader header, long? offset, bool isMapped) => new(
        path, format, name, header.DType, header.Shape, header.Order, offset, header.ByteSize, isMapped, null,
        ReadOnlyDictionary<string, object?>.Empty);

    private static ArrayMember Of(string path, FileFormat format, ContainerArray array, long length)
    {
        string? problem = ContainerFile.ProblemOf(array, length);
        bool isMapped = problem is null && (array.Decode is null || array.TryMap is not null);
        return new ArrayMember(
            path, format, array.Name, array.DType, array.Shape, array.Order, isMapped && array.TryMap is null ? array.Offset : null,
            problem is null && array.HasLength ? Geometry.Layout.CheckedByteSize(array.Shape, array.DType!.ItemSize) : null,
            isMapped, problem, array.Dictionary());
    }
}
