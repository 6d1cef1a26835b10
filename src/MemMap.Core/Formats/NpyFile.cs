using MemMap.Geometry;
using MemMap.Memory;
using Microsoft.Win32.SafeHandles;

namespace MemMap.Formats;

/// <summary>Maps .npy files, and creates them.</summary>
internal static class NpyFile
{
    /// <summary>Plans to map an existing file with the dtype, shape and order of its header; null where it has none.</summary>
    public static OpenPlan? TryPlanOpen(MapRequest request, ArraySpec given, bool isDemanded)
    {
        // Only to read the header, whatever the mode is going to be.
        MapRequest reading = request with { Mode = MapMode.ReadOnly };
        OpenedFile file = request.Stream is { } stream ? OpenedFile.FromStream(stream, reading)
            : OpenedFile.FromPath(request.Path!, reading);
        using (file.Owner)
        {
            byte[] start = ReadStart(file, 0, NpyHeader.MaxLength);
            if (!isDemanded && !NpyHeader.IsNpy(start))
            {
                return null;
            }
            NpyHeader header = NpyHeader.Read(start, file.Path);
            return PlanMember(request with { WriteHeader = Rewriting(header, file.Path) }, given, header, 0, file.Path);
        }
    }

    /// <summary>Plans to map the elements behind a header that is somewhere in a file.</summary>
    /// <param name="request">The file and the mode.</param>
    /// <param name="given">What the user says, which must agree.</param>
    /// <param name="header">The header.</param>
    /// <param name="start">Where in the file the header begins.</param>
    /// <param name="name">The file, or the member of an archive, for messages.</param>
    public static OpenPlan PlanMember(MapRequest request, ArraySpec given, NpyHeader header, long start, string name)
    {
        long offset = start + header.Length, byteSize = header.ByteSize;
        given.RequireAgreement(header, offset, name);
        // Measured, not demanded: in mode r+ a file that is too short would be extended, and data that is missing is no zeros.
        request = request with
        {
            Offset = offset,
            ByteLength = null,
            Measure = length
                => length - offset >= byteSize ? byteSize : throw Error.NpyTooShort(name, header.Length + byteSize, length - start),
        };
        // The same dtype; but what is given may say more of what elements stand for.
        return new OpenPlan(request, () => [RawFile.Map(request, given.DType ?? header.DType, header.Shape, header.Order)]);
    }

    /// <summary>Plans to create a file: a header, and zeros.</summary>
    public static OpenPlan PlanCreate(MapRequest request, ArraySpec given)
    {
        DType dtype = given.DType ?? DType.UInt8;
        long[] shape = given.Shape ?? throw Error.ShapeRequired();
        if (dtype.SubType is { } element)
        {
            // A header has no other place for the axes of a sub-array than the shape.
            shape = [.. shape, .. dtype.SubShape!];
            dtype = element;
        }
        if (dtype.ItemSize == 0)
        {
            throw Error.NoItemSize(dtype);
        }
        MemoryOrder order = Normalize(shape, given.Order ?? MemoryOrder.C);
        byte[] header = NpyHeader.Write(dtype, shape, order);
        if (given.Offset is { } offset && offset != 0 && offset != header.Length)
        {
            throw Error.NpyOffset(offset);
        }
        request = request with { Offset = 0, ByteLength = checked(header.Length + Layout.CheckedByteSize(shape, dtype.ItemSize)) };
        request.Validate();
        return new OpenPlan(request, () => [Create(request, dtype, shape, order, header)]);
    }

    /// <summary>Brings the header at a file's start up to date when the array in it is resized.</summary>
    public static Action<SafeFileHandle, long> Rewriting(NpyHeader header, string path)
        => (file, rows) =>
        {
            byte[] bytes = header.WithRows(rows, path);
            try
            {
                RandomAccess.Write(file, bytes, 0);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw Error.CannotWrite(path, e);
            }
        };

    /// <summary>The order that a header states: an array that is contiguous in both is saved as C.</summary>
    internal static MemoryOrder Normalize(ReadOnlySpan<long> shape, MemoryOrder order)
    {
        Layout layout = Layout.Contiguous(shape, 1, order);
        return layout.IsContiguous(1) ? MemoryOrder.C : order;
    }

    // The header is written through a map of the whole file, so that all of the space is there before the old content goes.
    private static OpenedArray Create(MapRequest request, DType dtype, long[] shape, MemoryOrder order, byte[] header)
    {
        MappedFile whole = MappedFile.Open(request);
        try
        {
            using BufferLease lease = whole.Lease(forWrite: true);
            lease.Write(0, header);
        }
        finally
        {
            whole.Close();
        }
        // As numpy's open_memmap: what was created is mapped in r+, from the first element on.
        return RawFile.Map(
            request with
            {
                Mode = MapMode.ReadWrite,
                NoClobber = false,
                Offset = header.Length,
                ByteLength = request.ByteLength - header.Length,
                WriteHeader = Rewriting(NpyHeader.Read(header, whole.Path), whole.Path),
            },
            dtype, shape, order);
    }

    /// <summary>The bytes of a file from somewhere on; fewer where it ends.</summary>
    internal static byte[] ReadStart(OpenedFile file, long at, long count)
    {
        try
        {
            var bytes = new byte[Math.Clamp(RandomAccess.GetLength(file.Handle) - at, 0, count)];
            int read = 0;
            for (int more; read < bytes.Length && (more = RandomAccess.Read(file.Handle, bytes.AsSpan(read), at + read)) > 0; read += more)
            {
            }
            return read == bytes.Length ? bytes : bytes[..read];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Error.CannotOpen(file.Path, e);
        }
    }
}
