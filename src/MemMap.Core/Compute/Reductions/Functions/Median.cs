namespace MemMap.Compute;

/// <summary>
/// Median: the mean of the two middle elements in sorted order. Floats, complex numbers and time spans keep their dtype; integers give
/// float64.
/// </summary>
internal static class Median
{
    /// <inheritdoc cref="Quantile.Run"/>
    /// <returns>An array; a 0-d one for a single result.</returns>
    internal static ArrayRef Run(ArrayRef array, int[]? axes, bool keepDims, bool ignoreNaN)
    {
        ArrayRef result = Quantile.Run(array, null, axes, keepDims, ignoreNaN, Operations.Mean.EmptyWarning).At([0]);
        return array.DType.IsFloating ? result.AsType(array.DType.AsNative()) : result;
    }
}
