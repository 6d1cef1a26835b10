namespace MemMap.Geometry;

/// <summary>Indices of positions in C order, as numpy's <c>unravel_index</c> gives them.</summary>
internal static class UnravelIndex
{
    /// <summary>An index for each axis.</summary>
    internal static long[] Of(ReadOnlySpan<long> shape, long position)
    {
        long[] index = new long[shape.Length];
        for (int axis = shape.Length - 1; axis >= 0; axis--)
        {
            (position, index[axis]) = Math.DivRem(position, shape[axis]);
        }
        return index;
    }

    /// <summary>An integer on one axis, one for each axis where there are several.</summary>
    internal static object Index(ReadOnlySpan<long> shape, long position) => shape.Length == 1 ? position : Of(shape, position);
}
