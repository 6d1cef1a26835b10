using System.Numerics.Tensors;
using ComplexNumber = System.Numerics.Complex;

namespace MemMap.Compute;

/// <summary>e to the power of the element.</summary>
internal sealed class Exp() : UnaryFloatFunction("exp", OfComplex)
{
    protected override Kernel Floating<T>(DType dtype) => Map<T>(TensorPrimitives.Exp);

    /// <summary>e to the power of z. The real axis is a case of its own, since 0 times infinity would be NaN.</summary>
    internal static ComplexNumber OfComplex(ComplexNumber z)
        => z.Imaginary == 0 ? new(Math.Exp(z.Real), z.Imaginary) : ComplexNumber.Exp(z);
}
