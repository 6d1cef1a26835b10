using System.Numerics.Tensors;

namespace MemMap.Compute;

/// <summary>Converts radians to degrees.</summary>
internal sealed class Degrees() : UnaryFloatFunction("degrees")
{
    protected override Kernel Floating<T>(DType dtype) => Map<T>(TensorPrimitives.RadiansToDegrees);
}
