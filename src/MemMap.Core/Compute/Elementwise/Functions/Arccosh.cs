using System.Numerics.Tensors;
using ComplexNumber = System.Numerics.Complex;

namespace MemMap.Compute;

/// <summary>Inverse hyperbolic cosine.</summary>
internal sealed class Arccosh() : UnaryFloatFunction("arccosh", OfComplex)
{
    protected override Kernel Floating<T>(DType dtype) => Map<T>(TensorPrimitives.Acosh);

    /// <summary>acosh(z) is i acos(z) or -i acos(z), whichever has a real part that is not negative.</summary>
    private static ComplexNumber OfComplex(ComplexNumber z)
    {
        ComplexNumber w = ComplexNumber.Acos(z);
        return w.Imaginary <= 0 ? new(-w.Imaginary, w.Real) : new(w.Imaginary, -w.Real);
    }
}
