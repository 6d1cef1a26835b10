using System.Numerics.Tensors;

namespace MemMap.Compute;

internal sealed class Radians() : FloatFunction("radians")
{
    protected override Kernel Floating<T>(DType dtype) => Map<T>(TensorPrimitives.DegreesToRadians);
}
