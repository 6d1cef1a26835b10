using MemMap.Geometry;

namespace MemMap.Compute;

/// <summary>Cuts a layout into pieces of a bounded number of elements, in C order.</summary>
internal static class Slabs
{
    /// <summary>The pieces. Each covers the axes after the cut ones whole.</summary>
    /// <param name="layout">The layout to cut.</param>
    /// <param name="axes">The number of leading axes that may be cut.</param>
    /// <param name="limit">The largest number of elements of a piece, counted on these axes.</param>
    internal static IEnumerable<Layout> Of(Layout layout, int axes, long limit)
    {
        // Outer axes are walked one index at a time; one axis is cut; the axes after it are whole in each piece.
        int cut = axes - 1;
        long inner = 1;
        while (cut > 0 && inner * layout.Shape[cut] <= limit)
        {
            inner *= layout.Shape[cut--];
        }
        if (cut < 0)
        {
            yield return layout;
            yield break;
        }
        long outer = Layout.CheckedSize(layout.Shape[..cut]), step = Math.Max(1, limit / Math.Max(1, inner)), length = layout.Shape[cut];
        for (long o = 0; o < outer; o++)
        {
            Layout plane = layout;
            long rest = o;
            for (int axis = cut - 1; axis >= 0; axis--)
            {
                (rest, long index) = Math.DivRem(rest, layout.Shape[axis]);
                plane = plane.Narrow(axis, index, 1);
            }
            for (long start = 0; start < length; start += step)
            {
                yield return plane.Narrow(cut, start, Math.Min(step, length - start));
            }
        }
    }
}
