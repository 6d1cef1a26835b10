using System.Numerics.Tensors;

namespace MemMap.Compute;

/// <summary>Tangent of an angle in radians.</summary>
internal sealed class Tan() : UnaryFloatFunction("tan", ComplexFunctions.Tan)
{
    protected override Kernel Floating<T>(DType dtype) => VectorKernels.Unary<Function, T>();

    private readonly struct Function : IVectorFunction
    {
        public static double Limit => VectorKernels.MaxAngle;

        public static void Of(ReadOnlySpan<double> x, Span<double> destination) => TensorPrimitives.Tan(x, destination);

        public static double Of(double x) => Math.Tan(x);
    }
}
