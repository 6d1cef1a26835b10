using MemMap.Geometry;
using MemMap.Memory;

namespace MemMap.Formats;

/// <summary>
/// The file to append elements to: an existing file, whose length or header gives the number of its elements, or a new one.
/// </summary>
/// <param name="Path">The file.</param>
/// <param name="IsContinued">Whether the elements are appended to an existing file.</param>
/// <param name="IsNpy">Whether the file has a .npy header.</param>
/// <param name="Header">The header of an existing .npy file.</param>
/// <param name="Row">The lengths of the axes after the first one.</param>
internal sealed record AppendTarget(string Path, bool IsContinued, bool IsNpy, NpyHeader? Header, long[] Row)
{
    /// <summary>Detects the format of the file, and checks it against the user's parameters. Nothing is changed.</summary>
    /// <param name="path">The file.</param>
    /// <param name="format">Raw, .npy, or auto: by the first bytes of an existing file, by the name of a new one.</param>
    /// <param name="given">The user's dtype, and the axes after the first one as the shape.</param>
    /// <param name="append">Whether to append to an existing file instead of replacing it.</param>
    /// <exception cref="InvalidDataException">The header is invalid.</exception>
    /// <exception cref="ArgumentException">The header contradicts the parameters, or the format can't be written from objects.</exception>
    /// <exception cref="InvalidOperationException">The file can't be appended to.</exception>
    public static AppendTarget Find(string path, FileFormat format, ArraySpec given, bool append)
    {
        long[] row = given.Shape ?? [];
        bool isContinued = append && FileLinks.LeadsToFile(path);
        if (!isContinued)
        {
            format = format == FileFormat.Auto ? ExportFormat.OfName(path) : format;
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

    /// <summary>Returns the target for elements of a dtype. A header stores the axes of a sub-array in the shape.</summary>
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

    /// <summary>The number of elements in a row.</summary>
    public long RowSize => Layout.CheckedSize(Row);

    /// <summary>Throws if data follows the elements of a .npy file. Call it again when the file is locked for appending.</summary>
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
