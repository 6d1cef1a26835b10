using System.Numerics.Tensors;
using ComplexNumber = System.Numerics.Complex;

namespace MemMap.Compute;

// The hyperbolic functions of TensorPrimitives lose all digits near 0, so the scalar ones serve.

internal sealed class Sin() : FloatFunction("sin", ComplexNumber.Sin)
{
    protected override Kernel Floating<T>(DType dtype) => Map<T>(TensorPrimitives.Sin);
}
