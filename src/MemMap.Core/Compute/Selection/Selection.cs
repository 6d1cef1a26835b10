namespace MemMap.Compute;

/// <summary>The elements that an advanced index selects, which no view can express.</summary>
internal abstract class Selection
{
    /// <summary>The shape of the selection.</summary>
    internal abstract long[] ResultShape { get; }

    /// <summary>A new array of the selected elements.</summary>
    internal abstract ArrayRef Take(ArrayRef array);

    /// <summary>
    /// Assigns values, which broadcast to <see cref="ResultShape"/>. If a place is selected twice, the last value wins.
    /// </summary>
    internal abstract void Put(ArrayRef array, ArrayRef value);

    /// <summary>The values in the target's dtype and the result's shape, in memory that does not overlap the target.</summary>
    private protected ArrayRef ValuesFor(ArrayRef array, ArrayRef value)
    {
        array.RequireWriteable();
        if (value.DType.Equals(array.DType) && value.IsContiguous && value.Layout.Shape.SequenceEqual(ResultShape)
            && !value.Buffer.SharesBytesWith(array.Buffer))
        {
            return value.InMemory();
        }
        ArrayRef values = ArrayRef.Allocate(ResultShape, array.DType);
        Elementwise.Copy(value, values);
        return values;
    }
}
