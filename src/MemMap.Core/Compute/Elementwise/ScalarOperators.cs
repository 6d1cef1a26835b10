using System.Numerics;

namespace MemMap.Compute;

/// <summary>What is done to one element; a struct, so that the compiler makes one loop per operation and type and inlines this.</summary>
internal interface IUnaryOperator<TIn, TOut>
{
    static abstract TOut Of(TIn x);
}

/// <summary>What is done to one pair of elements; see <see cref="IUnaryOperator{TIn, TOut}"/>.</summary>
internal interface IBinaryOperator<TX, TY, TOut>
{
    static abstract TOut Of(TX x, TY y);
}

/// <summary>What is done to one float of either size; see <see cref="IUnaryOperator{TIn, TOut}"/>.</summary>
internal interface IUnaryFloatOperator
{
    static abstract T Of<T>(T x) where T : unmanaged, IBinaryFloatingPointIeee754<T>;
}

/// <summary>What is done to a pair of floats of either size; see <see cref="IUnaryOperator{TIn, TOut}"/>.</summary>
internal interface IBinaryFloatOperator
{
    static abstract T Of<T>(T x, T y) where T : unmanaged, IBinaryFloatingPointIeee754<T>;
}
