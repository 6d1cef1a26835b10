using System.Numerics.Tensors;

namespace MemMap.Compute;

/// <summary>e to the power of the element.</summary>
internal sealed class Exp() : UnaryFloatFunction("exp", ComplexFunctions.Exp)
{
    protected override Kernel Floating<T>(DType dtype) => VectorKernels.Unary<Function, T>();

    private readonly struct Function : IVectorFunction
    {
        // Below e^709 and above the subnormals.
        public static double Limit => 708;

        public static void Of(ReadOnlySpan<double> x, Span<double> destination) => TensorPrimitives.Exp(x, destination);

        public static double Of(double x) => Math.Exp(x);
    }
}
