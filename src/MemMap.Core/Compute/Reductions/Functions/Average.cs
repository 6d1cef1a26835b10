using MemMap.DataTypes;
using MemMap.Geometry;

namespace MemMap.Compute;

/// <summary>The mean of elements that count as much as their weights say.</summary>
internal static class Average
{
    /// <summary>Computes averages, in one pass for the elements and one for the weights.</summary>
    /// <param name="array">The elements.</param>
    /// <param name="weights">The weights: in the array's shape, or in that of the reduced axes.</param>
    /// <param name="axes">The axes to reduce; null for all.</param>
    /// <param name="keepDims">Whether reduced axes stay, with length 1.</param>
    /// <returns>The averages, and the sums of the weights.</returns>
    internal static (ArrayRef Averages, ArrayRef Weights) Run(ArrayRef array, ArrayRef weights, int[]? axes, bool keepDims)
    {
        if (!array.DType.IsNumeric || !weights.DType.IsNumeric)
        {
            throw Error.NoLoop("average", array.DType.IsNumeric ? weights.DType : array.DType);
        }
        DType dtype = Promotion.PromoteTypes(array.DType, weights.DType);
        dtype = TimeArithmetic.IsCount(array.DType) ? Promotion.PromoteTypes(dtype, DType.Float64) : dtype;
        weights = Later(InShapeOf(weights, array, axes), dtype);
        ArrayRef totals = Reductions.Run(Operations.Sum, weights, axes, keepDims);
        if (!(bool)Reductions.Scalar(Operations.All, totals)!)
        {
            throw Error.WeightsSumToZero();
        }
        ArrayRef sums = Reductions.Run(
            Operations.Sum, Elementwise.Binary(Operations.Multiply, Later(array, dtype), weights), axes, keepDims);
        return (Elementwise.Binary(Operations.Divide, sums, totals), totals);
    }

    private static ArrayRef Later(ArrayRef array, DType dtype) => (array with { IsLazy = true }).Cast(dtype);

    /// <summary>Weights of the reduced axes, one for each position on them, as a view in the array's shape.</summary>
    private static ArrayRef InShapeOf(ArrayRef weights, ArrayRef array, int[]? axes)
    {
        if (weights.Layout.Shape.SequenceEqual(array.Layout.Shape))
        {
            return weights;
        }
        int[] named = axes is null ? throw Error.WeightsNeedAxis(weights.Layout.Shape, array.Layout.Shape)
            : Layout.NormalizeAxes(axes, array.NDim);
        long[] shape = array.Shape, wanted = [.. named.Select(axis => shape[axis])];
        if (!weights.Layout.Shape.SequenceEqual(wanted))
        {
            throw Error.WeightsShape(weights.Layout.Shape, wanted);
        }
        int[] order = [.. Enumerable.Range(0, named.Length).OrderBy(i => named[i])];
        long[] spread = [.. shape.Select((length, axis) => named.Contains(axis) ? length : 1)];
        return weights.WithLayout(weights.Layout.Transpose(order)).Reshape(spread).BroadcastTo(shape);
    }
}
