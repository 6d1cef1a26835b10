using CsCheck;
using MemMap.Geometry;

namespace MemMap.Tests.Geometry;

/// <summary>Slow and obvious versions of what Geometry computes: every element is enumerated by its index tuple.</summary>
internal static class Oracle
{
    /// <summary>All index tuples of a shape, in C order.</summary>
    internal static IEnumerable<long[]> Tuples(IReadOnlyList<long> shape)
    {
        IEnumerable<long[]> tuples = [[]];
        foreach (long length in shape)
        {
            tuples = tuples.SelectMany(head => Range(length).Select(i => (long[])[.. head, i]));
        }
        return tuples;
    }

    /// <summary>The offset of every element, in C order.</summary>
    internal static long[] Elements(Layout layout)
    {
        long[] strides = layout.Strides.ToArray();
        return [.. Tuples(layout.Shape.ToArray()).Select(tuple => layout.Offset + tuple.Zip(strides, (i, stride) => i * stride).Sum())];
    }

    /// <summary>The same through the code under test.</summary>
    internal static long[] WalkedElements(Layout layout)
    {
        List<long> offsets = [];
        foreach (long offset in layout.Offsets)
        {
            offsets.Add(offset);
        }
        return [.. offsets];
    }

    internal static IEnumerable<long> Range(long count) => Enumerable.Range(0, (int)count).Select(i => (long)i);

    /// <summary>The position of an index tuple among those of a shape, in C order.</summary>
    internal static long Position(IEnumerable<long> tuple, IEnumerable<long> shape)
        => tuple.Zip(shape).Aggregate(0L, (position, next) => (position * next.Second) + next.First);

    /// <summary>The indices that a slice selects, one by one.</summary>
    internal static long[] Selected(Slice slice, long length)
    {
        long step = slice.Step ?? 1;
        long first = slice.Start ?? (step > 0 ? 0 : length - 1), stop = slice.Stop ?? (step > 0 ? length : -1 - length);
        first += first < 0 ? length : 0;
        stop += stop < 0 ? length : 0;
        first = step > 0 ? Math.Max(first, 0) : Math.Min(first, length - 1);
        List<long> indices = [];
        for (long i = first; i >= 0 && i < length && (step > 0 ? i < stop : i > stop); i += step)
        {
            indices.Add(i);
        }
        return [.. indices];
    }

    /// <summary>The shape that index arrays broadcast to; null if they don't.</summary>
    internal static long[]? Broadcast(IReadOnlyList<long[]> shapes)
    {
        int ndim = shapes.Max(shape => shape.Length);
        long[] result = new long[ndim];
        for (int axis = 0; axis < ndim; axis++)
        {
            IEnumerable<long[]> reaching = shapes.Where(shape => shape.Length >= ndim - axis);
            long[] lengths = [.. reaching.Select(shape => shape[axis - ndim + shape.Length]).Where(length => length != 1).Distinct()];
            if (lengths.Length > 1)
            {
                return null;
            }
            result[axis] = lengths.Length == 1 ? lengths[0] : 1;
        }
        return result;
    }

    /// <summary>What an index selects: the result's shape, and for each of its elements in C order the index tuple in the source.</summary>
    internal static (long[] Shape, long[][] Sources) Index(long[] shape, IndexItem[] items) => new OracleIndex(shape, items).Evaluate();

    internal static Gen<Draws> Draws(int count) => Gen.UInt.Array[count].Select(values => new Draws(values));
}

/// <summary>Generated numbers, from which a test builds what it needs.</summary>
internal sealed class Draws(uint[] values)
{
    private int _next;

    /// <summary>A number from 0 to <paramref name="count"/> - 1.</summary>
    internal int Next(int count) => (int)(values[_next++ % values.Length] % (uint)count);

    internal int Next(int low, int high) => low + Next(high - low + 1);

    internal bool OneIn(int count) => Next(count) == 0;

    internal long[] Longs(int count, int low, int high) => [.. Enumerable.Range(0, count).Select(_ => (long)Next(low, high))];

    internal long[] Shape(int maxNDim, int maxLength)
        => [.. Enumerable.Range(0, Next(maxNDim + 1)).Select(_ => OneIn(12) ? 0 : (long)Next(1, maxLength))];

    /// <summary>Any strides: overlapping, broadcast, backwards.</summary>
    internal Layout Layout(int maxNDim, int maxLength) => Layout(Shape(maxNDim, maxLength));

    internal Layout Layout(long[] shape) => new(shape, Longs(shape.Length, -9, 9), Next(100));

    internal Slice Slice(long length)
    {
        long step = Next(-3, 3);
        return new(Bound(length), Bound(length), step == 0 ? null : step);
    }

    private long? Bound(long length) => OneIn(3) ? null : Next((int)-length - 2, (int)length + 2);

    /// <summary>A valid index of basic items.</summary>
    internal IndexItem[] BasicItems(long[] shape)
    {
        List<IndexItem> items = [];
        int ellipsisAt = OneIn(3) ? Next(shape.Length + 1) : -1, end = Next(shape.Length + 1);
        for (int axis = 0; axis <= shape.Length; axis++)
        {
            if (OneIn(6))
            {
                items.Add(new IndexItem.NewAxis());
            }
            if (axis == ellipsisAt)
            {
                items.Add(new IndexItem.Ellipsis());
                axis += Next(shape.Length - axis + 1);
                end = shape.Length;
            }
            if (axis < Math.Min(end, shape.Length))
            {
                items.Add(shape[axis] > 0 && OneIn(3) ? Integer(shape[axis]) : new IndexItem.SliceItem(Slice(shape[axis])));
            }
        }
        return [.. items];
    }

    internal IndexItem Integer(long length) => new IndexItem.Integer(IndexIn(length));

    internal long IndexIn(long length) => Next((int)-length, (int)length - 1);
}
