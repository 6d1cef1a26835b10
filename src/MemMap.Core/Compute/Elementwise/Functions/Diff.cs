using MemMap.DataTypes;
using MemMap.Geometry;

namespace MemMap.Compute;

/// <summary>Differences of neighbours along an axis; of bools, whether they differ.</summary>
internal static class Diff
{
    /// <summary>The differences of order <paramref name="n"/>: a lazy array of a lazy one, otherwise a new array.</summary>
    /// <param name="array">The elements.</param>
    /// <param name="n">How often differences are taken; 0 gives the array itself.</param>
    /// <param name="axis">The axis.</param>
    /// <param name="prepend">What stands before the elements along the axis; null for nothing.</param>
    /// <param name="append">What stands after them; null for nothing.</param>
    internal static ArrayRef Run(ArrayRef array, int n, int axis, ArrayRef? prepend, ArrayRef? append)
    {
        if (n < 0)
        {
            throw Error.NegativeOrder(n);
        }
        if (n == 0)
        {
            return array;
        }
        if (array.NDim == 0)
        {
            throw Error.NoAxis("diff");
        }
        axis = Layout.NormalizeAxis(axis, array.NDim);
        array = Extended(array, axis, prepend, append);
        // From there on nothing is left.
        for (long left = Math.Min(n, Math.Max(1, array.Layout.Shape[axis])); left > 0; left--)
        {
            array = Step(array, axis);
        }
        return array;
    }

    /// <summary>Differences of neighbours. Those of dates and enums that are stored as numbers are numbers.</summary>
    internal static ArrayRef Step(ArrayRef array, int axis)
    {
        long length = array.Layout.Shape[axis], pairs = Math.Max(0, length - 1);
        return Elementwise.Binary(
            array.DType.Kind == ElementKind.Bool ? Operations.NotEqual : Operations.Subtract,
            array.WithLayout(array.Layout.Narrow(axis, length - pairs, pairs)), array.WithLayout(array.Layout.Narrow(axis, 0, pairs)))
            .AsCounts();
    }

    /// <summary>The elements with others before and after them, in memory.</summary>
    private static ArrayRef Extended(ArrayRef array, int axis, ArrayRef? prepend, ArrayRef? append)
    {
        if (prepend is null && append is null)
        {
            return array;
        }
        List<ArrayRef> parts = [];
        foreach (ArrayRef? part in new[] { prepend, array, append })
        {
            if (part is { } given)
            {
                parts.Add(Along(given, array.Layout.Shape, axis));
            }
        }
        long[] shape = array.Shape;
        shape[axis] = parts.Sum(part => part.Layout.Shape[axis]);
        ArrayRef result = ArrayRef.Allocate(shape, parts.Select(part => part.DType).Aggregate(Promotion.PromoteTypes));
        long at = 0;
        foreach (ArrayRef part in parts)
        {
            long length = part.Layout.Shape[axis];
            Elementwise.Copy(part, result.WithLayout(result.Layout.Narrow(axis, at, length)));
            at += length;
        }
        return result with { IsLazy = array.IsLazy };
    }

    /// <summary>A single value as one position along the axis; any other array has the shape but along the axis.</summary>
    private static ArrayRef Along(ArrayRef part, ReadOnlySpan<long> shape, int axis)
    {
        long[] wanted = shape.ToArray();
        wanted[axis] = part.NDim == wanted.Length ? part.Layout.Shape[axis] : 1;
        return part.NDim == 0 ? part.BroadcastTo(wanted)
            : part.Layout.Shape.SequenceEqual(wanted) ? part : throw Error.ExtensionShape(part.Layout.Shape, shape, axis);
    }
}
