using System.Numerics.Tensors;

namespace MemMap.Compute;

/// <summary>Rounds to the nearest integer, halves to the even one. Rounds both parts of a complex number.</summary>
internal sealed class Rint() : UnaryFloatFunction("rint", static z => new(Math.Round(z.Real), Math.Round(z.Imaginary)))
{
    protected override Kernel Floating<T>(DType dtype) => Map<T>(TensorPrimitives.Round);
}
