using System.Numerics.Tensors;

namespace MemMap.Compute;

/// <summary>The larger of two elements. If one is NaN (or NaT), the other.</summary>
internal sealed class Fmax() : BinaryOperation("fmax")
{
    protected override Kernel Bool(DType dtype) => Map<byte>(TensorPrimitives.Max);

    protected override Kernel Real<T>(DType dtype) => Map<T>(TensorPrimitives.MaxNumber);

    protected override Kernel OfParts<T>() => ScalarKernels.Binary<PickNumber<T, GreaterEqual>, ComplexParts<T>>();

    // NaT is the smallest count, so the larger count is the right one.
    protected override Kernel Time(DType dtype) => Map<long>(TensorPrimitives.Max);
}
