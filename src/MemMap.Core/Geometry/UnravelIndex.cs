namespace MemMap.Geometry;

/// <summary>Converts positions in C order to indices, as numpy's <c>unravel_index</c> does.</summary>
internal static class UnravelIndex
{
    /// <summary>The index tuple of a position.</summary>
    internal static long[] Of(ReadOnlySpan<long> shape, long position)
    {
        long[] index = new long[shape.Length];
        for (int axis = shape.Length - 1; axis >= 0; axis--)
        {
            (position, index[axis]) = Math.DivRem(position, shape[axis]);
        }
        return index;
    }

    /// <summary>The index of a position: an integer for one axis, a tuple for several.</summary>
    internal static object Index(ReadOnlySpan<long> shape, long position) => shape.Length == 1 ? position : Of(shape, position);
}
