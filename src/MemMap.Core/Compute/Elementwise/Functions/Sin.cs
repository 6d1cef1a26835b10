using System.Numerics.Tensors;

namespace MemMap.Compute;

/// <summary>Sine of an angle in radians.</summary>
internal sealed class Sin() : UnaryFloatFunction("sin", ComplexFunctions.Sin)
{
    protected override Kernel Floating<T>(DType dtype) => VectorKernels.Unary<Function, T>();

    private readonly struct Function : IVectorFunction
    {
        public static double Limit => VectorKernels.MaxAngle;

        public static void Of(ReadOnlySpan<double> x, Span<double> destination) => TensorPrimitives.Sin(x, destination);

        public static double Of(double x) => Math.Sin(x);
    }
}
