namespace MemMap.Compute;

/// <summary>
/// Peak to peak: the difference of the largest and the smallest element, in the elements' dtype; of dates and enums that are stored as
/// numbers, a number.
/// </summary>
internal static class Ptp
{
    /// <inheritdoc cref="Reductions.Run(Reduction, ArrayRef, int[], bool)"/>
    internal static ArrayRef Run(ArrayRef array, int[]? axes, bool keepDims) => Elementwise.Binary(
        Operations.Subtract,
        Reductions.Run(Operations.Max, array, axes, keepDims),
        Reductions.Run(Operations.Min, array, axes, keepDims)).AsCounts();
}
