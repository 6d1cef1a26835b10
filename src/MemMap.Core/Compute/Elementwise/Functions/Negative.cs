using System.Numerics.Tensors;

namespace MemMap.Compute;

/// <summary>The element with the opposite sign. Unsigned integers wrap. Not defined for bool, as in numpy.</summary>
internal sealed class Negative() : UnaryOperation("negative")
{
    protected override Kernel Bool(DType dtype) => throw Error.BooleanNegative();

    protected override Kernel Number<T>(DType dtype) => Map<T>(TensorPrimitives.Negate);

    // NaT is its own negative.
    protected override Kernel Time(DType dtype) => TimeArithmetic.IsSpan(dtype) ? Map<long>(TensorPrimitives.Negate) : Unsupported(dtype);
}
