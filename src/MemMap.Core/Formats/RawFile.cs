using MemMap.Compute;
using MemMap.Geometry;
using MemMap.Memory;

namespace MemMap.Formats;

/// <summary>Maps the bytes of a file, whatever they are.</summary>
internal static class RawFile
{
    /// <summary>How a file without a header is opened.</summary>
    public static OpenPlan Plan(MapRequest request, ArraySpec given)
    {
        DType dtype = given.DType ?? DType.UInt8;
        request = Sized(request with { Offset = given.Offset ?? 0 }, dtype, given.Shape);
        request.Validate();
        return new OpenPlan(request, () => [Map(request, dtype, given.Shape, given.Order ?? MemoryOrder.C)]);
    }

    /// <summary>The request with the length in it that elements of a dtype and shape need.</summary>
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

    /// <summary>Maps as a request says; its length is right for the dtype and shape.</summary>
    public static OpenedArray Map(MapRequest request, DType dtype, long[]? shape, MemoryOrder order)
    {
        MappedFile file = MappedFile.Open(request);
        Layout layout = Layout.Contiguous(shape ?? [file.ByteLength / dtype.ItemSize], dtype.ItemSize, order);
        return new(new ArrayRef(file, layout, dtype).WithLayout(layout), order);
    }
}
