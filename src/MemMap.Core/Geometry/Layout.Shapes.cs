using System.Diagnostics;

namespace MemMap.Geometry;

// Views of another shape.
internal sealed partial class Layout
{
    /// <summary>Replaces the -1 of a new shape by the length that fits, and checks that the sizes agree.</summary>
    internal static long[] ResolveShape(ReadOnlySpan<long> shape, long size)
    {
        long[] resolved = shape.ToArray();
        int unknown = shape.IndexOf(-1);
        if (unknown >= 0)
        {
            if (shape[(unknown + 1)..].Contains(-1))
            {
                throw Error.MultipleUnknownDimensions(shape);
            }
            resolved[unknown] = 1;
            resolved[unknown] = TryProduct(resolved, 1, out long known) && known != 0 && size % known == 0
                ? size / known
                : throw Error.CannotReshape(size, shape);
        }
        else if (!TryProduct(shape, 1, out long product) || product != size)
        {
            throw Error.CannotReshape(size, shape);
        }
        return resolved;
    }

    /// <summary>
    /// A view of another shape with the same order of elements, read in <paramref name="order"/>; <see langword="null"/> if no strides can
    /// express it, so that a copy is needed. The size of <paramref name="shape"/> must be this layout's; <see cref="ResolveShape"/> ensures
    /// that.
    /// </summary>
    internal Layout? TryReshape(ReadOnlySpan<long> shape, int itemSize, MemoryOrder order)
    {
        if (shape.SequenceEqual(_shape))
        {
            return this;
        }
        if (Size == 0)
        {
            return Contiguous(shape, itemSize, order, Offset);
        }
        // Fortran order is C order with the axes reversed.
        return order == MemoryOrder.C
            ? TryReshape(shape, itemSize)
            : Transpose().TryReshape(Reversed(shape), itemSize)?.Transpose();
    }

    private static long[] Reversed(ReadOnlySpan<long> shape)
    {
        long[] reversed = shape.ToArray();
        Array.Reverse(reversed);
        return reversed;
    }

    /// <summary>
    /// Old and new axes are matched from the last, in the smallest groups of equal size. The old axes of a group must be mergeable into one
    /// axis, which the new axes then divide. Axes of length 1 belong to no group.
    /// <code>
    /// old (4, | 2, 3)    new (2, 2, | 6)    groups 4 = 2*2 and 2*3 = 6; (2, 3) must be mergeable
    /// </code>
    /// </summary>
    private Layout? TryReshape(ReadOnlySpan<long> shape, int itemSize)
    {
        Debug.Assert(CheckedSize(shape) == Size, "as many elements as before");
        long[] strides = new long[shape.Length];
        int oldAxis = NDim - 1, newAxis = shape.Length - 1;
        long run = itemSize;
        while (newAxis >= 0)
        {
            if (shape[newAxis] == 1)
            {
                strides[newAxis--] = run;
                continue;
            }
            while (_shape[oldAxis] == 1)
            {
                oldAxis--;
            }
            long oldSize = _shape[oldAxis], newSize = 1, stride = _strides[oldAxis];
            run = stride;
            do
            {
                newSize *= shape[newAxis];
                strides[newAxis--] = run;
                run = stride * newSize;
                while (oldSize < newSize)
                {
                    oldAxis--;
                    if (_shape[oldAxis] != 1 && _strides[oldAxis] != stride * oldSize)
                    {
                        return null;
                    }
                    oldSize *= _shape[oldAxis];
                }
            }
            while (newSize < oldSize);
            oldAxis--;
        }
        return new(shape.ToArray(), strides, Offset);
    }
}
