using System.Numerics.Tensors;

namespace MemMap.Compute;

/// <summary>Cosine of an angle in radians.</summary>
internal sealed class Cos() : UnaryFloatFunction("cos", ComplexFunctions.Cos)
{
    protected override Kernel Floating<T>(DType dtype) => VectorKernels.Unary<Function, T>();

    private readonly struct Function : IVectorFunction
    {
        public static double Limit => VectorKernels.MaxAngle;

        public static void Of(ReadOnlySpan<double> x, Span<double> destination) => TensorPrimitives.Cos(x, destination);

        public static double Of(double x) => Math.Cos(x);
    }
}
