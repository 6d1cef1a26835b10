using System.Globalization;
using System.Numerics;

namespace MemMap.DataTypes;

/// <summary>
/// bool and the numbers. This class dispatches on the type of a written value; the derived classes convert it.
/// </summary>
internal abstract class NumberCodec<T>(DType dtype) : FixedCodec<T>(dtype) where T : unmanaged
{
    public override Type ClrType => DType.Traits.ClrType;

    public override object? Read(ReadOnlySpan<byte> bytes) => Box(Load(bytes));

    public override void Write(Span<byte> bytes, object? value) => Store(bytes, Convert(value));

    public sealed override void WriteText(Span<byte> bytes, ReadOnlySpan<char> text)
    {
        if (TryPlain(text, out T value))
        {
            Store(bytes, value);
        }
        else
        {
            base.WriteText(bytes, text);
        }
    }

    protected virtual object Box(T value) => value;

    /// <summary>Reads a text of the common form. Whatever else it may be, <see cref="FromText"/> says.</summary>
    protected virtual bool TryPlain(ReadOnlySpan<char> text, out T value)
    {
        value = default;
        return false;
    }

    protected abstract T FromInteger<TInteger>(TInteger value) where TInteger : IBinaryInteger<TInteger>;

    protected abstract T FromReal(double value);

    protected virtual T FromDecimal(decimal value) => FromReal((double)value);

    protected abstract T FromComplex(Complex value);

    protected abstract T FromText(string text);

    /// <summary>Converts null: NaN for floats, as None in numpy.</summary>
    protected virtual T FromNull() => throw Error.CannotConvert(null, DType);

    /// <summary>Converts a value that is neither number nor text.</summary>
    protected virtual T FromOther(object value) => throw Error.CannotConvert(value, DType);

    private T Convert(object? value) => value switch
    {
        T same and not byte => same,
        int x => FromInteger(x),
        double x => FromReal(x),
        long x => FromInteger(x),
        float x => FromReal(x),
        bool x => FromInteger(x ? 1 : 0),
        byte x => FromInteger(x),
        sbyte x => FromInteger(x),
        short x => FromInteger(x),
        ushort x => FromInteger(x),
        uint x => FromInteger(x),
        ulong x => FromInteger(x),
        nint x => FromInteger(x),
        nuint x => FromInteger(x),
        char x => FromInteger((ushort)x),
        BigInteger x => FromInteger(x),
        Int128 x => FromInteger(x),
        UInt128 x => FromInteger(x),
        Half x => FromReal((double)x),
        decimal x => FromDecimal(x),
        Complex x => FromComplex(x),
        string x => FromText(x),
        Enum x => Convert(System.Convert.ChangeType(x, Enum.GetUnderlyingType(x.GetType()), CultureInfo.InvariantCulture)),
        null => FromNull(),
        _ => FromOther(value),
    };
}

/// <summary>bool: a number that is not zero is true, as in numpy; text is what bools and bits are written as, or an error.</summary>
internal sealed class BoolCodec(DType dtype) : NumberCodec<byte>(dtype)
{
    public override bool TellsAll(ReadOnlySpan<byte> bytes) => bytes[0] <= 1;

    protected override object Box(byte value) => value != 0;

    protected override bool TryPlain(ReadOnlySpan<char> text, out byte value)
    {
        value = Truth(text is "True" or "1");
        return text is "True" or "False" or "0" or "1";
    }

    protected override byte FromInteger<TInteger>(TInteger value) => Truth(!TInteger.IsZero(value));

    protected override byte FromReal(double value) => Truth(value != 0);

    protected override byte FromComplex(Complex value) => Truth(value != Complex.Zero);

    protected override byte FromText(string text) => text.Trim() switch
    {
        "1" => 1,
        "0" => 0,
        string word => bool.TryParse(word, out bool truth) ? Truth(truth) : throw Error.BoolText(text),
    };

    protected override byte FromNull() => 0;

    private static byte Truth(bool value) => value ? (byte)1 : (byte)0;
}

/// <summary>Integers: a fraction is truncated; a value out of range is an error.</summary>
internal sealed class IntegerCodec<T>(DType dtype) : NumberCodec<T>(dtype) where T : unmanaged, IBinaryInteger<T>
{
    public override bool TryReadAll(ReadOnlySpan<byte> bytes, Span<object?> values)
    {
        LoadAll(bytes, values);
        return true;
    }

    // A call of a virtual method that has a type parameter takes longer than all the rest.
    public override void Write(Span<byte> bytes, object? value)
    {
        if (value is int number)
        {
            Store(bytes, Checked(number));
        }
        else
        {
            base.Write(bytes, value);
        }
    }

    protected override T FromInteger<TInteger>(TInteger value) => Checked(value);

    private T Checked<TInteger>(TInteger value) where TInteger : IBinaryInteger<TInteger>
    {
        try
        {
            return T.CreateChecked(value);
        }
        catch (OverflowException)
        {
            throw Error.IntegerOutOfBounds(value, DType);
        }
    }

    protected override T FromReal(double value)
    {
        if (!double.IsFinite(value))
        {
            throw Error.NotFinite(value, DType);
        }
        try
        {
            return T.CreateChecked(Math.Truncate(value));
        }
        catch (OverflowException)
        {
            throw Error.IntegerOutOfBounds(value, DType);
        }
    }

    protected override T FromDecimal(decimal value) => FromInteger((BigInteger)decimal.Truncate(value));

    protected override T FromComplex(Complex value) => throw Error.ComplexToReal(value, DType);

    protected override bool TryPlain(ReadOnlySpan<char> text, out T value) => NumberText.TryPlainInteger(text, out value);

    protected override T FromText(string text) => FromInteger(NumberText.TryInteger(text) ?? throw Error.NumberText(text, DType));
}

/// <summary>Floats: rounded to the nearest value; infinity if it is too large.</summary>
internal sealed class FloatingCodec<T>(DType dtype) : NumberCodec<T>(dtype) where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public override bool TryReadAll(ReadOnlySpan<byte> bytes, Span<object?> values)
    {
        LoadAll(bytes, values);
        return true;
    }

    // As for integers.
    public override void Write(Span<byte> bytes, object? value)
    {
        if (value is int number)
        {
            Store(bytes, T.CreateSaturating(number));
        }
        else
        {
            base.Write(bytes, value);
        }
    }

    protected override T FromInteger<TInteger>(TInteger value) => T.CreateSaturating(value);

    protected override T FromReal(double value) => T.CreateSaturating(value);

    protected override T FromComplex(Complex value) => throw Error.ComplexToReal(value, DType);

    protected override bool TryPlain(ReadOnlySpan<char> text, out T value) => NumberText.TryPlainReal(text, out value);

    // Not by way of a double: digits that are rounded twice may make the neighbour of the number that wrote them.
    protected override T FromText(string text) => NumberText.TryReal<T>(text) ?? throw Error.NumberText(text, DType);

    protected override T FromNull() => T.NaN;
}

/// <summary>Complex numbers. PowerShell sees both sizes as <see cref="Complex"/>.</summary>
internal sealed class ComplexCodec<T>(DType dtype) : NumberCodec<T>(dtype) where T : unmanaged, INumberBase<T>
{
    // A float32 that signals becomes a quiet one in a float64.
    public override bool TellsAll(ReadOnlySpan<byte> bytes)
    {
        if (typeof(T) == typeof(Complex) || !T.IsNaN(Load(bytes)))
        {
            return true;
        }
        Span<byte> again = stackalloc byte[DType.ItemSize];
        Write(again, Read(bytes));
        return again.SequenceEqual(bytes[..again.Length]);
    }

    protected override object Box(T value) => Complex.CreateTruncating(value);

    protected override T FromInteger<TInteger>(TInteger value) => FromReal(double.CreateSaturating(value));

    protected override T FromReal(double value) => FromComplex(new Complex(value, 0));

    protected override T FromComplex(Complex value) => T.CreateTruncating(value);

    protected override T FromText(string text) => FromComplex(
        (typeof(T) == typeof(Complex) ? NumberText.TryComplex<double>(text) : NumberText.TryComplex<float>(text))
            ?? throw Error.NumberText(text, DType));

    protected override T FromNull() => FromComplex(new Complex(double.NaN, double.NaN));
}
