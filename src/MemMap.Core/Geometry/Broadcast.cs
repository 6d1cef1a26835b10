namespace MemMap.Geometry;

/// <summary>The shape that several shapes broadcast to.</summary>
internal static class Broadcast
{
    /// <summary>
    /// The common shape of two operands. Axes are matched from the last. An axis that is missing or of length 1 takes the other's length.
    /// </summary>
    internal static long[] Shapes(ReadOnlySpan<long> a, ReadOnlySpan<long> b)
        => TryShapes(a, b, out long[] result) ? result : throw Error.ShapeMismatch(a.ToArray(), b.ToArray());

    /// <summary>The common shape of any number of operands. The error message names all of them.</summary>
    internal static long[] Shapes(params long[][] shapes)
    {
        long[] result = [];
        foreach (long[] shape in shapes)
        {
            if (!TryShapes(result, shape, out result))
            {
                throw Error.ShapeMismatch(shapes);
            }
        }
        return result;
    }

    /// <summary>The common shape of two operands, or <see langword="false"/> if there is none.</summary>
    internal static bool TryShapes(ReadOnlySpan<long> a, ReadOnlySpan<long> b, out long[] result)
    {
        if (a.Length < b.Length)
        {
            ReadOnlySpan<long> longer = b;
            b = a;
            a = longer;
        }
        result = a.ToArray();
        int added = a.Length - b.Length;
        for (int axis = 0; axis < b.Length; axis++)
        {
            ref long length = ref result[axis + added];
            if (length == 1)
            {
                length = b[axis];
            }
            else if (b[axis] != length && b[axis] != 1)
            {
                return false;
            }
        }
        return true;
    }
}
