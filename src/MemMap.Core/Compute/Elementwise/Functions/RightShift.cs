using System.Numerics;

namespace MemMap.Compute;

/// <summary>
/// The first element shifted right by the second. A shift by the width or more, or by a negative count, leaves the sign, as in numpy.
/// </summary>
internal sealed class RightShift() : BinaryOperation("right_shift")
{
    internal override DType ComputeType(DType x, DType y) => NumberOf(base.ComputeType(x, y));

    protected override Kernel Integer<T>(DType dtype) => ScalarKernels.Binary<Shifted<T>, T>();

    private readonly struct Shifted<T> : IBinaryOperator<T, T, T> where T : unmanaged, IBinaryInteger<T>
    {
        public static unsafe T Of(T x, T y)
            => ulong.CreateTruncating(y) < (ulong)sizeof(T) * 8 ? x >> int.CreateTruncating(y) : T.IsNegative(x) ? T.Zero - T.One : T.Zero;
    }
}
