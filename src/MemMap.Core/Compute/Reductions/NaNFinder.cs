using System.Numerics;
using System.Runtime.Intrinsics;

namespace MemMap.Compute;

/// <summary>Finds the boundaries between numbers and NaN in a block.</summary>
internal abstract unsafe class NaNFinder
{
    /// <summary>The index of the first NaN from <paramref name="start"/> on, or <paramref name="count"/>.</summary>
    internal abstract int NaN(byte* block, int start, int count);

    /// <summary>The index of the first number from <paramref name="start"/> on, or <paramref name="count"/>.</summary>
    internal abstract int Number(byte* block, int start, int count);
}

internal sealed unsafe class NaNFinder<T> : NaNFinder where T : unmanaged, INumberBase<T>
{
    /// <summary>
    /// Whether a number is NaN; a complex one if one of its parts is. .NET's Complex is infinite if one part is, and then not NaN.
    /// </summary>
    internal static bool IsNaN(T value) => value is Complex z ? double.IsNaN(z.Real) || double.IsNaN(z.Imaginary) : T.IsNaN(value);

    internal override int NaN(byte* block, int start, int count)
    {
        var values = (T*)block;
        if (Vector256.IsHardwareAccelerated && Vector256<T>.IsSupported)
        {
            while (start <= count - Vector256<T>.Count && Vector256.Load(values + start) is var vector
                && Vector256.EqualsAll(vector, vector))
            {
                start += Vector256<T>.Count;
            }
        }
        while (start < count && !IsNaN(values[start]))
        {
            start++;
        }
        return start;
    }

    internal override int Number(byte* block, int start, int count)
    {
        while (start < count && IsNaN(((T*)block)[start]))
        {
            start++;
        }
        return start;
    }
}

internal sealed unsafe class NaTFinder : NaNFinder
{
    internal override int NaN(byte* block, int start, int count)
        => new ReadOnlySpan<long>(block, count)[start..].IndexOf(NaT.Value) is int i and >= 0 ? start + i : count;

    internal override int Number(byte* block, int start, int count)
        => new ReadOnlySpan<long>(block, count)[start..].IndexOfAnyExcept(NaT.Value) is int i and >= 0 ? start + i : count;
}
