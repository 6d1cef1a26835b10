using System.Numerics.Tensors;

namespace MemMap.Compute;

internal sealed class Arctan() : FloatFunction("arctan", ComplexFunctions.Arctan)
{
    protected override Kernel Floating<T>(DType dtype) => Map<T>(TensorPrimitives.Atan);
}
