using System.Numerics;

namespace MemMap.Compute;

/// <summary>Creates kernels from scalar operations, for functions that TensorPrimitives lacks or computes inaccurately.</summary>
internal static class ScalarKernels
{
    internal static Kernel Unary<TOperation, TIn, TOut>()
        where TOperation : struct, IUnaryOperator<TIn, TOut>
        where TIn : unmanaged
        where TOut : unmanaged
        => Kernels.Unary<TIn, TOut>(static (x, d) =>
        {
            for (int i = 0; i < x.Length; i++)
            {
                d[i] = TOperation.Of(x[i]);
            }
        });

    internal static unsafe Kernel Binary<TOperation, TX, TY, TOut>()
        where TOperation : struct, IBinaryOperator<TX, TY, TOut>
        where TX : unmanaged
        where TY : unmanaged
        where TOut : unmanaged
        => static (blocks, count) =>
        {
            TX* x = (TX*)blocks[0];
            TY* y = (TY*)blocks[1];
            TOut* d = (TOut*)blocks[2];
            for (int i = 0; i < count; i++)
            {
                d[i] = TOperation.Of(x[i], y[i]);
            }
        };

    internal static Kernel Binary<TOperation, T>()
        where TOperation : struct, IBinaryOperator<T, T, T>
        where T : unmanaged
        => Binary<TOperation, T, T, T>();

    internal static Kernel UnaryFloat<TOperation, T>()
        where TOperation : struct, IUnaryFloatOperator
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        => Unary<OfFloat<TOperation, T>, T, T>();

    internal static Kernel BinaryFloat<TOperation, T>()
        where TOperation : struct, IBinaryFloatOperator
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        => Binary<OfFloats<TOperation, T>, T>();

    private readonly struct OfFloat<TOperation, T> : IUnaryOperator<T, T>
        where TOperation : struct, IUnaryFloatOperator
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public static T Of(T x) => TOperation.Of(x);
    }

    private readonly struct OfFloats<TOperation, T> : IBinaryOperator<T, T, T>
        where TOperation : struct, IBinaryFloatOperator
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public static T Of(T x, T y) => TOperation.Of(x, y);
    }
}
