namespace MemMap.Compute;

/// <summary>Whether a date or a time span is NaT; not defined for numbers.</summary>
internal sealed class IsNaT() : UnaryOperation("isnat")
{
    internal override DType ResultType(DType compute) => DType.Bool;

    protected override Kernel Time(DType dtype) => ScalarKernels.Unary<IsNotATime, long, byte>();

    private readonly struct IsNotATime : IUnaryOperator<long, byte>
    {
        public static byte Of(long x) => x == NaT.Value ? (byte)1 : (byte)0;
    }
}
