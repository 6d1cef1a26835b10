using MemMap.Compute;
using MemMap.Geometry;

namespace MemMap;

// Arrays behind and beside one another, and repeated.
public partial class NDArray
{
    /// <summary>Arrays one behind the other along their first axis.</summary>
    /// <inheritdoc cref="Concatenate(object[], int?, NDArray)"/>
    public static NDArray Concatenate(object[] arrays) => Concatenate(arrays, 0);

    /// <summary>Arrays one behind the other along an axis.</summary>
    /// <param name="arrays">The arrays, or lists. They may differ in the length of the axis, and in dtype: results have the one that holds
    /// all of them.</param>
    /// <param name="axis">The axis, negative counted from the end; null for the elements of all arrays as one line.</param>
    /// <param name="out">The array that takes the results, instead of a new one: of their shape, and of a dtype that they are cast to by
    /// the rule same_kind. It may be one of the arrays, or have elements of them.</param>
    /// <returns>
    /// A new array, or a lazy one if an array is lazy. To have maps as one array without a copy, see <see cref="JoinedMemMap"/>.
    /// </returns>
    /// <exception cref="ArgumentException">There is no array, one has no axes, or another length along another axis.</exception>
    /// <exception cref="InvalidCastException">The arrays have no common dtype.</exception>
    /// <exception cref="InsufficientMemoryException">The results don't fit in memory.</exception>
    public static NDArray Concatenate(object[] arrays, int? axis, NDArray? @out = null)
    {
        ArrayRef[] parts = RefsOf(arrays);
        return Concatenated(axis is null ? System.Array.ConvertAll(parts, part => part.Ravel()) : parts, axis ?? 0, @out);
    }

    /// <summary>Arrays of one shape beside one another, along a new axis.</summary>
    /// <param name="arrays">The arrays, or lists.</param>
    /// <param name="axis">The position of the new axis in the result; negative counts from the end.</param>
    /// <param name="out">The array that takes the results, as for <see cref="Concatenate(object[], int?, NDArray)"/>.</param>
    /// <returns>A new array of one axis more, or a lazy one if an array is lazy.</returns>
    /// <exception cref="ArgumentException">There is no array, they differ in shape, or the axis is out of bounds.</exception>
    /// <exception cref="InvalidCastException">The arrays have no common dtype.</exception>
    /// <exception cref="InsufficientMemoryException">The results don't fit in memory.</exception>
    public static NDArray Stack(object[] arrays, int axis = 0, NDArray? @out = null)
    {
        ArrayRef[] parts = RefsOf(arrays);
        for (int i = 1; i < parts.Length; i++)
        {
            if (!parts[i].Layout.Shape.SequenceEqual(parts[0].Layout.Shape))
            {
                throw Error.StackShapes(parts[0].Layout.Shape, i, parts[i].Layout.Shape);
            }
        }
        ArrayRef[] expanded = System.Array.ConvertAll(parts, part => part.WithLayout(part.Layout.ExpandDims(axis)));
        return Concatenated(expanded, parts.Length == 0 ? 0 : Layout.NormalizeAxis(axis, expanded[0].NDim), @out);
    }

    /// <summary>Arrays as rows below one another: along the first axis, lines as tables of one row.</summary>
    /// <inheritdoc cref="Concatenate(object[], int?, NDArray)"/>
    /// <param name="arrays">The arrays, or lists.</param>
    public static NDArray VStack(object[] arrays)
        => Concatenate(System.Array.ConvertAll(FacesOf(arrays), face => (object)face.AtLeast2d()), 0);

    /// <summary>Arrays as columns beside one another: along the second axis; lines along their only one.</summary>
    /// <inheritdoc cref="VStack"/>
    public static NDArray HStack(object[] arrays)
    {
        NDArray[] faces = System.Array.ConvertAll(FacesOf(arrays), face => face.AtLeast1d());
        return Concatenate(faces, faces is [{ NDim: 1 }, ..] ? 0 : 1);
    }

    /// <summary>Arrays behind one another in depth: along the third axis, which lines and tables get first.</summary>
    /// <inheritdoc cref="VStack"/>
    public static NDArray DStack(object[] arrays)
        => Concatenate(System.Array.ConvertAll(FacesOf(arrays), face => (object)face.AtLeast3d()), 2);

    /// <summary>The elements of this array, and behind them others, as one line.</summary>
    /// <param name="values">An array, a list or a number.</param>
    /// <returns>A new array of one dimension, in the dtype that holds both; this array does not change.</returns>
    /// <exception cref="InvalidCastException">There is no common dtype.</exception>
    public NDArray Append(object values) => Append(values, null);

    /// <summary>This array, and behind it others along an axis.</summary>
    /// <param name="values">An array, a list or a number.</param>
    /// <param name="axis">The axis, negative counted from the end; null for all elements as one line.</param>
    /// <returns>A new array, in the dtype that holds both; this array does not change.</returns>
    /// <exception cref="ArgumentException">The two differ in the number of axes, or in the length of another one.</exception>
    /// <exception cref="InvalidCastException">There is no common dtype.</exception>
    public NDArray Append(object values, int? axis) => Concatenate([this, values], axis);

    /// <summary>The array so many times behind itself along each axis.</summary>
    /// <param name="reps">The number of times, matched with the axes from the last; more of them than axes add axes in front.</param>
    /// <returns>A new array, or a lazy one of a lazy array.</returns>
    /// <exception cref="ArgumentException">A number is negative.</exception>
    /// <exception cref="InsufficientMemoryException">The results don't fit in memory.</exception>
    public NDArray Tile(params long[] reps)
    {
        ArgumentNullException.ThrowIfNull(reps);
        return new(Repetition.Tile(_ref, reps));
    }

    /// <summary>Each element so many times, one beside the other, as one line.</summary>
    /// <inheritdoc cref="Repeat(object, int?)"/>
    public NDArray Repeat(object repeats) => Repeat(repeats, null);

    /// <summary>Each index of an axis so many times, one beside the other.</summary>
    /// <param name="repeats">The number of times, for all or in a list for each index.</param>
    /// <param name="axis">The axis, negative counted from the end; null for all elements as one line.</param>
    /// <returns>A new array; a lazy one of a lazy array if one number is given.</returns>
    /// <exception cref="ArgumentException">A number is negative, or there are not as many as indices.</exception>
    /// <exception cref="InsufficientMemoryException">The results don't fit in memory.</exception>
    public NDArray Repeat(object repeats, int? axis)
    {
        NDArray array = axis is null ? Ravel() : this;
        int along = Layout.NormalizeAxis(axis ?? 0, array.NDim);
        long[] counts = Integers(repeats, "repeats");
        long length = array.Layout.Shape[along];
        return counts.Length == 1 ? new(Repetition.Repeat(array._ref, counts[0], along))
            : counts.Length == length ? array.Take(new NDArray(Repetition.Positions(counts)), along)
            : throw Error.RepeatsMismatch(counts.Length, along, length);
    }

    /// <summary>The elements moved on by a number of places, as one line; those that leave the end come in at the start.</summary>
    /// <param name="shift">The number of places; negative moves towards the start.</param>
    /// <returns>A new array of this shape, or a lazy one of a lazy array.</returns>
    public NDArray Roll(long shift) => Ravel().Roll(shift, 0).Reshape(Shape);

    /// <summary>The elements moved on by a number of places along an axis; those that leave the end come in at the start.</summary>
    /// <param name="shift">The number of places; negative moves towards the start.</param>
    /// <param name="axis">The axis; negative counts from the end.</param>
    /// <returns>A new array of this shape, or a lazy one of a lazy array.</returns>
    /// <exception cref="ArgumentException">The axis is out of bounds.</exception>
    public NDArray Roll(long shift, int axis)
    {
        axis = Layout.NormalizeAxis(axis, NDim);
        long length = Layout.Shape[axis], places = length == 0 ? 0 : ((shift % length) + length) % length;
        ArrayRef head = _ref.WithLayout(Layout.Narrow(axis, 0, length - places)),
            tail = _ref.WithLayout(Layout.Narrow(axis, length - places, places));
        return new(Concatenation.Run(places == 0 ? [head] : [tail, head], axis, _ref.OwnDType));
    }

    /// <summary>The elements moved on along several axes, by a number of places along each.</summary>
    /// <param name="shift">The numbers of places; one for all axes, or one for each.</param>
    /// <param name="axis">The axes; negative ones count from the end. Shifts along one that is named twice add up.</param>
    /// <returns>A new array of this shape, or a lazy one of a lazy array.</returns>
    /// <exception cref="ArgumentException">An axis is out of bounds, or there are not as many shifts as axes.</exception>
    public NDArray Roll(long[] shift, int[] axis)
    {
        ArgumentNullException.ThrowIfNull(shift);
        ArgumentNullException.ThrowIfNull(axis);
        if (shift.Length != axis.Length && shift.Length != 1 && axis.Length != 1)
        {
            throw Error.RollMismatch(shift.Length, axis.Length);
        }
        NDArray result = this;
        for (int i = 0; i < (shift.Length == 0 || axis.Length == 0 ? 0 : Math.Max(shift.Length, axis.Length)); i++)
        {
            result = result.Roll(shift[shift.Length == 1 ? 0 : i], axis[axis.Length == 1 ? 0 : i]);
        }
        return ReferenceEquals(result, this) ? new(Concatenation.Run([_ref], 0, _ref.OwnDType)) : result;
    }

    private static NDArray Concatenated(ArrayRef[] parts, int axis, NDArray? @out)
    {
        if (@out is null)
        {
            return new(Concatenation.Run(parts, axis));
        }
        Concatenation.Into(parts, axis, @out._ref);
        return @out;
    }

    /// <summary>Integers that a user gives as a number, a list or an array.</summary>
    /// <exception cref="ArgumentException">They are no integers.</exception>
    private static long[] Integers(object value, string name)
    {
        NDArray numbers = IntegerArray(value, name);
        return numbers.NDim == 0 ? [(long)numbers.Item()!] : (long[])numbers.Ravel().ToArray();
    }

    /// <summary>Integers that a user gives as a number, a list or an array, as int64; an empty list is one of them.</summary>
    /// <inheritdoc cref="Integers" path="/exception"/>
    private static NDArray IntegerArray(object value, string name)
    {
        NDArray numbers = Array(value);
        return numbers.DType.IsInteger || numbers.DType.Kind == ElementKind.Bool || numbers.Size == 0 ? numbers.AsType(DType.Int64)
            : throw Error.NotIntegers(name, numbers.DType);
    }
}
