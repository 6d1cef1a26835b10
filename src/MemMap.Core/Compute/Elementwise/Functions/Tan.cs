using System.Numerics.Tensors;
using ComplexNumber = System.Numerics.Complex;

namespace MemMap.Compute;

internal sealed class Tan() : FloatFunction("tan", ComplexNumber.Tan)
{
    protected override Kernel Floating<T>(DType dtype) => Map<T>(TensorPrimitives.Tan);
}
