using System.Numerics.Tensors;

namespace MemMap.Compute;

/// <summary>Cube root.</summary>
internal sealed class Cbrt() : UnaryFloatFunction("cbrt")
{
    protected override Kernel Floating<T>(DType dtype) => Map<T>(TensorPrimitives.Cbrt);
}
