using System.Numerics;

namespace MemMap.Compute;

/// <summary>
/// An operation on one element. It is a struct, so that the JIT compiles one loop per operation and type, with this inlined.
/// </summary>
internal interface IUnaryOperator<TIn, TOut>
{
    static abstract TOut Of(TIn x);
}

/// <summary>An operation on a pair of elements; see <see cref="IUnaryOperator{TIn, TOut}"/>.</summary>
internal interface IBinaryOperator<TX, TY, TOut>
{
    static abstract TOut Of(TX x, TY y);
}

/// <summary>An operation on a float of either size; see <see cref="IUnaryOperator{TIn, TOut}"/>.</summary>
internal interface IUnaryFloatOperator
{
    static abstract T Of<T>(T x) where T : unmanaged, IBinaryFloatingPointIeee754<T>;
}

/// <summary>An operation on a pair of floats of either size; see <see cref="IUnaryOperator{TIn, TOut}"/>.</summary>
internal interface IBinaryFloatOperator
{
    static abstract T Of<T>(T x, T y) where T : unmanaged, IBinaryFloatingPointIeee754<T>;
}
