using System.Numerics;

namespace MemMap.Compute;

/// <summary>The first element times 2 to the power of the second, which is an integer.</summary>
internal sealed class LdExp() : BinaryOperation("ldexp")
{
    protected override bool WidensHalf => true;

    internal override Loop LoopFor(DType x, DType y)
    {
        // As in numpy, exponents are integers that cast safely to int64.
        if (UnaryFloatFunction.FloatOf(x) is not { } result || !TimeArithmetic.IsCount(y) || y.Kind == ElementKind.UInt64)
        {
            throw Error.NoLoop(Name, x, y);
        }
        DType block = BlockOf(result);
        return new(Visit(block), result, block, DType.Int64, block);
    }

    // A number is an exponent, and not of the array's dtype.
    internal override (object? Value, DType? DType) Scalar(ArrayRef array, object? value) => (value, null);

    protected override Kernel Floating<T>(DType dtype) => ScalarKernels.Binary<Scaled<T>, T, long, T>();

    private readonly struct Scaled<T> : IBinaryOperator<T, long, T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public static T Of(T x, long y) => T.ScaleB(x, (int)Math.Clamp(y, int.MinValue, int.MaxValue));
    }
}
