using System.Numerics.Tensors;

namespace MemMap.Compute;

/// <summary>The angle in radians of the point with ordinate x1 and abscissa x2.</summary>
internal sealed class Arctan2() : BinaryFloatFunction("arctan2")
{
    protected override Kernel Floating<T>(DType dtype) => Map<T>(TensorPrimitives.Atan2);
}
