using System.Numerics.Tensors;
using ComplexNumber = System.Numerics.Complex;

namespace MemMap.Compute;

/// <summary>Non-negative square root.</summary>
internal sealed class Sqrt() : UnaryFloatFunction("sqrt", ComplexNumber.Sqrt)
{
    protected override Kernel Floating<T>(DType dtype) => Map<T>(TensorPrimitives.Sqrt);
}
