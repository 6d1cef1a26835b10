namespace MemMap.Compute;

/// <summary>
/// Converts blocks of drawable elements to float64: numbers and bools by value, times by their count of units.
/// </summary>
internal sealed unsafe class BinnedElements
{
    private readonly DType _dtype;

    /// <exception cref="NotSupportedException">The elements are neither real numbers nor times.</exception>
    internal BinnedElements(DType dtype, string operation)
        => _dtype = CanDraw(dtype) ? dtype : throw Error.NoLoop(operation, dtype);

    /// <summary>Whether elements of a dtype can be drawn as numbers.</summary>
    internal static bool CanDraw(DType dtype)
        => (dtype.IsNumeric && !dtype.IsComplex) || dtype.Kind is ElementKind.Bool or ElementKind.DateTime64 or ElementKind.TimeDelta64;

    internal Operand Operand(ArrayRef array, LeaseSet leases) => leases.Input(array with { DType = _dtype }, DType.Float64);

    /// <summary>The elements of a block.</summary>
    internal ReadOnlySpan<double> Values(byte* block, int count)
    {
        Span<double> values = new(block, count);
        if (_dtype.Traits.IsTime)
        {
            // Writing here is safe: the cast has made a copy of the block.
            values.Replace(NaT.Value, double.NaN);
        }
        return values;
    }
}
