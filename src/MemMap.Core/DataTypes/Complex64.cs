using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Numerics;

namespace MemMap.DataTypes;

/// <summary>
/// The element of complex64: two float32, computed in float32 as in numpy. .NET has only <see cref="Complex"/> (two float64). Users see a
/// <see cref="Complex"/>; kernels compute on this struct. Members that kernels never call (parsing, formatting) delegate to
/// <see cref="Complex"/>.
/// </summary>
internal readonly record struct Complex64(float Re, float Im) : INumberBase<Complex64>
{
    public static Complex64 One => new(1, 0);
    public static Complex64 Zero => default;
    public static Complex64 AdditiveIdentity => default;
    public static Complex64 MultiplicativeIdentity => One;
    public static int Radix => 2;

    public static implicit operator Complex(Complex64 z) => new(z.Re, z.Im);
    public static explicit operator Complex64(Complex z) => new((float)z.Real, (float)z.Imaginary);

    public static Complex64 operator +(Complex64 x) => x;
    public static Complex64 operator -(Complex64 x) => new(-x.Re, -x.Im);
    public static Complex64 operator +(Complex64 x, Complex64 y) => new(x.Re + y.Re, x.Im + y.Im);
    public static Complex64 operator -(Complex64 x, Complex64 y) => new(x.Re - y.Re, x.Im - y.Im);
    public static Complex64 operator ++(Complex64 x) => x + One;
    public static Complex64 operator --(Complex64 x) => x - One;

    public static Complex64 operator *(Complex64 x, Complex64 y)
        => new((x.Re * y.Re) - (x.Im * y.Im), (x.Re * y.Im) + (x.Im * y.Re));

    /// <summary>Smith's method, which numpy uses: no intermediate overflow if the quotient is finite.</summary>
    public static Complex64 operator /(Complex64 x, Complex64 y)
    {
        if (MathF.Abs(y.Re) >= MathF.Abs(y.Im))
        {
            if (y.Re == 0 && y.Im == 0)
            {
                return new(x.Re / MathF.Abs(y.Re), x.Im / MathF.Abs(y.Re));
            }
            float r = y.Im / y.Re, scale = 1 / (y.Re + (y.Im * r));
            return new((x.Re + (x.Im * r)) * scale, (x.Im - (x.Re * r)) * scale);
        }
        float q = y.Re / y.Im, s = 1 / (y.Im + (y.Re * q));
        return new(((x.Re * q) + x.Im) * s, ((x.Im * q) - x.Re) * s);
    }

    public static Complex64 Abs(Complex64 value) => new(float.Hypot(value.Re, value.Im), 0);
    public static bool IsCanonical(Complex64 value) => true;
    public static bool IsComplexNumber(Complex64 value) => value.Re != 0 && value.Im != 0;
    public static bool IsEvenInteger(Complex64 value) => value.Im == 0 && float.IsEvenInteger(value.Re);
    public static bool IsFinite(Complex64 value) => float.IsFinite(value.Re) && float.IsFinite(value.Im);
    public static bool IsImaginaryNumber(Complex64 value) => value.Re == 0 && float.IsRealNumber(value.Im);
    public static bool IsInfinity(Complex64 value) => float.IsInfinity(value.Re) || float.IsInfinity(value.Im);
    public static bool IsInteger(Complex64 value) => value.Im == 0 && float.IsInteger(value.Re);
    public static bool IsNaN(Complex64 value) => float.IsNaN(value.Re) || float.IsNaN(value.Im);
    public static bool IsNegative(Complex64 value) => value.Im == 0 && float.IsNegative(value.Re);
    public static bool IsNegativeInfinity(Complex64 value) => value.Im == 0 && float.IsNegativeInfinity(value.Re);
    public static bool IsNormal(Complex64 value) => float.IsNormal(value.Re) && (value.Im == 0 || float.IsNormal(value.Im));
    public static bool IsOddInteger(Complex64 value) => value.Im == 0 && float.IsOddInteger(value.Re);
    public static bool IsPositive(Complex64 value) => value.Im == 0 && float.IsPositive(value.Re);
    public static bool IsPositiveInfinity(Complex64 value) => value.Im == 0 && float.IsPositiveInfinity(value.Re);
    public static bool IsRealNumber(Complex64 value) => value.Im == 0 && float.IsRealNumber(value.Re);
    public static bool IsSubnormal(Complex64 value) => float.IsSubnormal(value.Re) || float.IsSubnormal(value.Im);
    public static bool IsZero(Complex64 value) => value.Re == 0 && value.Im == 0;
    public static Complex64 MaxMagnitude(Complex64 x, Complex64 y) => (Complex64)Complex.MaxMagnitude(x, y);
    public static Complex64 MaxMagnitudeNumber(Complex64 x, Complex64 y) => IsNaN(x) ? y : IsNaN(y) ? x : MaxMagnitude(x, y);
    public static Complex64 MinMagnitude(Complex64 x, Complex64 y) => (Complex64)Complex.MinMagnitude(x, y);
    public static Complex64 MinMagnitudeNumber(Complex64 x, Complex64 y) => IsNaN(x) ? y : IsNaN(y) ? x : MinMagnitude(x, y);

    public static Complex64 Parse(ReadOnlySpan<char> s, NumberStyles style, IFormatProvider? provider)
        => (Complex64)Complex.Parse(s, style, provider);
    public static Complex64 Parse(string s, NumberStyles style, IFormatProvider? provider) => (Complex64)Complex.Parse(s, style, provider);
    public static Complex64 Parse(ReadOnlySpan<char> s, IFormatProvider? provider) => (Complex64)Complex.Parse(s, provider);
    public static Complex64 Parse(string s, IFormatProvider? provider) => (Complex64)Complex.Parse(s, provider);

    public static bool TryParse(
        ReadOnlySpan<char> s, NumberStyles style, IFormatProvider? provider, [MaybeNullWhen(false)] out Complex64 result)
        => Narrow(Complex.TryParse(s, style, provider, out Complex z), z, out result);

    public static bool TryParse(
        [NotNullWhen(true)] string? s, NumberStyles style, IFormatProvider? provider, [MaybeNullWhen(false)] out Complex64 result)
        => Narrow(Complex.TryParse(s, style, provider, out Complex z), z, out result);

    public static bool TryParse(ReadOnlySpan<char> s, IFormatProvider? provider, [MaybeNullWhen(false)] out Complex64 result)
        => Narrow(Complex.TryParse(s, provider, out Complex z), z, out result);

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, [MaybeNullWhen(false)] out Complex64 result)
        => Narrow(Complex.TryParse(s, provider, out Complex z), z, out result);

    private static bool Narrow(bool ok, Complex z, out Complex64 result)
    {
        result = (Complex64)z;
        return ok;
    }

    public string ToString(string? format, IFormatProvider? formatProvider) => ((Complex)this).ToString(format, formatProvider);

    public bool TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider)
        => ((Complex)this).TryFormat(destination, out charsWritten, format, provider);

    static bool INumberBase<Complex64>.TryConvertFromChecked<TOther>(TOther value, out Complex64 result) => From(value, out result);
    static bool INumberBase<Complex64>.TryConvertFromSaturating<TOther>(TOther value, out Complex64 result) => From(value, out result);
    static bool INumberBase<Complex64>.TryConvertFromTruncating<TOther>(TOther value, out Complex64 result) => From(value, out result);
    static bool INumberBase<Complex64>.TryConvertToChecked<TOther>(Complex64 value, [MaybeNullWhen(false)] out TOther result)
        => To(value, out result);
    static bool INumberBase<Complex64>.TryConvertToSaturating<TOther>(Complex64 value, [MaybeNullWhen(false)] out TOther result)
        => To(value, out result);
    static bool INumberBase<Complex64>.TryConvertToTruncating<TOther>(Complex64 value, [MaybeNullWhen(false)] out TOther result)
        => To(value, out result);

    private static bool From<TOther>(TOther value, out Complex64 result) where TOther : INumberBase<TOther>
    {
        result = value switch
        {
            Complex z => (Complex64)z,
            float f => new(f, 0),
            _ => new(float.CreateTruncating(value), 0),
        };
        return true;
    }

    private static bool To<TOther>(Complex64 value, [MaybeNullWhen(false)] out TOther result) where TOther : INumberBase<TOther>
    {
        result = typeof(TOther) == typeof(Complex) ? (TOther)(object)(Complex)value : TOther.CreateTruncating(value.Re);
        return true;
    }
}
