using System.Numerics.Tensors;

namespace MemMap.Compute;

internal sealed class Exp() : FloatFunction("exp", ComplexFunctions.Exp)
{
    protected override Kernel Floating<T>(DType dtype) => Map<T>(TensorPrimitives.Exp);
}
