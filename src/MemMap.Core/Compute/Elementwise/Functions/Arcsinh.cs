using System.Numerics.Tensors;
using ComplexNumber = System.Numerics.Complex;

namespace MemMap.Compute;

/// <summary>Inverse hyperbolic sine.</summary>
internal sealed class Arcsinh() : UnaryFloatFunction("arcsinh", OfComplex)
{
    protected override Kernel Floating<T>(DType dtype) => Map<T>(TensorPrimitives.Asinh);

    /// <summary>asinh(z) = -i asin(i z).</summary>
    private static ComplexNumber OfComplex(ComplexNumber z)
    {
        ComplexNumber w = ComplexNumber.Asin(new(-z.Imaginary, z.Real));
        return new(w.Imaginary, -w.Real);
    }
}
