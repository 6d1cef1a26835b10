namespace MemMap.Compute;

/// <summary>Elements held between two limits: the larger of element and lower limit, then the smaller of that and the upper one.</summary>
internal static class Clip
{
    /// <summary>A new array; a limit that is null holds nothing.</summary>
    internal static ArrayRef Run(ArrayRef array, object? min, object? max)
    {
        ArrayRef raised = min is null ? array : Elementwise.Binary(Operations.Maximum, array, min);
        return max is not null ? Elementwise.Binary(Operations.Minimum, raised, max) : min is null ? array.Copy() : raised;
    }
}
