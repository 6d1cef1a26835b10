using MemMap.Compute;
using MemMap.DataTypes;
using MemMap.Geometry;

namespace MemMap;

// Elements by position: taken and assigned.
public partial class NDArray
{
    /// <summary>
    /// The elements at positions along an axis, for each line of their own: with what <see cref="ArgSort(int?)"/> along the axis gives,
    /// the sorted array.
    /// </summary>
    /// <param name="indices">The positions, an array or lists; negative ones count from the end. Their shape broadcasts with this array's
    /// in the other axes.</param>
    /// <param name="axis">The axis, negative counted from the end; null for all elements as one line.</param>
    /// <returns>A new array of the shape of the positions.</returns>
    /// <exception cref="ArgumentException">There are not as many axes of positions, or they are no integers.</exception>
    /// <exception cref="IndexOutOfRangeException">A position is out of bounds.</exception>
    public NDArray TakeAlongAxis(object indices, int? axis) => axis is null ? Ravel().TakeAlongAxis(indices, 0)
        : (NDArray)GetItem(AlongAxis(indices, axis.Value))!;

    /// <summary>Assigns to the elements at positions along an axis, for each line of their own.</summary>
    /// <param name="indices">The positions, as for <see cref="TakeAlongAxis"/>. Of equal ones, the last value stays.</param>
    /// <param name="values">An array, a list or one value; it broadcasts to the shape of the positions.</param>
    /// <param name="axis">The axis, negative counted from the end; null for all elements as one line.</param>
    /// <inheritdoc cref="TakeAlongAxis" path="/exception"/>
    /// <exception cref="InvalidOperationException">The array is read-only.</exception>
    public void PutAlongAxis(object indices, object values, int? axis)
    {
        RequireWriteable();
        if (axis is null)
        {
            PutAt(Positions(indices, 1), values);
        }
        else
        {
            SetItem(AlongAxis(indices, axis.Value), values);
        }
    }

    /// <summary>The index of positions along an axis: on each other axis, a line of all indices.</summary>
    private object?[] AlongAxis(object indices, int axis)
    {
        axis = Layout.NormalizeAxis(axis, NDim);
        NDArray positions = Positions(indices, NDim);
        if (NDim == 1)
        {
            return [positions];
        }
        var index = new object?[NDim];
        for (int i = 0; i < index.Length; i++)
        {
            long[] shape = new long[NDim];
            System.Array.Fill(shape, 1);
            shape[i] = -1;
            index[i] = i == axis ? positions : Arange(Layout.Shape[i]).Reshape(shape);
        }
        return index;
    }

    private static NDArray Positions(object indices, int ndim)
    {
        NDArray positions = IntegerArray(indices, "indices");
        return positions.NDim == ndim ? positions : throw Error.PositionAxes(positions.NDim, ndim);
    }

    /// <summary>Assigns to the elements at positions counted in C order.</summary>
    /// <param name="indices">The positions, one, a list or an array. Of equal ones, the last value stays.</param>
    /// <param name="values">One value, or an array or a list of them, from which the positions take in turn: it is repeated if there are
    /// more positions.</param>
    /// <param name="mode">What a position out of bounds means.</param>
    /// <exception cref="IndexOutOfRangeException">A position is out of bounds, by mode Raise; then nothing is changed.</exception>
    /// <exception cref="ArgumentException">The positions are no integers.</exception>
    /// <exception cref="InvalidOperationException">The array is read-only.</exception>
    public void Put(object indices, object values, IndexMode mode = IndexMode.Raise)
    {
        RequireWriteable();
        NDArray positions = IntegerArray(indices, "indices").Ravel(), given = ValuesOf(values);
        if (positions.Size == 0 || given.Size == 0)
        {
            return;
        }
        NDArray places = new(IndexBounds.Apply(positions._ref, Size, mode));
        PutAt(places, given.Take(Arange(places.Size) % given.Size));
    }

    /// <summary>Assigns to the elements where a mask is true.</summary>
    /// <param name="mask">A mask of as many elements; anything but zero is true.</param>
    /// <param name="values">One value, or an array or a list of them: an element takes the value at its own position, counted in C order.
    /// They are repeated if there are less than elements.</param>
    /// <exception cref="ArgumentException">The mask has another number of elements.</exception>
    /// <exception cref="InvalidOperationException">The array is read-only.</exception>
    public void PutMask(object mask, object values)
    {
        RequireWriteable();
        NDArray truth = Array(mask), given = ValuesOf(values);
        if (truth.Size != Size)
        {
            throw Error.MaskSize(truth.Size, Size);
        }
        NDArray places = truth.FlatNonZero();
        if (places.Size > 0 && given.Size > 0)
        {
            PutAt(places, given.Take(places % given.Size));
        }
    }

    private NDArray ValuesOf(object values) => new NDArray(ArrayLiteral.ToAssign(KeptElement.Unwrap(values, DType), DType)).Ravel();

    /// <summary>Assigns to the elements at positions in C order.</summary>
    private void PutAt(NDArray positions, object values)
    {
        NDArray array = AtLeast1d();
        array.SetItem(array.NDim == 1 ? [positions] : UnravelIndex(positions, array.Shape), values);
    }

    /// <summary>The elements, or the parts along an axis, where a condition is true.</summary>
    /// <param name="condition">A list or an array of one dimension; anything but zero is true. What it doesn't reach is left out.</param>
    /// <param name="axis">The axis, negative counted from the end; null for all elements as one line.</param>
    /// <returns>A new array.</returns>
    /// <exception cref="ArgumentException">The condition has several dimensions, or the axis is out of bounds.</exception>
    /// <exception cref="IndexOutOfRangeException">The condition is true beyond the end.</exception>
    public NDArray Compress(object condition, int? axis = null)
    {
        NDArray truth = Array(condition);
        return truth.NDim != 1 ? throw Error.ConditionAxes(truth.NDim)
            : axis is null ? Ravel().Take(truth.FlatNonZero(), 0) : Take(truth.FlatNonZero(), axis.Value);
    }

    /// <summary>The positions, counted in C order, of the elements that are not zero (for text: not empty).</summary>
    /// <returns>A new int64 array of one dimension.</returns>
    public NDArray FlatNonZero() => Ravel().ArgWhere().Ravel();

    /// <summary>The indices of positions in an array of some shape, such as those that <c>ArgMax</c> gives without an axis.</summary>
    /// <param name="indices">The positions, one, a list or an array.</param>
    /// <param name="shape">The shape.</param>
    /// <param name="order">The order in which positions are counted.</param>
    /// <returns>An int64 array for each axis, in the shape of the positions.</returns>
    /// <exception cref="IndexOutOfRangeException">A position is negative or too large.</exception>
    /// <exception cref="ArgumentException">The positions are no integers.</exception>
    public static NDArray[] UnravelIndex(object indices, long[] shape, MemoryOrder order = MemoryOrder.C)
    {
        ArgumentNullException.ThrowIfNull(shape);
        NDArray positions = IntegerArray(indices, "indices");
        long size = Layout.CheckedSize(shape);
        IndexBounds.Require(positions._ref, size, index => Error.FlatIndexOutOfBounds(index, size));
        Layout steps = Layout.Contiguous(shape, 1, order);
        var index = new NDArray[shape.Length];
        for (int axis = 0; axis < index.Length; axis++)
        {
            index[axis] = positions.Size == 0 ? positions : positions.FloorDivide(steps.Strides[axis]) % shape[axis];
        }
        return index;
    }

    /// <summary>The positions of indices in an array of some shape: the opposite of <see cref="UnravelIndex"/>.</summary>
    /// <param name="multiIndex">The indices, a number, a list or an array for each axis; they broadcast together.</param>
    /// <param name="dims">The shape.</param>
    /// <param name="mode">What an index out of bounds means.</param>
    /// <param name="order">The order in which positions are counted.</param>
    /// <returns>An int64 array in the shape that the indices broadcast to.</returns>
    /// <exception cref="ArgumentException">There is not one for each axis, they don't broadcast, or are no integers.</exception>
    /// <exception cref="IndexOutOfRangeException">An index is out of bounds, by mode Raise: negative ones are.</exception>
    public static NDArray RavelMultiIndex(
        object[] multiIndex, long[] dims, IndexMode mode = IndexMode.Raise, MemoryOrder order = MemoryOrder.C)
    {
        ArgumentNullException.ThrowIfNull(multiIndex);
        ArgumentNullException.ThrowIfNull(dims);
        if (multiIndex.Length != dims.Length)
        {
            throw Error.IndexCountMismatch(dims.Length, multiIndex.Length);
        }
        Layout steps = Layout.Contiguous(dims, 1, order);
        NDArray result = Zeros([], DType.Int64);
        for (int axis = 0; axis < dims.Length; axis++)
        {
            ArrayRef index = IntegerArray(multiIndex[axis], "indices")._ref;
            if (mode == IndexMode.Raise)
            {
                int of = axis;
                IndexBounds.Require(index, dims[axis], at => Error.IndexOutOfBounds(at, of, dims[of]));
            }
            result += new NDArray(IndexBounds.Apply(index, dims[axis], mode)) * steps.Strides[axis];
        }
        return result;
    }
}
