using MemMap.Geometry;
using MemMap.Memory;

namespace MemMap.Compute;

/// <summary>Repeats an array, or each of its elements: a copy, or a lazy array, of a view that repeats them by strides of 0.</summary>
internal static unsafe class Repetition
{
    /// <summary>The array so many times behind itself along each axis.</summary>
    /// <param name="array">The array.</param>
    /// <param name="counts">The number of times; matched with the axes from the last. A missing one is 1.</param>
    internal static ArrayRef Tile(ArrayRef array, ReadOnlySpan<long> counts)
    {
        List<long> shape = [], view = [], strides = [];
        int ndim = Math.Max(array.NDim, counts.Length);
        for (int axis = 0; axis < ndim; axis++)
        {
            int own = axis - ndim + array.NDim, of = axis - ndim + counts.Length;
            long length = own < 0 ? 1 : array.Layout.Shape[own], count = of < 0 ? 1 : Checked(counts[of]);
            if (count != 1)
            {
                view.Add(count);
                strides.Add(0);
            }
            view.Add(length);
            strides.Add(own < 0 ? 0 : array.Layout.Strides[own]);
            shape.Add(Product(length, count, array));
        }
        return Copied(array, new Layout([.. view], [.. strides], array.Layout.Offset), [.. shape]);
    }

    /// <summary>Each index of an axis so many times, one beside the other.</summary>
    internal static ArrayRef Repeat(ArrayRef array, long count, int axis)
    {
        Layout layout = array.Layout.ExpandDims(axis + 1);
        long[] view = layout.Shape.ToArray(), shape = array.Shape;
        view[axis + 1] = Checked(count);
        shape[axis] = Product(shape[axis], count, array);
        return Copied(array, new Layout(view, layout.Strides.ToArray(), layout.Offset), shape);
    }

    /// <summary>The indices of an axis, each as many times as its count says, one beside the other.</summary>
    internal static ArrayRef Positions(ReadOnlySpan<long> counts)
    {
        long total = 0;
        foreach (long count in counts)
        {
            total = checked(total + Checked(count));
        }
        ArrayRef result = ArrayRef.Allocate([total], DType.Int64);
        using BufferLease lease = result.Buffer.Lease();
        var to = (long*)lease.Pointer;
        for (int i = 0; i < counts.Length; i++)
        {
            Interruption.Token.ThrowIfCancellationRequested();
            for (long left = counts[i]; left > 0; left--)
            {
                *to++ = i;
            }
        }
        return result;
    }

    private static long Checked(long count) => count >= 0 ? count : throw Error.NegativeRepeats(count);

    private static long Product(long length, long count, ArrayRef array)
        => Math.BigMul(length, count, out long product) == 0 && product >= 0 ? product
            : throw Error.ArrayTooBig([length, count], array.ItemSize);

    /// <summary>The elements of a view in C order, in another shape.</summary>
    private static ArrayRef Copied(ArrayRef array, Layout layout, long[] shape)
    {
        ArrayRef view = array.WithLayout(layout);
        return (view.IsLazy ? CastCopy.Later(view, view.DType, MemoryOrder.C, Casting.No) : view.Copy()).Reshape(shape);
    }
}
