namespace MemMap.Geometry;

/// <summary>One item of an index, such as each of the three in <c>a[0, 1:3, ...]</c>.</summary>
internal abstract record IndexItem
{
    private IndexItem()
    {
    }

    /// <summary>The number of axes that the item selects from. An ellipsis takes the axes that the other items leave.</summary>
    internal virtual int Consumes => 1;

    /// <summary>An integer. Its axis is removed.</summary>
    internal sealed record Integer(long Value) : IndexItem;

    /// <summary>A slice. Its axis stays.</summary>
    internal sealed record SliceItem(Slice Slice) : IndexItem;

    /// <summary><c>...</c>: as many whole axes as the other items leave.</summary>
    internal sealed record Ellipsis : IndexItem
    {
        internal override int Consumes => 0;
    }

    /// <summary><c>None</c>: a new axis of length 1.</summary>
    internal sealed record NewAxis : IndexItem
    {
        internal override int Consumes => 0;
    }

    /// <summary>An array of integers that select from one axis.</summary>
    internal sealed record Advanced(IndexArray Array) : IndexItem;

    /// <summary>
    /// An array of bools that selects from as many axes as it has. A single bool, with shape <c>()</c>, selects from no axis and adds an
    /// axis of length 1 (true) or 0 (false).
    /// </summary>
    internal sealed record Mask : IndexItem
    {
        internal Mask(bool[] values, long[] shape)
        {
            IndexArray.CheckCount(values.Length, shape);
            Values = values;
            Shape = shape;
        }

        internal bool[] Values { get; }

        internal long[] Shape { get; }

        internal override int Consumes => Shape.Length;
    }
}

/// <summary>Integer indices in C order, with the shape that they contribute to the result.</summary>
internal sealed class IndexArray
{
    internal IndexArray(long[] values, long[] shape)
    {
        CheckCount(values.Length, shape);
        Values = values;
        Shape = shape;
    }

    internal long[] Values { get; }

    internal long[] Shape { get; }

    internal static void CheckCount(int count, long[] shape)
    {
        if (Layout.CheckedSize(shape) != count)
        {
            throw Error.IndexArrayShape(count, shape);
        }
    }
}
