using MemMap.Compute;
using MemMap.Geometry;
using MemMap.Memory;

namespace MemMap.Formats;

/// <summary>Maps the bytes of a file, whatever they are.</summary>
internal static class RawFile
{
    /// <summary>Plans to open a file without a header.</summary>
    public static OpenPlan Plan(MapRequest request, ArraySpec given)
    {
        DType dtype = given.DType ?? DType.UInt8;
        request = Sized(request with { Offset = given.Offset ?? 0 }, dtype, given.Shape);
        request.Validate();
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
                    : throw Error.NotAMultiple(fileLength - request.Offset, dtype, isMap: true),
            };
    }

    /// <summary>Maps a file. The length in the request must fit the dtype and shape.</summary>
    public static OpenedArray Map(MapRequest request, DType dtype, long[]? shape, MemoryOrder order)
    {
        MappedFile file = MappedFile.Open(request);
        Layout layout = Layout.Contiguous(shape ?? [file.ByteLength / dtype.ItemSize], dtype.ItemSize, order);
        return new(new ArrayRef(file, layout, dtype).WithLayout(layout), order);
    }
}
