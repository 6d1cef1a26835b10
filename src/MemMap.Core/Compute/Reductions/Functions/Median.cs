namespace MemMap.Compute;

/// <summary>Median: the mean of the two elements in the middle of the sorted ones; floats keep their dtype, integers give float64.</summary>
internal static class Median
{
    /// <inheritdoc cref="Quantile.Run"/>
    /// <returns>An array, or a .NET value where the result has no axis.</returns>
    internal static object? Run(NDArray array, int[]? axes, bool keepDims, bool ignoreNaN)
    {
        NDArray result = Quantile.Run(array, null, axes, keepDims, ignoreNaN, Operations.Mean.EmptyWarning).Squeeze(0);
        return Reductions.Scalar(array.DType.IsFloating ? result.AsType(array.DType.AsNative()) : result);
    }
}
