using MemMap.DataTypes;
using MemMap.Geometry;

namespace MemMap;

/// <summary>A record of an array, as numpy's <c>np.void</c> is a view of one. It keeps the array's map open, as any view does.</summary>
/// <param name="array">The array, or a view of it.</param>
/// <param name="dtype">The dtype of the record.</param>
/// <param name="offset">Where it is in the array's buffer.</param>
internal sealed class RecordPlace(NDArray array, DType dtype, long offset) : IRecordPlace
{
    /// <summary>Reads a record of an array, with its place.</summary>
    /// <param name="array">An array of records.</param>
    /// <param name="offset">Where the record is in the array's buffer.</param>
    internal static Record Read(NDArray array, long offset)
    {
        var record = (Record)array.Ref.ReadStored(offset)!;
        record.Place = new RecordPlace(array, array.DType, offset);
        return record;
    }

    /// <inheritdoc/>
    public object? Set(int index, object? value)
    {
        Field field = dtype.Fields![index];
        try
        {
            array.RequireWriteable();
            array.WithLayout(Layout.Contiguous([], dtype.ItemSize, offset: offset), dtype).Field(field.Name).SetItem([], value);
        }
        catch (Exception exception) when (exception is ObjectDisposedException || !array.IsWriteable)
        {
            throw Error.RecordCannotChange(exception);
        }
        return (array.Ref with { DType = field.DType }).ReadStored(offset + field.Offset);
    }

    /// <inheritdoc/>
    public IRecordPlace Nested(int index, long element)
    {
        Field field = dtype.Fields![index];
        DType item = field.DType.SubType ?? field.DType;
        return new RecordPlace(array, item, offset + field.Offset + (element * item.ItemSize));
    }
}
