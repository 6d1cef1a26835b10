using System.Numerics;

namespace MemMap.Compute;

/// <summary>
/// A float64 sum that carries its rounding error (Knuth's TwoSum), so that its error does not grow with the number of terms.
/// </summary>
internal readonly record struct CompensatedSum(double Sum, double Error)
{
    /// <summary>The value of the sum. If it is infinite or NaN, the error term is meaningless and ignored.</summary>
    internal double Value => double.IsFinite(Sum) ? Sum + Error : Sum;

    internal CompensatedSum Add(double term)
    {
        double sum = Sum + term;
        double part = sum - Sum;
        return new(sum, Error + (Sum - (sum - part) + (term - part)));
    }

    internal CompensatedSum Add(CompensatedSum other)
    {
        CompensatedSum sum = Add(other.Sum);
        return sum with { Error = sum.Error + other.Error };
    }
}

/// <summary>A <see cref="CompensatedSum"/> for each part of a complex number.</summary>
internal readonly record struct CompensatedComplex(CompensatedSum Re, CompensatedSum Im)
{
    internal CompensatedComplex Add(Complex term) => new(Re.Add(term.Real), Im.Add(term.Imaginary));
}
