namespace MemMap.Compute;

/// <summary>
/// How an operation runs on operands of certain dtypes: what the kernel sees in its blocks, and what becomes of the output.
/// </summary>
/// <param name="Kernel">The work on one block.</param>
/// <param name="Result">The dtype of a new result array; the output block is cast to it where that is another dtype.</param>
/// <param name="Blocks">The dtype of each block, inputs first, then the output; inputs are cast to theirs.</param>
internal sealed record Loop(Kernel Kernel, DType Result, params DType[] Blocks)
{
    /// <summary>Where results are bools: what counts those that are true, instead of writing them.</summary>
    internal CountKernel? Count { get; init; }

    /// <summary>The same loop for an output array of another dtype: the counts of a time are brought to that array's unit.</summary>
    internal Loop Into(DType target)
    {
        if (!Result.Traits.IsTime || TimeUnits.Conversion(Result, target) is not { } conversion)
        {
            return this;
        }
        var conversions = new UnarySpan<long, long>?[Blocks.Length];
        conversions[^1] = conversion;
        DType native = target.AsNative();
        return new(TimeUnits.Converted(Kernel, Blocks, conversions), native, [.. Blocks[..^1], native]);
    }
}
