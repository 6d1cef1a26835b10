using System.Numerics.Tensors;

namespace MemMap.Compute;

internal sealed class Arccosh() : FloatFunction("arccosh", ComplexFunctions.Arccosh)
{
    protected override Kernel Floating<T>(DType dtype) => Map<T>(TensorPrimitives.Acosh);
}
