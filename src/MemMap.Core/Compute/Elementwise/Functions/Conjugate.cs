using System.Numerics;

namespace MemMap.Compute;

/// <summary>The complex conjugate. Real numbers are unchanged.</summary>
internal sealed class Conjugate() : UnaryOperation("conjugate")
{
    internal override DType ComputeType(DType x) => NumberOf(x.AsNative());

    protected override Kernel Real<T>(DType dtype) => Map<T>(static (x, d) => x.CopyTo(d));

    protected override Kernel OfParts<T>() => ScalarKernels.Unary<OfComplex<T>, ComplexParts<T>, ComplexParts<T>>();

    private readonly struct OfComplex<T> : IUnaryOperator<ComplexParts<T>, ComplexParts<T>>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public static ComplexParts<T> Of(ComplexParts<T> z) => new(z.Re, -z.Im);
    }
}
