namespace MemMap.Compute;

/// <summary>Elements of an array that no view can show: what an advanced index selects.</summary>
internal abstract class Selection
{
    /// <summary>The shape of what is selected.</summary>
    internal abstract long[] ResultShape { get; }

    /// <summary>A new array of the selected elements.</summary>
    internal abstract NDArray Take(NDArray array);

    /// <summary>Assigns values, which broadcast to <see cref="ResultShape"/>. Of places that are selected twice the last value stays.</summary>
    internal abstract void Put(NDArray array, NDArray value);

    /// <summary>Values in the target's own dtype, each at its place in the result's shape, and apart from the target.</summary>
    private protected NDArray ValuesFor(NDArray array, NDArray value)
    {
        array.RequireWriteable();
        if (value.DType.Equals(array.DType) && value.IsContiguous && value.Layout.Shape.SequenceEqual(ResultShape)
            && !ReferenceEquals(value.Buffer, array.Buffer))
        {
            return value.InMemory();
        }
        NDArray values = NDArray.Allocate(ResultShape, array.DType, MemoryOrder.C, zeroed: false);
        Elementwise.Copy(value, values);
        return values;
    }
}
