using System.Numerics.Tensors;

namespace MemMap.Compute;

internal sealed class Arcsinh() : FloatFunction("arcsinh", ComplexFunctions.Arcsinh)
{
    protected override Kernel Floating<T>(DType dtype) => Map<T>(TensorPrimitives.Asinh);
}
