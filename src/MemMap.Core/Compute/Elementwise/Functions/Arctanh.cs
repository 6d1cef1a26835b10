using System.Numerics.Tensors;
using ComplexNumber = System.Numerics.Complex;

namespace MemMap.Compute;

/// <summary>Inverse hyperbolic tangent.</summary>
internal sealed class Arctanh() : UnaryFloatFunction("arctanh", OfComplex)
{
    protected override Kernel Floating<T>(DType dtype) => Map<T>(TensorPrimitives.Atanh);

    internal static ComplexNumber OfComplex(ComplexNumber z)
    {
        double x = z.Real, y = z.Imaginary, left = 1 - x;
        return new(
            Log1p.OfReal(4 * x / ((left * left) + (y * y))) / 4,
            Math.Atan2(2 * y, (left * (1 + x)) - (y * y)) / 2);
    }
}
