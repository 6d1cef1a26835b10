using System.Numerics;

namespace MemMap.Compute;

/// <summary>What is done to one element; a struct, so that the compiler makes one loop per operation and type and inlines this.</summary>
internal interface IMap<TIn, TOut>
{
    static abstract TOut Of(TIn x);
}

/// <summary>What is done to one pair of elements; see <see cref="IMap{TIn, TOut}"/>.</summary>
internal interface IPair<TX, TY, TOut>
{
    static abstract TOut Of(TX x, TY y);
}

/// <summary>What is done to one float of either size; see <see cref="IMap{TIn, TOut}"/>.</summary>
internal interface IFloatMap
{
    static abstract T Of<T>(T x) where T : unmanaged, IBinaryFloatingPointIeee754<T>;
}

/// <summary>What is done to a pair of floats of either size; see <see cref="IMap{TIn, TOut}"/>.</summary>
internal interface IFloatPair
{
    static abstract T Of<T>(T x, T y) where T : unmanaged, IBinaryFloatingPointIeee754<T>;
}

/// <summary>A complex number of either size as its two parts.</summary>
internal readonly record struct Parts<T>(T Re, T Im) where T : unmanaged;

/// <summary>Makes kernels of operations on single elements, for what TensorPrimitives doesn't have or doesn't have accurately.</summary>
internal static class Each
{
    internal static Kernel Map<TOperation, TIn, TOut>()
        where TOperation : struct, IMap<TIn, TOut>
        where TIn : unmanaged
        where TOut : unmanaged
        => Kernels.Unary<TIn, TOut>(static (x, d) =>
        {
            for (int i = 0; i < x.Length; i++)
            {
                d[i] = TOperation.Of(x[i]);
            }
        });

    internal static unsafe Kernel Pair<TOperation, TX, TY, TOut>()
        where TOperation : struct, IPair<TX, TY, TOut>
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

    internal static Kernel Pair<TOperation, T>() where TOperation : struct, IPair<T, T, T> where T : unmanaged => Pair<TOperation, T, T, T>();

    internal static Kernel FloatMap<TOperation, T>() where TOperation : struct, IFloatMap where T : unmanaged, IBinaryFloatingPointIeee754<T>
        => Map<OfFloat<TOperation, T>, T, T>();

    internal static Kernel FloatPair<TOperation, T>() where TOperation : struct, IFloatPair where T : unmanaged, IBinaryFloatingPointIeee754<T>
        => Pair<OfFloats<TOperation, T>, T>();

    private readonly struct OfFloat<TOperation, T> : IMap<T, T>
        where TOperation : struct, IFloatMap
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public static T Of(T x) => TOperation.Of(x);
    }

    private readonly struct OfFloats<TOperation, T> : IPair<T, T, T>
        where TOperation : struct, IFloatPair
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public static T Of(T x, T y) => TOperation.Of(x, y);
    }
}
