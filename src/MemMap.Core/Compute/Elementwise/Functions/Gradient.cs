using MemMap.Geometry;

namespace MemMap.Compute;

/// <summary>
/// The slope along an axis: inside from both neighbours, at the ends from the one or two elements next to them; numpy's <c>gradient</c>.
/// </summary>
internal static class Gradient
{
    /// <summary>The slopes along some axes, an array for each.</summary>
    /// <param name="array">The elements.</param>
    /// <param name="spacing">A number for all axes; the coordinates, if there is one axis; or a list with either for each axis. Null
    /// for 1.</param>
    /// <param name="axes">The axes; null for all.</param>
    /// <param name="edgeOrder">1 or 2: how many neighbours count at the ends.</param>
    internal static ArrayRef[] Run(ArrayRef array, object? spacing, int[]? axes, int edgeOrder)
    {
        if (edgeOrder is not (1 or 2))
        {
            throw Error.EdgeOrder(edgeOrder);
        }
        int[] along = axes is null ? [.. Enumerable.Range(0, array.NDim)] : Layout.NormalizeAxes(axes, array.NDim);
        if (along.Length == 0)
        {
            throw Error.NoAxis("gradient");
        }
        GridSpacing[] spacings = GridSpacing.Of(spacing, [.. along.Select(axis => array.Layout.Shape[axis])]);
        foreach (int axis in along)
        {
            if (array.Layout.Shape[axis] <= edgeOrder)
            {
                throw Error.GradientTooShort(array.Layout.Shape[axis], edgeOrder + 1);
            }
        }
        ArrayRef values = Computable(array);
        return [.. along.Zip(spacings, (axis, spacing) => Along(values, axis, spacing, edgeOrder))];
    }

    /// <summary>The elements as differences are taken of them: integers in float64, dates as time spans.</summary>
    private static ArrayRef Computable(ArrayRef array)
    {
        array = array with { IsLazy = true };
        if (TimeArithmetic.IsDate(array.DType))
        {
            DType span = DType.Time(ElementKind.TimeDelta64, array.DType.Unit!.Value);
            return array.WithLayout(array.Layout, array.DType.IsSwapped ? span.NewByteOrder() : span);
        }
        return array.DType.IsFloating || array.DType.IsComplex || TimeArithmetic.IsSpan(array.DType) ? array
            : array.DType.IsNumeric ? array.Cast(DType.Float64) : throw Error.NoLoop("gradient", array.DType);
    }

    private static ArrayRef Along(ArrayRef values, int axis, GridSpacing spacing, int edgeOrder)
    {
        ArrayRef result = ArrayRef.Allocate(values.Layout.Shape, values.DType.AsNative());
        long last = values.Layout.Shape[axis] - 1;
        if (last > 1)
        {
            Elementwise.Copy(Inside(values, axis, spacing), Part(result, axis, 1, last - 1));
        }
        ArrayRef start = edgeOrder == 1 ? Slope(values, axis, 0, spacing) : Weighted(values, axis, 0, spacing, spacing.AtStart());
        ArrayRef end = edgeOrder == 1 ? Slope(values, axis, last - 1, spacing)
            : Weighted(values, axis, last - 2, spacing, spacing.AtEnd(last));
        Elementwise.Copy(start, Part(result, axis, 0, 1));
        Elementwise.Copy(end, Part(result, axis, last, 1));
        return result;
    }

    private static ArrayRef Inside(ArrayRef values, int axis, GridSpacing spacing)
    {
        long count = values.Layout.Shape[axis] - 2;
        ArrayRef before = Part(values, axis, 0, count), here = Part(values, axis, 1, count), after = Part(values, axis, 2, count);
        if (spacing.Inside(values.NDim, axis) is not { } weights)
        {
            return Divide(Binary(Operations.Subtract, after, before), spacing.Operand(2 * spacing.Distance));
        }
        return Sum(
            Binary(Operations.Multiply, weights[0], before), Binary(Operations.Multiply, weights[1], here),
            Binary(Operations.Multiply, weights[2], after));
    }

    /// <summary>The slope between an element and the next one.</summary>
    private static ArrayRef Slope(ArrayRef values, int axis, long at, GridSpacing spacing)
        => Divide(Binary(Operations.Subtract, Part(values, axis, at + 1, 1), Part(values, axis, at, 1)), spacing.Operand(spacing.At(at)));

    /// <summary>Three neighbours times their weights.</summary>
    private static ArrayRef Weighted(ArrayRef values, int axis, long at, GridSpacing spacing, double[] weights)
    {
        return Sum(Term(0), Term(1), Term(2));

        ArrayRef Term(int i) => Elementwise.Binary(Operations.Multiply, Part(values, axis, at + i, 1), spacing.Operand(weights[i]));
    }

    private static ArrayRef Sum(ArrayRef x, ArrayRef y, ArrayRef z) => Binary(Operations.Add, Binary(Operations.Add, x, y), z);

    private static ArrayRef Divide(ArrayRef x, object number) => Elementwise.Binary(Operations.Divide, x, number);

    private static ArrayRef Binary(BinaryOperation operation, ArrayRef x, ArrayRef y) => Elementwise.Binary(operation, x, y);

    private static ArrayRef Part(ArrayRef array, int axis, long start, long count)
        => array.WithLayout(array.Layout.Narrow(axis, start, count));
}
