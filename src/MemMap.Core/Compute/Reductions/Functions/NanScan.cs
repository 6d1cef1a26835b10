namespace MemMap.Compute;

/// <summary>A scan with NaN replaced by what changes nothing; numpy's <c>nancumsum</c> and <c>nancumprod</c>.</summary>
internal static class NanScan
{
    /// <summary>Runs a scan over all elements, with <paramref name="neutral"/> in place of NaN. NaT stays, as in numpy.</summary>
    /// <inheritdoc cref="Scanner.Run(Scan, ArrayRef, int?, ArrayRef?)"/>
    internal static ArrayRef Run(Scan scan, double neutral, ArrayRef array, int? axis, ArrayRef? target)
        => Scanner.Run(
            scan,
            !array.DType.IsFloating && !array.DType.IsComplex ? array
                : Where.Run(Elementwise.Unary(Operations.IsNaN, array with { IsLazy = true }), neutral, array),
            axis, target);
}
