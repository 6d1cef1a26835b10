using MemMap.Geometry;
using MemMap.Memory;

namespace MemMap.Formats;

/// <summary>
/// The file that elements are appended to: one that is there, which says by its length or its header how many it has, or a new one.
/// </summary>
/// <param name="Path">The file.</param>
/// <param name="IsContinued">Whether the elements follow those of a file that exists.</param>
/// <param name="IsNpy">Whether the file has a header of its own.</param>
/// <param name="Header">The header of a .npy file that exists.</param>
/// <param name="Row">The lengths of the axes after the first one.</param>
internal sealed record AppendTarget(string Path, bool IsContinued, bool IsNpy, NpyHeader? Header, long[] Row)
{
    /// <summary>Finds out what kind of file it is, and checks what the user says against it. Nothing is changed.</summary>
    /// <param name="path">The file.</param>
    /// <param name="format">Raw, .npy, or found out: by the first bytes of a file that is continued, by the name of a new one.</param>
    /// <param name="given">What the user says of the dtype, and of the axes after the first one as the shape.</param>
    /// <param name="append">Whether a file that exists is continued rather than replaced.</param>
    /// <exception cref="InvalidDataException">The header isn't right.</exception>
    /// <exception cref="ArgumentException">The header says something else, or such files aren't made of objects.</exception>
    /// <exception cref="InvalidOperationException">Nothing can follow the elements of the file.</exception>
    public static AppendTarget Find(string path, FileFormat format, ArraySpec given, bool append)
    {
        long[] row = given.Shape ?? [];
        bool isContinued = append && FileLinks.LeadsToFile(path);
        if (!isContinued)
        {
            format = format == FileFormat.Auto ? ArrayFile.FormatOf(path) : format;
            return format is FileFormat.Raw or FileFormat.Npy ? new(path, false, format == FileFormat.Npy, null, row)
                : throw Error.CannotAppendAs(path, format);
        }
        OpenedFile file = OpenedFile.FromPath(path, new MapRequest { Path = path, Mode = MapMode.ReadOnly });
        using (file.Owner)
        {
            byte[] start = NpyFile.ReadStart(file, 0, NpyHeader.MaxLength);
            if (format == FileFormat.Raw || (format == FileFormat.Auto && !NpyHeader.IsNpy(start)))
            {
                return new(path, true, false, null, row);
            }
            NpyHeader header = NpyHeader.Read(start, file.Path);
            RequireEnd(header, file, RandomAccess.GetLength(file.Handle));
            long[] shape = given.Shape is null ? header.Shape : [header.Shape[0], .. row];
            (given with { Shape = shape }).RequireAgreement(header, header.Length, file.Path);
            return new(path, true, true, header, header.Shape[1..]);
        }
    }

    /// <summary>The target for elements of a dtype. A header has no place for the axes of a sub-array but the shape.</summary>
    public AppendTarget For(ref DType dtype)
    {
        if (!IsNpy || dtype.SubType is not { } element)
        {
            return this;
        }
        AppendTarget target = this with { Row = [.. Row, .. dtype.SubShape!] };
        dtype = element;
        return target;
    }

    /// <summary>How many elements make a row.</summary>
    public long RowSize => Layout.CheckedSize(Row);

    /// <summary>Fails where the elements of a .npy file don't end with it: asked again once nobody else appends.</summary>
    public void RequireEnd(OpenedFile file)
    {
        if (Header is not null)
        {
            RequireEnd(NpyHeader.Read(NpyFile.ReadStart(file, 0, NpyHeader.MaxLength), Path), file, RandomAccess.GetLength(file.Handle));
        }
    }

    private static void RequireEnd(NpyHeader header, OpenedFile file, long length)
    {
        if (header.Shape.Length == 0 || (header.Shape.Length > 1 && header.Order == MemoryOrder.F))
        {
            throw Error.ResizeAxes(header.Shape.Length);
        }
        long end = header.Length + header.ByteSize;
        if (length != end)
        {
            throw length < end ? Error.NpyTooShort(file.Path, end, length) : Error.TrailingBytes(file.Path, end, length);
        }
    }
}
