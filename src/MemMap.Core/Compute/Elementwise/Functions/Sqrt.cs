using System.Numerics.Tensors;

namespace MemMap.Compute;

/// <summary>Non-negative square root.</summary>
internal sealed class Sqrt() : UnaryFloatFunction("sqrt", ComplexFunctions.Sqrt)
{
    protected override Kernel Floating<T>(DType dtype) => Map<T>(TensorPrimitives.Sqrt);
}
