using System.Numerics.Tensors;

namespace MemMap.Compute;

internal sealed class Degrees() : FloatFunction("degrees")
{
    protected override Kernel Floating<T>(DType dtype) => Map<T>(TensorPrimitives.RadiansToDegrees);
}
