namespace MemMap.Compute;

/// <summary>Elements of an array that no view can show: what an advanced index selects.</summary>
internal abstract class Selection
{
    /// <summary>The shape of what is selected.</summary>
    internal abstract long[] ResultShape { get; }

    /// <summary>A new array of the selected elements.</summary>
    internal abstract ArrayRef Take(ArrayRef array);

    /// <summary>
    /// Assigns values, which broadcast to <see cref="ResultShape"/>. Of places that are selected twice the last value stays.
    /// </summary>
    internal abstract void Put(ArrayRef array, ArrayRef value);

    /// <summary>Values in the target's own dtype, each at its place in the result's shape, and apart from the target.</summary>
    private protected ArrayRef ValuesFor(ArrayRef array, ArrayRef value)
    {
        array.RequireWriteable();
        if (value.DType.Equals(array.DType) && value.IsContiguous && value.Layout.Shape.SequenceEqual(ResultShape)
            && !ReferenceEquals(value.Buffer, array.Buffer))
        {
            return value.InMemory();
        }
        ArrayRef values = ArrayRef.Allocate(ResultShape, array.DType);
        Elementwise.Copy(value, values);
        return values;
    }
}
