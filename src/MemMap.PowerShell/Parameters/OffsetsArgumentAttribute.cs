using System.Management.Automation;

namespace MemMap.Parameters;

/// <summary>Takes an array of integers, of any dtype, as a list of offsets.</summary>
internal sealed class OffsetsArgumentAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
        => (inputData is PSObject { BaseObject: NDArray wrapped } ? wrapped : inputData as NDArray) is { DType.IsInteger: true } offsets
            ? offsets.AsType(DType.Int64).Ravel().ToArray() : inputData;
}
