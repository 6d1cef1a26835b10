using System.Numerics.Tensors;
using ComplexNumber = System.Numerics.Complex;

namespace MemMap.Compute;

/// <summary>e to the power of the element.</summary>
internal sealed class Exp() : UnaryFloatFunction("exp", OfComplex)
{
    protected override Kernel Floating<T>(DType dtype) => VectorKernels.Unary<Function, T>();

    private readonly struct Function : IVectorFunction
    {
        // Below e^709 and above the subnormals.
        public static double Limit => 708;

        public static void Of(ReadOnlySpan<double> x, Span<double> destination) => TensorPrimitives.Exp(x, destination);

        public static double Of(double x) => Math.Exp(x);
    }

    /// <summary>e to the power of z. The real axis is a case of its own, since 0 times infinity would be NaN.</summary>
    internal static ComplexNumber OfComplex(ComplexNumber z)
        => z.Imaginary == 0 ? new(Math.Exp(z.Real), z.Imaginary) : ComplexNumber.Exp(z);
}
