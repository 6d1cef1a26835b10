using ComplexNumber = System.Numerics.Complex;

namespace MemMap.Compute;

/// <summary>
/// A function of real numbers, and optionally of complex ones. As in numpy, integers and bools become the smallest float that holds all
/// of them: float16 for 8 bits, float32 for 16 bits, float64 for more. float16 is computed in float32, complex64 in complex128.
/// TensorPrimitives is used where it is accurate to two units in the last place (<see cref="VectorKernels"/>), and .NET's scalar functions
/// elsewhere.
/// </summary>
internal abstract class UnaryFloatFunction(string name, Func<ComplexNumber, ComplexNumber>? complex = null) : UnaryOperation(name)
{
    protected override bool WidensHalf => true;

    internal override DType ComputeType(DType x) => FloatOf(x) ?? x.AsNative();

    internal override Loop LoopFor(DType x)
    {
        if (!x.IsComplex || complex is null)
        {
            return base.LoopFor(x);
        }
        Kernel kernel = Map<ComplexNumber>((z, d) =>
        {
            for (int i = 0; i < z.Length; i++)
            {
                d[i] = complex(z[i]);
            }
        });
        return new(kernel, x.AsNative(), DType.Complex128, DType.Complex128);
    }

    /// <summary>The smallest float for the values of a bool, integer or float; null for other dtypes.</summary>
    internal static DType? FloatOf(DType dtype)
        => dtype.IsFloating ? dtype.AsNative()
            : !TimeArithmetic.IsCount(dtype) ? null
            : dtype.ItemSize switch { 1 => DType.Float16, 2 => DType.Float32, _ => DType.Float64 };
}
