namespace MemMap.Compute;

/// <summary>Clips elements to two limits: the larger of element and lower limit, then the smaller of that and the upper limit.</summary>
internal static class Clip
{
    /// <summary>A new array of the clipped elements; a null limit does not apply.</summary>
    internal static ArrayRef Run(ArrayRef array, object? min, object? max)
    {
        ArrayRef raised = min is null ? array : Elementwise.Binary(Operations.Maximum, array, min);
        return max is not null ? Elementwise.Binary(Operations.Minimum, raised, max) : min is null && !array.IsLazy ? array.Copy() : raised;
    }
}
