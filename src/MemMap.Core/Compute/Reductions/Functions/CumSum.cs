using System.Numerics;
using System.Numerics.Tensors;

namespace MemMap.Compute;

/// <summary>Running sum.</summary>
internal sealed class CumSum() : Scan("cumsum")
{
    protected override Scanner Number<T>(DType dtype) => new Scanner<T, Adding<T>>();

    protected override Scanner Time(DType dtype)
        => dtype.Kind == ElementKind.TimeDelta64 ? new Scanner<long, AddingTimes>() : Unsupported(dtype);
}

internal readonly struct Adding<T> : IScanStep<T> where T : INumberBase<T>
{
    // Of integers, which wrap. Sums of floats are rounded at each step.
    public static bool IsAssociative => typeof(T) == typeof(long) || typeof(T) == typeof(ulong);

    public static T Next(T state, T value) => state + value;

    public static bool TryNextEach(Span<T> states, ReadOnlySpan<T> values)
    {
        TensorPrimitives.Add(states, values, states);
        return true;
    }
}

internal readonly struct AddingTimes : IScanStep<long>
{
    public static long Next(long state, long value) => state == NaT.Value || value == NaT.Value ? NaT.Value : state + value;
}
