using MemMap.Compute;
using MemMap.Geometry;
using MemMap.Parameters;

namespace MemMap.Questions;

/// <summary>The first records in the order of some fields.</summary>
internal static class RecordOrder
{
    /// <summary>The positions of the first records, in order. All are read once.</summary>
    /// <param name="array">The records.</param>
    /// <param name="condition">The condition that they have to fulfil; null for none.</param>
    /// <param name="keys">The fields that order them.</param>
    /// <param name="isDescending">Whether the largest values come first, of a field that doesn't say it itself.</param>
    /// <param name="count">The number of records that are wanted.</param>
    internal static long[] First(NDArray array, Condition? condition, OrderKey[] keys, bool isDescending, long count)
    {
        array.Buffer.Verify();
        using TopRows top = new(
            array.DType, Array.ConvertAll(keys, key => FieldName.Of(array.DType, key.Name)),
            Array.ConvertAll(keys, key => key.IsDescending ?? isDescending), Math.Min(count, array.Size));
        if (condition is null)
        {
            top.Add(array.Ref, null, 0);
            return top.Positions();
        }
        RowFilter filter = condition.FilterOf(array);
        foreach (SearchWindow window in filter.Windows)
        {
            _ = filter.Each(window, (rows, mask, first) =>
            {
                top.Add(rows, mask, first);
                return true;
            });
        }
        return top.Positions();
    }

    /// <summary>The elements at some positions, counted in C order of the leading axes: a copy.</summary>
    /// <param name="elements">The records, or fields of them.</param>
    /// <param name="shape">The shape of the records.</param>
    /// <param name="positions">The positions.</param>
    internal static NDArray At(NDArray elements, long[] shape, long[] positions)
    {
        if (shape.Length == 0)
        {
            (elements, shape) = (elements.Reshape([1, .. elements.Shape]), [1]);
        }
        long[][] index = Array.ConvertAll(shape, _ => new long[positions.Length]);
        for (int i = 0; i < positions.Length; i++)
        {
            long[] place = UnravelIndex.Of(shape, positions[i]);
            for (int axis = 0; axis < place.Length; axis++)
            {
                index[axis][i] = place[axis];
            }
        }
        return (NDArray)elements.GetItem([.. index.Select(axis => (object?)NDArray.Array(axis))])!;
    }
}
