using MemMap.DataTypes;
using MemMap.Geometry;
using MemMap.Memory;

namespace MemMap.Compute;

/// <summary>
/// Products of matrices, in tiles: the parts of rows and columns that a tile takes are copied to blocks of the dtype that it is computed
/// in, so that operands may be of any layout and larger than memory.
/// </summary>
internal static unsafe class MatMul
{
    /// <summary>The rows and columns of a tile, and how long their parts are at most.</summary>
    private const int TileItems = 256, PartItems = 512;

    /// <summary>numpy's <c>matmul</c>: the last two axes are matrices, those before broadcast; one axis is a row or a column.</summary>
    /// <param name="a">The first operand.</param>
    /// <param name="b">The second operand.</param>
    /// <param name="target">The array that takes the results; null for a new one.</param>
    internal static ArrayRef Run(ArrayRef a, ArrayRef b, ArrayRef? target)
    {
        if (a.NDim == 0 || b.NDim == 0)
        {
            throw Error.MatMulScalar();
        }
        ArrayRef left = a.NDim == 1 ? a.WithLayout(a.Layout.ExpandDims(0)) : a;
        ArrayRef right = b.NDim == 1 ? b.WithLayout(b.Layout.ExpandDims(1)) : b;
        ReadOnlySpan<long> x = left.Layout.Shape, y = right.Layout.Shape;
        if (x[^1] != y[^2])
        {
            throw Error.InnerLengths(a.Layout.Shape, b.Layout.Shape, x[^1], y[^2]);
        }
        long[] stack = Broadcast.Shapes(x[..^2], y[..^2]), whole = [.. stack, x[^2], y[^1]];
        int[] dropped = [.. new[] { a.NDim == 1 ? stack.Length : -1, b.NDim == 1 ? stack.Length + 1 : -1 }.Where(axis => axis >= 0)];
        DType dtype = Promotion.PromoteTypes(a.DType, b.DType);
        return Into(dtype, [.. whole.Where((_, axis) => !dropped.Contains(axis))], a, b, target, result =>
        {
            Layout matrices = dropped.Aggregate(result.Layout, static (layout, axis) => layout.ExpandDims(axis));
            ArrayRef products = result.WithLayout(matrices);
            left = left.BroadcastTo([.. stack, .. left.Layout.Shape[^2..]]);
            right = right.BroadcastTo([.. stack, .. right.Layout.Shape[^2..]]);
            foreach (long[] index in Indices(stack))
            {
                Product("matmul", left.At(index), right.At(index), products.At(index), dtype);
            }
        });
    }

    /// <summary>numpy's <c>dot</c> of two arrays with axes: over the last axis of the first and the last but one of the second.</summary>
    /// <inheritdoc cref="Run"/>
    internal static ArrayRef Dot(ArrayRef a, ArrayRef b, ArrayRef? target)
    {
        if (a.NDim <= 2 && b.NDim <= 2)
        {
            return Run(a, b, target);
        }
        int inner = Math.Max(0, b.NDim - 2);
        ReadOnlySpan<long> x = a.Layout.Shape, y = b.Layout.Shape;
        if (x[^1] != y[inner])
        {
            throw Error.InnerLengths(x, y, x[^1], y[inner]);
        }
        // As two matrices: all other axes of the one, and all other axes of the other.
        ArrayRef rows = a.Reshape([-1, x[^1]], MemoryOrder.C);
        ArrayRef columns = b.WithLayout(b.Layout.MoveAxis([inner], [0])).Reshape([y[inner], -1], MemoryOrder.C);
        DType dtype = Promotion.PromoteTypes(a.DType, b.DType);
        long[] shape = [.. x[..^1], .. y[..inner], .. y[(inner + 1)..]];
        return Into(dtype, shape, a, b, target, result =>
        {
            ArrayRef products = result.TryReshape([rows.Layout.Shape[0], columns.Layout.Shape[1]], MemoryOrder.C)!.Value;
            Product("dot", rows, columns, products, dtype);
        });
    }

    /// <summary>Has results computed into a target, or into a new array where there is none, or one that isn't fit for that.</summary>
    private static ArrayRef Into(DType dtype, long[] shape, ArrayRef a, ArrayRef b, ArrayRef? target, Action<ArrayRef> compute)
    {
        target?.RequireTarget(shape, dtype);
        bool isDirect = target is { } given && given.IsContiguous && !a.Buffer.SharesBytesWith(given.Buffer)
            && !b.Buffer.SharesBytesWith(given.Buffer);
        ArrayRef result = isDirect ? target!.Value : ArrayRef.Allocate(shape, dtype);
        compute(result);
        if (target is { } wanted && !isDirect)
        {
            Elementwise.Copy(result, wanted);
        }
        return target ?? result;
    }

    private static void Product(string operation, ArrayRef a, ArrayRef b, ArrayRef target, DType dtype)
    {
        (DType compute, InnerProducts products) = InnerProducts.Of(operation, dtype);
        ArrayRef columns = b.WithLayout(b.Layout.Transpose());
        (long m, long n, long k) = (a.Layout.Shape[0], columns.Layout.Shape[0], a.Layout.Shape[1]);
        long across = (n + TileItems - 1) / TileItems, tiles = (m + TileItems - 1) / TileItems * across;
        CancellationToken cancellation = Interruption.Token;
        ParallelWork.For(checked((int)tiles), tile =>
        {
            (long row, long column) = (tile / across * TileItems, tile % across * TileItems);
            int height = (int)Math.Min(TileItems, m - row), width = (int)Math.Min(TileItems, n - column);
            ArrayRef sums = ArrayRef.Zeros([height, width], compute);
            using (BufferLease sum = sums.Lease(forWrite: true))
            {
                for (long at = 0; at < k; at += PartItems)
                {
                    cancellation.ThrowIfCancellationRequested();
                    int length = (int)Math.Min(PartItems, k - at);
                    ArrayRef left = Part(a, row, height, at, length, compute), right = Part(columns, column, width, at, length, compute);
                    using BufferLease rows = left.Lease(), others = right.Lease();
                    products.Add(
                        rows.Pointer + left.Layout.Offset, others.Pointer + right.Layout.Offset, sum.Pointer + sums.Layout.Offset, height,
                        width, length);
                }
            }
            Elementwise.Copy(
                sums, target.WithLayout(target.Layout.Narrow(0, row, height).Narrow(1, column, width)));
        });
    }

    private static ArrayRef Part(ArrayRef array, long row, long rows, long column, long columns, DType dtype)
        => CastCopy.Convert(
            array.WithLayout(array.Layout.Narrow(0, row, rows).Narrow(1, column, columns)), dtype, MemoryOrder.C, Casting.Unsafe);

    private static IEnumerable<long[]> Indices(long[] shape)
    {
        long size = Layout.CheckedSize(shape);
        for (long i = 0; i < size; i++)
        {
            yield return UnravelIndex.Of(shape, i);
        }
    }
}
