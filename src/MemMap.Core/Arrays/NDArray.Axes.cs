using MemMap.Formats;

namespace MemMap;

public partial class NDArray
{
    /// <summary>
    /// The names of the axes, as the file of the array has them; null for those without one. A view has those of its base if its axes are
    /// plainly the same ones, as those of a slice are.
    /// </summary>
    internal string?[] AxisNames
    {
        get
        {
            NDArray whole = Base ?? this;
            return whole.Attributes.GetValueOrDefault(ContainerArray.AxisNames) is object?[] names && names.Length == whole.NDim
                && NDim == whole.NDim && Enumerable.Range(0, NDim).All(axis => IsAxisOf(whole, axis))
                ? [.. names.Select(name => name as string)] : new string?[NDim];
        }
    }

    /// <summary>Returns the number of the axis of a name.</summary>
    /// <exception cref="ArgumentException">The array has no axis of this name, or several.</exception>
    internal int AxisOf(string name)
    {
        string?[] names = AxisNames;
        int[] found = [.. Enumerable.Range(0, names.Length).Where(axis => names[axis] == name)];
        found = found.Length > 0 ? found
            : [.. Enumerable.Range(0, names.Length).Where(axis => string.Equals(names[axis], name, StringComparison.OrdinalIgnoreCase))];
        return found is [var only] ? only : throw Error.NoSuchAxis(name, names, found.Length, DType);
    }

    // All elements along the axis are along the same axis of the whole array.
    private bool IsAxisOf(NDArray whole, int axis)
    {
        long length = Shape[axis], stride = Layout.Strides[axis], step = whole.Layout.Strides[axis];
        return length <= 1 || (step != 0 && stride % step == 0 && Math.Abs(stride / step) * (length - 1) < whole.Shape[axis]);
    }
}
