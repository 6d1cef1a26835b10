using System.Numerics.Tensors;

namespace MemMap.Compute;

/// <summary>To the nearest whole number, halves to the even one; of a complex number both parts.</summary>
internal sealed class Rint() : UnaryFloatFunction("rint", static z => new(Math.Round(z.Real), Math.Round(z.Imaginary)))
{
    protected override Kernel Floating<T>(DType dtype) => Map<T>(TensorPrimitives.Round);
}
