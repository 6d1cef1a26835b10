using System.Numerics.Tensors;

namespace MemMap.Compute;

/// <summary>Inverse hyperbolic cosine.</summary>
internal sealed class Arccosh() : UnaryFloatFunction("arccosh", ComplexInverses.Acosh)
{
    protected override Kernel Floating<T>(DType dtype) => Map<T>(TensorPrimitives.Acosh);
}
