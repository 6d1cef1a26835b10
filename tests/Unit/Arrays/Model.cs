namespace MemMap.Tests.Arrays;

/// <summary>
/// The naive oracle: an array as a plain list of values in C order. Everything is done element by element with index tuples; nothing
/// of the library is used.
/// </summary>
internal sealed record Model(long[] Shape, double[] Values)
{
    internal static long Product(IEnumerable<long> shape) => shape.Aggregate(1L, (product, length) => product * length);

    /// <summary>All index tuples of a shape in C order.</summary>
    internal static IEnumerable<long[]> Tuples(long[] shape)
    {
        long count = Product(shape);
        for (long n = 0; n < count; n++)
        {
            var tuple = new long[shape.Length];
            long rest = n;
            for (int axis = shape.Length - 1; axis >= 0; axis--)
            {
                tuple[axis] = rest % shape[axis];
                rest /= shape[axis];
            }
            yield return tuple;
        }
    }

    internal static long Flat(long[] shape, long[] tuple)
    {
        long flat = 0;
        for (int axis = 0; axis < shape.Length; axis++)
        {
            flat = (flat * shape[axis]) + tuple[axis];
        }
        return flat;
    }

    internal double At(long[] tuple) => Values[Flat(Shape, tuple)];

    /// <summary>A model whose element at each tuple is that of this one at the tuple that <paramref name="source"/> gives.</summary>
    internal Model Pick(long[] shape, Func<long[], long[]> source) => new(shape, [.. Tuples(shape).Select(tuple => At(source(tuple)))]);

    /// <summary>Every second step, backwards, a single row and so on: one slice per axis as (start, step, count).</summary>
    internal Model Slice((long Start, long Step, long Count)[] slices)
        => Pick([.. slices.Select(s => s.Count)], tuple => [.. tuple.Select((i, axis) => slices[axis].Start + (i * slices[axis].Step))]);

    internal Model Transpose(int[] axes)
        => Pick([.. axes.Select(axis => Shape[axis])], tuple =>
        {
            var source = new long[tuple.Length];
            for (int k = 0; k < axes.Length; k++)
            {
                source[axes[k]] = tuple[k];
            }
            return source;
        });

    /// <summary>numpy's broadcasting: missing and unit axes repeat.</summary>
    internal Model BroadcastTo(long[] shape)
        => Pick(shape, tuple =>
        {
            var source = new long[Shape.Length];
            for (int axis = 0; axis < source.Length; axis++)
            {
                source[axis] = Shape[axis] == 1 ? 0 : tuple[axis + shape.Length - Shape.Length];
            }
            return source;
        });

    internal static long[]? BroadcastShape(long[] a, long[] b)
    {
        var shape = new long[Math.Max(a.Length, b.Length)];
        for (int k = 1; k <= shape.Length; k++)
        {
            long x = k <= a.Length ? a[^k] : 1, y = k <= b.Length ? b[^k] : 1;
            if (x != y && x != 1 && y != 1)
            {
                return null;
            }
            shape[^k] = x == 1 ? y : x;
        }
        return shape;
    }
}
