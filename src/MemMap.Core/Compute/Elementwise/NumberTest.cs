using System.Numerics;

namespace MemMap.Compute;

/// <summary>
/// A predicate on numbers. Integers and bools all have the answer <paramref name="ofInteger"/>. The result is bool.
/// </summary>
internal abstract class NumberTest(string name, bool ofInteger) : UnaryOperation(name)
{
    internal override DType ResultType(DType compute) => DType.Bool;

    protected override Kernel Bool(DType dtype) => Constant<byte>();

    protected override Kernel Integer<T>(DType dtype) => Constant<T>();

    private Kernel Constant<T>() where T : unmanaged => Kernels.Unary<T, byte>((_, d) => d.Fill(ofInteger ? (byte)1 : (byte)0));
}

/// <summary>A predicate on floats that also answers for a complex number, from its two parts.</summary>
internal interface IFloatTest
{
    static abstract bool Of<T>(T x) where T : unmanaged, IBinaryFloatingPointIeee754<T>;

    static abstract bool OfParts(bool re, bool im);

    static abstract bool OfTime(bool isNaT);
}

/// <summary>A <see cref="NumberTest"/> of floats, complex numbers and times.</summary>
internal sealed class FloatTest<TTest>(string name, bool ofInteger) : NumberTest(name, ofInteger) where TTest : struct, IFloatTest
{
    protected override Kernel Floating<T>(DType dtype) => ScalarKernels.Unary<OfFloat<T>, T, byte>();

    protected override Kernel OfParts<T>() => ScalarKernels.Unary<OfComplex<T>, ComplexParts<T>, byte>();

    protected override Kernel Time(DType dtype) => ScalarKernels.Unary<OfTime, long, byte>();

    private readonly struct OfFloat<T> : IUnaryOperator<T, byte> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public static byte Of(T x) => TTest.Of(x) ? (byte)1 : (byte)0;
    }

    private readonly struct OfComplex<T> : IUnaryOperator<ComplexParts<T>, byte> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public static byte Of(ComplexParts<T> z) => TTest.OfParts(TTest.Of(z.Re), TTest.Of(z.Im)) ? (byte)1 : (byte)0;
    }

    private readonly struct OfTime : IUnaryOperator<long, byte>
    {
        public static byte Of(long x) => TTest.OfTime(x == NaT.Value) ? (byte)1 : (byte)0;
    }
}
