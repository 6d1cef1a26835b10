using System.Numerics.Tensors;
using ComplexNumber = System.Numerics.Complex;

namespace MemMap.Compute;

/// <summary>Sine of an angle in radians.</summary>
internal sealed class Sin() : UnaryFloatFunction("sin", ComplexNumber.Sin)
{
    protected override Kernel Floating<T>(DType dtype) => Map<T>(TensorPrimitives.Sin);
}
