using System.Numerics;
using System.Numerics.Tensors;

namespace MemMap.Compute;

/// <summary>Running product.</summary>
internal sealed class CumProd() : Scan("cumprod")
{
    protected override Scanner Number<T>(DType dtype) => new Scanner<T, Multiplying<T>>();
}

internal readonly struct Multiplying<T> : IScanStep<T> where T : INumberBase<T>
{
    // Of integers, which wrap. Products of floats are rounded at each step.
    public static bool IsAssociative => typeof(T) == typeof(long) || typeof(T) == typeof(ulong);

    public static T Next(T state, T value) => state * value;

    public static bool TryNextEach(Span<T> states, ReadOnlySpan<T> values)
    {
        TensorPrimitives.Multiply(states, values, states);
        return true;
    }
}
