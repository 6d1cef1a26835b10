using System.Numerics;

namespace MemMap.Text;

/// <summary>
/// Floats: positional with aligned decimal points, or scientific if the values are too large, too small or too far apart for that. The
/// finite values decide; infinities and NaNs are padded to fit.
/// </summary>
internal sealed class FloatColumn<T>(bool isSwapped, int precision, bool showPlus = false) : Column
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const double TooLarge = 1e8, TooSmall = 1e-4, TooFarApart = 1000;

    private readonly List<T> _values = [];
    private bool _isScientific;
    private int _wholeWidth, _fractionWidth, _exponentDigits;

    /// <summary>The width of the part after the decimal point.</summary>
    private int TailWidth => _fractionWidth + (_isScientific ? _exponentDigits + "e+".Length : 0);

    internal override void Add(ReadOnlySpan<byte> element) => _values.Add(RawBytes.Read<T>(element, isSwapped));

    internal override void Measure()
    {
        _isScientific = NeedsExponents();
        bool hasSpecial = false, hasSign = showPlus;
        foreach (T value in _values)
        {
            Stop.ThrowIfCancellationRequested();
            if (T.IsFinite(value))
            {
                FloatParts parts = _isScientific
                    ? FloatParts.Scientific(value, precision, null, showPlus)
                    : FloatParts.Positional(value, precision, null, showPlus);
                _wholeWidth = Math.Max(_wholeWidth, parts.Whole.Length);
                _fractionWidth = Math.Max(_fractionWidth, parts.Fraction.Length);
                _exponentDigits = Math.Max(_exponentDigits, parts.Exponent.Length - 1);
            }
            else
            {
                hasSpecial = true;
                hasSign |= T.IsNegativeInfinity(value);
            }
        }
        if (hasSpecial)
        {
            _wholeWidth = Math.Max(_wholeWidth, (hasSign ? "-inf".Length : "inf".Length) - 1 - TailWidth);
        }
    }

    internal override string Format(int index)
    {
        T value = _values[index];
        if (!T.IsFinite(value))
        {
            return FloatParts.NonFinite(value, showPlus).PadLeft(_wholeWidth + 1 + TailWidth);
        }
        // A value that needs fewer digits than others shows its true further digits, not zeros: float16's 0.1 is 9.998e-02 among numbers of
        // three decimals, and its 65504 is not 65500.
        if (_isScientific)
        {
            FloatParts parts = FloatParts.Scientific(value, _fractionWidth, _fractionWidth, showPlus);
            string exponent = parts.Exponent[1..].PadLeft(_exponentDigits, '0');
            return $"{parts.Whole.PadLeft(_wholeWidth)}.{parts.Fraction.PadRight(_fractionWidth, '0')}e{parts.Exponent[0]}{exponent}";
        }
        else
        {
            FloatParts parts = FloatParts.Positional(value, precision, 0, showPlus);
            return $"{parts.Whole.PadLeft(_wholeWidth)}.{parts.Fraction.PadRight(_fractionWidth)}";
        }
    }

    private bool NeedsExponents()
    {
        T max = T.Zero, min = T.PositiveInfinity;
        foreach (T value in _values)
        {
            T magnitude = T.Abs(value);
            if (T.IsFinite(value) && magnitude > T.Zero)
            {
                max = T.Max(max, magnitude);
                min = T.Min(min, magnitude);
            }
        }
        // As in numpy, the ratio is computed in the array's own type: float16 and float32 round it.
        return max > T.Zero
            && (double.CreateTruncating(max) >= TooLarge
                || double.CreateTruncating(min) < TooSmall
                || double.CreateTruncating(max / min) > TooFarApart);
    }
}
