using MemMap.Geometry;

namespace MemMap.Compute;

// Other arrays over the same bytes. They are as read-only as this one.
internal readonly partial record struct ArrayRef
{
    /// <summary>The elements that a layout of the same buffer has, perhaps of another dtype.</summary>
    internal ArrayRef WithLayout(Layout layout, DType? dtype = null)
    {
        DType element = dtype ?? DType;
        if (element.SubType is { } item)
        {
            // The axes of a sub-array join those of the array, as in numpy.
            Layout inner = Layout.Contiguous(element.SubShape, item.ItemSize);
            layout = layout.AppendAxes(inner.Shape, inner.Strides);
            element = item;
        }
        return this with { Layout = layout, DType = element };
    }

    /// <summary>The elements in another shape: a view where the layout allows it, and a copy otherwise.</summary>
    /// <param name="shape">The length of each axis; one may be -1.</param>
    internal ArrayRef Reshape(ReadOnlySpan<long> shape) => TryReshape(shape, MemoryOrder.C) ?? Copy().Reshape(shape);

    /// <summary>The view in another shape; null where it takes a copy.</summary>
    internal ArrayRef? TryReshape(ReadOnlySpan<long> shape, MemoryOrder order)
        => Layout.TryReshape(Layout.ResolveShape(shape, Size), ItemSize, order) is { } layout ? WithLayout(layout) : null;

    internal ArrayRef Ravel() => Reshape([-1]);

    /// <summary>The view of another shape in which elements repeat; it is read-only.</summary>
    internal ArrayRef BroadcastTo(ReadOnlySpan<long> shape) => WithLayout(Layout.BroadcastTo(shape)) with { IsReadOnly = true };

    /// <summary>The array in the shape of a target, where it is a flat list of as many elements.</summary>
    internal ArrayRef InShapeOf(ReadOnlySpan<long> shape)
        => NDim == 1 && shape.Length != 1 && Size == Layout.CheckedSize(shape) ? Reshape(shape) : this;

    /// <summary>The view without the leading axes of length 1 that are more than so many axes.</summary>
    internal ArrayRef DropLeadingAxes(int ndim)
    {
        int extra = 0;
        while (NDim - extra > ndim && Layout.Shape[extra] == 1)
        {
            extra++;
        }
        return extra == 0 ? this : WithLayout(Layout.Squeeze([.. Enumerable.Range(0, extra)]));
    }

    /// <summary>What stands at an index for each of the leading axes.</summary>
    internal ArrayRef At(ReadOnlySpan<long> index)
    {
        Layout layout = Layout;
        foreach (long i in index)
        {
            layout = layout.Narrow(0, i, 1).Squeeze([0]);
        }
        return WithLayout(layout);
    }

    /// <summary>The view of one field of all records.</summary>
    /// <exception cref="ArgumentException">There is no such field.</exception>
    internal ArrayRef Field(string name)
    {
        Field field = DType.FindField(name) ?? throw Error.NoSuchField(name, DType);
        return WithLayout(Layout.WithOffset(field.Offset), field.DType);
    }

    /// <summary>The view of several fields of all records.</summary>
    /// <exception cref="ArgumentException">There is no such field, or one is named twice.</exception>
    internal ArrayRef Field(string[] names)
    {
        DType dtype = DType;
        Field[] fields = [.. names.Select(name => dtype.FindField(name) ?? throw Error.NoSuchField(name, dtype))];
        return fields.GroupBy(field => field.Name).FirstOrDefault(group => group.Count() > 1) is { } twice
            ? throw Error.FieldTwice(twice.Key)
            : WithLayout(Layout, DType.Record(fields, DType.ItemSize, DType.IsAligned));
    }

    /// <summary>The bytes as elements of another dtype; where the size differs, the last axis becomes shorter or longer.</summary>
    /// <exception cref="ArgumentException">The sizes don't fit, or the last axis isn't contiguous.</exception>
    internal ArrayRef View(DType dtype)
    {
        if (dtype is { Kind: ElementKind.Void, ItemSize: 0, IsRecord: false, SubType: null })
        {
            dtype = DType.Flexible(ElementKind.Void, ItemSize);
        }
        return WithLayout(dtype.ItemSize == ItemSize ? Layout : Resized(dtype), dtype);
    }

    private Layout Resized(DType dtype)
    {
        long[] shape = Shape, strides = Layout.Strides.ToArray();
        int last = NDim - 1;
        if (last < 0)
        {
            throw Error.ViewOfScalar();
        }
        if (shape[last] != 1 && Size != 0 && strides[last] != ItemSize)
        {
            throw Error.ViewNotContiguous();
        }
        long bytes = shape[last] * ItemSize;
        if (dtype.ItemSize < ItemSize)
        {
            if (dtype.ItemSize == 0 || ItemSize % dtype.ItemSize != 0)
            {
                throw Error.ViewSmaller(DType, dtype);
            }
        }
        else if (bytes % dtype.ItemSize != 0)
        {
            throw Error.ViewLarger(bytes, dtype);
        }
        shape[last] = bytes / dtype.ItemSize;
        strides[last] = dtype.ItemSize;
        return new Layout(shape, strides, Layout.Offset);
    }
}
