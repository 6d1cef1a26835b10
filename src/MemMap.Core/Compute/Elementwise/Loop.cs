namespace MemMap.Compute;

/// <summary>
/// How an operation runs on operands of certain dtypes: the dtypes of the kernel's blocks, and the dtype of the output.
/// </summary>
/// <param name="Kernel">The work on one block.</param>
/// <param name="Result">The dtype of a new result array. The output block is cast to it if its own dtype differs.</param>
/// <param name="Blocks">The dtype of each block, inputs first, then the output. Inputs are cast to theirs.</param>
internal sealed record Loop(Kernel Kernel, DType Result, params DType[] Blocks)
{
    /// <summary>Whether results have bytes that the kernel doesn't write. In a new array they are 0.</summary>
    internal bool KeepsGaps { get; init; }

    /// <summary>For bool results: the kernel that counts the true ones instead of writing them.</summary>
    internal CountKernel? Count { get; init; }

    /// <summary>
    /// The kernel that reads native elements at a step, such as a field of records, without a copy of them; null if there is none.
    /// </summary>
    internal StepKernel? AtSteps { get; init; }

    /// <summary>Whether the kernel may throw for elements of these inputs; null if it throws for none.</summary>
    internal Func<ArrayRef[], bool>? MayFail { get; init; }

    /// <summary>
    /// For bools: the first operand with which results are the same, whatever the second one is. Null if there is none.
    /// </summary>
    internal bool? Decisive { get; init; }

    /// <summary>The same loop for an output array of another dtype. Counts of times are converted to that array's unit.</summary>
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
