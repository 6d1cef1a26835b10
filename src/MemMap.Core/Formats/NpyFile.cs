using MemMap.Geometry;
using MemMap.Memory;
using Microsoft.Win32.SafeHandles;

namespace MemMap.Formats;

/// <summary>Maps .npy files, and creates them.</summary>
internal static class NpyFile
{
    /// <summary>Plans to map an existing file with the dtype, shape and order of its header. Returns null if it has no header.</summary>
    public static OpenPlan? TryPlanOpen(MapRequest request, ArraySpec given, bool isDemanded)
    {
        // Open the file read-only for the header, whatever the mode.
        MapRequest reading = request with { Mode = MapMode.ReadOnly };
        OpenedFile file = request.Stream is { } stream ? OpenedFile.FromStream(stream, reading)
            : OpenedFile.FromPath(request.Path!, reading);
        using (file.Owner)
        {
            // Who gives a dtype or an offset maps the bytes of a container himself: no more than the first ones are needed.
            bool mayBeContainer = !isDemanded && given is { DType: null, Offset: null };
            if (!isDemanded && !mayBeContainer && !NpyHeader.IsNpy(ReadStart(file, 0, NpyHeader.MagicLength)))
            {
                return null;
            }
            byte[] start = ReadStart(file, 0, NpyHeader.MaxLength);
            if (!isDemanded && !NpyHeader.IsNpy(start))
            {
                return mayBeContainer && Container.Recognise(start) is { } container
                    ? ContainerFile.Plan(container, request, given, null) : null;
            }
            if (given.MaxHeader > NpyHeader.MaxText)
            {
                start = ReadStart(file, 0, Math.Min(NpyHeader.DeclaredLength(start), NpyHeader.MaxLength + (long)given.MaxHeader));
            }
            NpyHeader header = NpyHeader.Read(start, file.Path, given.MaxHeader);
            return PlanMember(WithHeader(request, header, file.Path), given, header, 0, file.Path);
        }
    }

    /// <summary>Plans to map the elements after a header at any offset of a file.</summary>
    /// <param name="request">The file and the mode.</param>
    /// <param name="given">The user's parameters, which must agree with the header.</param>
    /// <param name="header">The header.</param>
    /// <param name="start">The offset of the header in the file.</param>
    /// <param name="name">The file, or the member of an archive, for messages.</param>
    public static OpenPlan PlanMember(MapRequest request, ArraySpec given, NpyHeader header, long start, string name)
    {
        long offset = start + header.Length, byteSize = header.ByteSize;
        given.RequireAgreement(header, offset, name);
        // Check the length here: mode r+ would extend a file that is too short, but missing data are not zeros.
        request = request with
        {
            Offset = offset,
            ByteLength = null,
            Measure = length
                => length - offset >= byteSize ? byteSize : throw Error.NpyTooShort(name, header.Length + byteSize, length - start),
        };
        // Prefer the given dtype: it is equal, but may have a meaning.
        return new OpenPlan(request, () => [RawFile.Map(request, given.DType ?? header.DType, header.Shape, header.Order)]);
    }

    /// <summary>Plans to create a file: a header, and zeros.</summary>
    public static OpenPlan PlanCreate(MapRequest request, ArraySpec given)
    {
        DType dtype = given.DType ?? DType.UInt8;
        long[] shape = given.Shape ?? throw Error.ShapeRequired(request.Offset);
        if (dtype.SubType is { } element)
        {
            // A header stores the axes of a sub-array in the shape.
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

    /// <summary>Returns a request for the array behind a header, which is read and written when the array is resized.</summary>
    private static MapRequest WithHeader(MapRequest request, NpyHeader header, string path) => request with
    {
        MakeHeader = Rewriting(header, path),
        ReadRows = handle =>
        {
            // The longest header that was accepted may have grown by some digits.
            byte[] start = ReadStart(new OpenedFile(path, handle, handle, IsNew: false), 0, Math.Max(NpyHeader.MaxLength, header.Length));
            NpyHeader present = NpyHeader.Read(start, path, Math.Max(NpyHeader.MaxText, (int)header.Length));
            return present.DType.Equals(header.DType) && present.Length == header.Length
                && present.Shape.AsSpan(1).SequenceEqual(header.Shape.AsSpan(1)) ? present.Shape[0] : throw Error.OtherFile(path);
        },
    };

    /// <summary>Returns what makes the header of a file whose array is resized; see <see cref="MapRequest.MakeHeader"/>.</summary>
    public static Func<long, Action<SafeFileHandle>> Rewriting(NpyHeader header, string path)
        => rows =>
        {
            byte[] bytes = header.WithRows(rows, path);
            return file =>
            {
                try
                {
                    RandomAccess.Write(file, bytes, 0);
                }
                catch (Exception e) when (e is IOException or UnauthorizedAccessException)
                {
                    throw Error.CannotWrite(path, e);
                }
            };
        };

    /// <summary>Returns the order for a header. An array that is contiguous in both orders is saved as C.</summary>
    internal static MemoryOrder Normalize(ReadOnlySpan<long> shape, MemoryOrder order)
    {
        Layout layout = Layout.Contiguous(shape, 1, order);
        return layout.IsContiguous(1) ? MemoryOrder.C : order;
    }

    // Write the header through a map of the whole file, so that all space is reserved before the old content is deleted.
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
        // As in numpy's open_memmap, the new file is mapped in r+, from the first element.
        return RawFile.Map(
            WithHeader(request, NpyHeader.Read(header, whole.Path), whole.Path) with
            {
                Mode = MapMode.ReadWrite,
                NoClobber = false,
                Offset = header.Length,
                ByteLength = request.ByteLength - header.Length,
            },
            dtype, shape, order);
    }

    /// <summary>Returns bytes of a file from an offset; fewer at the end of the file.</summary>
    internal static byte[] ReadStart(OpenedFile file, long at, long count)
    {
        try
        {
            var bytes = new byte[Math.Clamp(file.Length - at, 0, count)];
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
