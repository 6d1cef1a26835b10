using System.Collections;
using System.Globalization;
using MemMap.Compute;
using MemMap.Geometry;

namespace MemMap;

// Order by several keys, and partial order.
public partial class NDArray
{
    /// <summary>A sorted copy of records, by some fields before the others.</summary>
    /// <param name="axis">The axis to sort along, negative counted from the end; null for all records as one line.</param>
    /// <param name="order">The fields to compare, the most important first. Those that aren't named follow in the order they have.</param>
    /// <exception cref="ArgumentException">The axis is out of bounds, or there is no such field.</exception>
    /// <exception cref="FormatException">A field is named twice.</exception>
    public NDArray Sort(int? axis, string[] order)
    {
        NDArray copy = axis is null ? Flatten() : Copy();
        copy.SortInPlace(axis ?? 0, order);
        return copy;
    }

    /// <summary>Sorts records where they are, in the file for a map, by some fields before the others.</summary>
    /// <param name="axis">The axis to sort along; negative counts from the end.</param>
    /// <param name="order">The fields to compare, the most important first. Those that aren't named follow in the order they have.</param>
    /// <exception cref="ArgumentException">The axis is out of bounds, or there is no such field.</exception>
    /// <exception cref="FormatException">A field is named twice.</exception>
    /// <exception cref="InvalidOperationException">The array is read-only.</exception>
    public void SortInPlace(int axis, string[] order) => MemMap.Compute.Sort.InPlace(Ordered(order), Layout.NormalizeAxis(axis, NDim));

    /// <summary>The positions of records in sorted order, by some fields before the others; equal ones keep the order they have.</summary>
    /// <param name="axis">The axis to sort along, negative counted from the end; null for all records as one line.</param>
    /// <param name="order">The fields to compare, the most important first. Those that aren't named follow in the order they have.</param>
    /// <returns>A new int64 array of this shape; of one dimension without an axis.</returns>
    /// <exception cref="ArgumentException">The axis is out of bounds, or there is no such field.</exception>
    /// <exception cref="FormatException">A field is named twice.</exception>
    public NDArray ArgSort(int? axis, string[] order) => new NDArray(Ordered(order)).ArgSort(axis);

    /// <summary>The fields that an order names; <see langword="null"/> for an axis.</summary>
    private static string[]? OrderOf(object? order) => HostObjects.Unwrap(order) switch
    {
        string field => [field],
        IEnumerable list and not NDArray when list.Cast<object?>().Select(HostObjects.Unwrap).ToArray() is var items
            => items.All(static item => item is string) ? [.. items.Cast<string>()] : throw Error.NotAnOrder(items),
        _ => null,
    };

    /// <summary>The axis that an order is.</summary>
    private static int? AxisOf(object? order)
    {
        object? plain = HostObjects.Unwrap(order);
        return plain is null ? null
            : plain is int or long or double or float or decimal or short or byte
                && Convert.ToDouble(plain, CultureInfo.InvariantCulture) is var axis
                && axis == Math.Truncate(axis) && Math.Abs(axis) <= int.MaxValue ? (int?)axis
            : throw Error.NotAnOrder(plain);
    }

    /// <summary>The same records with other fields first, which is the order that they are compared in.</summary>
    private ArrayRef Ordered(string[] order)
    {
        ArgumentNullException.ThrowIfNull(order);
        if (order.Length == 0)
        {
            return _ref;
        }
        Field[] first = [.. order.Select(name => DType.FindField(name) ?? throw Error.NoSuchField(name, DType))];
        return _ref.Field([.. order, .. DType.Fields?.Except(first).Select(field => field.Name) ?? []]);
    }

    /// <summary>A copy with the elements at some positions where they would be if all were sorted, along the last axis.</summary>
    /// <inheritdoc cref="Partition(object, int?)"/>
    public NDArray Partition(object kth) => Partition(kth, -1);

    /// <summary>A copy with the elements at some positions where they would be if all were sorted.</summary>
    /// <param name="kth">The positions, one or a list; negative ones count from the end. Smaller elements come before each of them, larger
    /// ones behind.</param>
    /// <param name="axis">The axis, negative counted from the end; null for all elements as one line.</param>
    /// <returns>A new array. As in numpy, the order of the other elements is left open. The elements that are equal to one of these
    /// are beside it.</returns>
    /// <exception cref="ArgumentException">The axis or a position is out of bounds.</exception>
    public NDArray Partition(object kth, int? axis)
    {
        long[] ranks = RanksOf(kth, axis);
        NDArray copy = axis is null ? Flatten() : Copy();
        MemMap.Compute.Partition.InPlace(copy._ref, Layout.NormalizeAxis(axis ?? 0, copy.NDim), ranks);
        return copy;
    }

    /// <summary>The positions of the elements of a <see cref="Partition(object)"/>, along the last axis.</summary>
    /// <inheritdoc cref="ArgPartition(object, int?)"/>
    public NDArray ArgPartition(object kth) => ArgPartition(kth, -1);

    /// <summary>The positions of the elements of a <see cref="Partition(object, int?)"/>.</summary>
    /// <inheritdoc cref="Partition(object, int?)"/>
    /// <returns>A new int64 array of this shape; of one dimension without an axis.</returns>
    public NDArray ArgPartition(object kth, int? axis)
    {
        long[] ranks = RanksOf(kth, axis);
        ArrayRef array = axis is null ? _ref.Ravel() : _ref;
        return new(MemMap.Compute.Partition.Arg(array, Layout.NormalizeAxis(axis ?? 0, array.NDim), ranks));
    }

    private long[] RanksOf(object kth, int? axis)
    {
        long length = axis is null ? Size : Layout.Shape[Layout.NormalizeAxis(axis.Value, NDim)];
        return System.Array.ConvertAll(
            Integers(kth, "kth"),
            position => position >= -length && position < length ? position < 0 ? position + length : position
                : throw Error.PartitionPosition(position, length));
    }

    /// <summary>The positions in sorted order by several keys, along the last axis.</summary>
    /// <inheritdoc cref="LexSort(object[], int)"/>
    public static NDArray LexSort(object[] keys) => LexSort(keys, -1);

    /// <summary>The positions in sorted order by several keys.</summary>
    /// <param name="keys">The keys, arrays or lists of one shape: the last one is the most important, as in numpy.</param>
    /// <param name="axis">The axis to sort along; negative counts from the end.</param>
    /// <returns>A new int64 array of the keys' shape. What is equal by all keys keeps the order it has.</returns>
    /// <exception cref="ArgumentException">There is no key, the keys differ in shape, or the axis is out of bounds.</exception>
    public static NDArray LexSort(object[] keys, int axis)
    {
        NDArray[] faces = FacesOf(keys);
        if (faces.Length == 0)
        {
            throw Error.NoKeys();
        }
        NDArray order = faces[0].NDim == 0 ? Zeros([], DType.Int64) : faces[0].ArgSort(axis);
        for (int i = 1; i < faces.Length; i++)
        {
            if (!faces[i].Layout.Shape.SequenceEqual(faces[0].Layout.Shape))
            {
                throw Error.StackShapes(faces[0].Layout.Shape, i, faces[i].Layout.Shape);
            }
            // Each sort keeps the order of what is equal, and so that of the keys before.
            order = faces[i].NDim == 0 ? order : order.TakeAlongAxis(faces[i].TakeAlongAxis(order, axis).ArgSort(axis), axis);
        }
        return order;
    }
}
