using System.Numerics;
using System.Runtime.CompilerServices;

namespace MemMap.Text;

/// <summary>Complex numbers: two columns of floats, the second one with explicit signs.</summary>
internal sealed class ComplexColumn<T>(DType dtype, int precision) : Column
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly FloatColumn<T> _real = new(dtype.IsSwapped, precision), _imaginary = new(dtype.IsSwapped, precision, showPlus: true);

    internal override void Add(ReadOnlySpan<byte> element)
    {
        _real.Add(element[..Unsafe.SizeOf<T>()]);
        _imaginary.Add(element[Unsafe.SizeOf<T>()..]);
    }

    internal override void Measure()
    {
        _real.Measure();
        _imaginary.Measure();
    }

    internal override string Format(int index)
    {
        // The j follows the last digit, before the padding of the fraction.
        string imaginary = _imaginary.Format(index), digits = imaginary.TrimEnd(' ');
        return $"{_real.Format(index)}{digits}j{imaginary[digits.Length..]}";
    }
}
