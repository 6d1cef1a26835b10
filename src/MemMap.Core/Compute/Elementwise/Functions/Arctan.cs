using System.Numerics.Tensors;
using ComplexNumber = System.Numerics.Complex;

namespace MemMap.Compute;

/// <summary>Inverse tangent, in radians.</summary>
internal sealed class Arctan() : UnaryFloatFunction("arctan", OfComplex)
{
    protected override Kernel Floating<T>(DType dtype) => Map<T>(TensorPrimitives.Atan);

    /// <summary>atan(z) = -i atanh(i z).</summary>
    private static ComplexNumber OfComplex(ComplexNumber z)
    {
        ComplexNumber w = Arctanh.OfComplex(new(-z.Imaginary, z.Real));
        return new(w.Imaginary, -w.Real);
    }
}
