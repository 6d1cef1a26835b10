using MemMap.Geometry;

namespace MemMap.Compute;

// Views: other arrays over the same bytes. They inherit the read-only state.
internal readonly partial record struct ArrayRef
{
    /// <summary>The view with another layout of the same buffer, and optionally another dtype.</summary>
    internal ArrayRef WithLayout(Layout layout, DType? dtype = null)
    {
        DType element = dtype ?? DType;
        if (element.SubType is { } item)
        {
            // The axes of a sub-array are appended to those of the array, as in numpy.
            Layout inner = Layout.Contiguous(element.SubShape, item.ItemSize);
            layout = layout.AppendAxes(inner.Shape, inner.Strides);
            element = item;
        }
        return this with { Layout = layout, DType = element };
    }

    /// <summary>The elements in another shape: a view if the layout allows one, otherwise a copy.</summary>
    /// <param name="shape">The length of each axis; one may be -1.</param>
    internal ArrayRef Reshape(ReadOnlySpan<long> shape) => Reshape(shape, MemoryOrder.C);

    /// <inheritdoc cref="Reshape(ReadOnlySpan{long})"/>
    /// <param name="shape">The length of each axis; one may be -1.</param>
    /// <param name="order">The order in which elements are taken and put.</param>
    internal ArrayRef Reshape(ReadOnlySpan<long> shape, MemoryOrder order)
        => TryReshape(shape, order)
            ?? (IsLazy ? CastCopy.Later(this, DType, order, Casting.No) : Copy(order)).TryReshape(shape, order)!.Value;

    /// <summary>The view in another shape; null if only a copy can have it.</summary>
    internal ArrayRef? TryReshape(ReadOnlySpan<long> shape, MemoryOrder order)
        => Layout.TryReshape(Layout.ResolveShape(shape, Size), ItemSize, order) is { } layout ? WithLayout(layout) : null;

    internal ArrayRef Ravel() => Reshape([-1]);

    /// <summary>The read-only view in a shape to which this one broadcasts.</summary>
    internal ArrayRef BroadcastTo(ReadOnlySpan<long> shape) => WithLayout(Layout.BroadcastTo(shape)) with { IsReadOnly = true };

    /// <summary>The array in a target's shape, if it is a flat list with as many elements; otherwise unchanged.</summary>
    internal ArrayRef InShapeOf(ReadOnlySpan<long> shape)
        => NDim == 1 && shape.Length != 1 && Size == Layout.CheckedSize(shape) ? Reshape(shape) : this;

    /// <summary>The view without leading axes of length 1 beyond <paramref name="ndim"/> axes.</summary>
    internal ArrayRef DropLeadingAxes(int ndim)
    {
        int extra = 0;
        while (NDim - extra > ndim && Layout.Shape[extra] == 1)
        {
            extra++;
        }
        return extra == 0 ? this : WithLayout(Layout.Squeeze([.. Enumerable.Range(0, extra)]));
    }

    /// <summary>The view at an index into the leading axes.</summary>
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
            : WithLayout(Layout, DType.Record(fields, DType.ItemSize, DType.IsAligned).AsSelection());
    }

    /// <summary>The bytes as elements of another dtype. If the item size differs, the length of the last axis changes.</summary>
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
