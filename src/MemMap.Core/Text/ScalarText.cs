using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;
using MemMap.DataTypes;

namespace MemMap.Text;

/// <summary>Makes a scalar's text from its bytes.</summary>
internal delegate string ScalarFormat(ReadOnlySpan<byte> bytes);

/// <summary>Formats a single element as numpy's scalars are written: floats with all digits they need, text without quotes.</summary>
internal sealed class ScalarText : DTypeVisitor<ScalarFormat>
{
    // Scalars beyond these magnitudes are written with an exponent.
    private const double TooLarge = 1e16, TooSmall = 1e-4;

    private readonly int _precision;

    private ScalarText(int precision) => _precision = precision;

    /// <summary>The formatter for a dtype.</summary>
    /// <param name="dtype">The dtype of the element.</param>
    /// <param name="precision">The largest number of digits after the decimal point of floats in a record. Other floats have no
    /// limit.</param>
    internal static ScalarFormat For(DType dtype, int precision)
    {
        ScalarFormat format = new ScalarText(precision).Visit(dtype.Packing is null ? dtype : dtype.AsNative());
        return dtype.Packing is null ? format : bytes =>
        {
            Span<byte> number = stackalloc byte[sizeof(ulong)];
            return format(PackedColumn.Unpacked(dtype, bytes, number));
        };
    }

    protected override ScalarFormat Bool(DType dtype) => bytes => bytes[0] != 0 ? "True" : "False";

    protected override ScalarFormat Integer<T>(DType dtype)
        => bytes => RawBytes.Read<T>(bytes, dtype.IsSwapped).ToString(null, CultureInfo.InvariantCulture);

    protected override ScalarFormat Floating<T>(DType dtype)
        => bytes => Float(RawBytes.Read<T>(bytes, dtype.IsSwapped), emptyFraction: ".0");

    protected override ScalarFormat Complex<T>(DType dtype)
        => typeof(T) == typeof(Complex) ? bytes => ComplexText<double>(dtype, bytes) : bytes => ComplexText<float>(dtype, bytes);

    protected override ScalarFormat Time(DType dtype) => TimeText.Scalar(dtype);

    protected override ScalarFormat Bytes(DType dtype) => bytes => QuotedText.Bytes(bytes.TrimEnd((byte)0));

    protected override ScalarFormat Text(DType dtype) => bytes => CodePoints.ToText(bytes, dtype.IsSwapped);

    protected override ScalarFormat Void(DType dtype)
        => dtype.Fields is not null || dtype.SubType is not null ? bytes => Compound(dtype, bytes) : QuotedText.HexBytes;

    protected override ScalarFormat Unsupported(DType dtype) => throw Error.CannotPrint(dtype);

    private string Compound(DType dtype, ReadOnlySpan<byte> bytes)
    {
        Column column = Column.For(dtype, new PrintOptions(_precision), isScalar: true);
        column.Add(bytes);
        column.Measure();
        return column.Format(0);
    }

    private static string ComplexText<T>(DType dtype, ReadOnlySpan<byte> bytes) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T real = RawBytes.Read<T>(bytes, dtype.IsSwapped), imaginary = RawBytes.Read<T>(bytes[Unsafe.SizeOf<T>()..], dtype.IsSwapped);
        // Python's rule: a real part of 0 is omitted, one of -0 is not.
        return T.IsZero(real) && !T.IsNegative(real)
            ? $"{Float(imaginary)}j"
            : $"({Float(real)}{Float(imaginary, showPlus: true)}j)";
    }

    private static string Float<T>(T value, string emptyFraction = "", bool showPlus = false)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (!T.IsFinite(value))
        {
            return FloatParts.NonFinite(value, showPlus);
        }
        if (T.IsZero(value) || double.CreateTruncating(T.Abs(value)) is >= TooSmall and < TooLarge)
        {
            if (ShortestText.Of(value) is { } text)
            {
                return (showPlus && text[0] != '-' ? "+" : "") + text + (text.Contains('.') ? "" : emptyFraction);
            }
            FloatParts parts = FloatParts.Positional(value, showPlus: showPlus);
            return parts.Whole + (parts.Fraction.Length > 0 ? $".{parts.Fraction}" : emptyFraction);
        }
        else
        {
            FloatParts parts = FloatParts.Scientific(value, showPlus: showPlus);
            return $"{parts.Whole}{(parts.Fraction.Length > 0 ? "." : "")}{parts.Fraction}e{parts.Exponent}";
        }
    }
}
