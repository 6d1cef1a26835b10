using System.Numerics.Tensors;

namespace MemMap.Compute;

/// <summary>Degrees as radians.</summary>
internal sealed class Radians() : UnaryFloatFunction("radians")
{
    protected override Kernel Floating<T>(DType dtype) => Map<T>(TensorPrimitives.DegreesToRadians);
}
