using System.Numerics.Tensors;

namespace MemMap.Compute;

internal sealed class Arctanh() : FloatFunction("arctanh", ComplexFunctions.Arctanh)
{
    protected override Kernel Floating<T>(DType dtype) => Map<T>(TensorPrimitives.Atanh);
}
