using System.Numerics.Tensors;

namespace MemMap.Compute;

/// <summary>Converts degrees to radians.</summary>
internal sealed class Radians() : UnaryFloatFunction("radians")
{
    protected override Kernel Floating<T>(DType dtype) => Map<T>(TensorPrimitives.DegreesToRadians);
}
