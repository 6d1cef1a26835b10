using System.Runtime.InteropServices;

namespace MemMap.DataTypes;

/// <summary>
/// Floats of 8 bits, of which blocks have float32. A number is rounded to the nearest, ties to even.
/// <code>
/// float8_e4m3    sign, 4 bits of exponent, 3 of fraction; up to 448; no infinity, and NaN is all ones (the OCP's E4M3, PyTorch's e4m3fn)
/// float8_e5m2    sign, 5 bits of exponent, 2 of fraction: the upper half of a float16
/// </code>
/// </summary>
internal sealed record Float8Packing : Packing
{
    private const int SignBit = 0x80, Codes = 256;

    // A float32's: its fraction, and the exponent of infinity and NaN.
    private const int FractionBits = 23;
    private const uint NoNumber = 0x7f80_0000, FractionMask = (1u << FractionBits) - 1;

    private readonly float[] _values;
    private readonly bool _hasInfinity;
    private readonly int _fractionBits;
    private readonly int _largest;

    private Float8Packing(string notation, int exponentBits, bool hasInfinity)
    {
        Notation = notation;
        _hasInfinity = hasInfinity;
        int fractionBits = 7 - exponentBits, bias = (1 << (exponentBits - 1)) - 1, exponents = 1 << exponentBits;
        _fractionBits = fractionBits;
        _values = new float[Codes];
        for (int code = 0; code < SignBit; code++)
        {
            int exponent = code >> fractionBits, fraction = code & ((1 << fractionBits) - 1);
            float value = exponent == 0 ? MathF.ScaleB(fraction, 1 - bias - fractionBits)
                : code == SignBit - 1 || (exponent == exponents - 1 && hasInfinity)
                ? BitConverter.UInt32BitsToSingle(NoNumber | ((uint)fraction << (FractionBits - fractionBits)))
                : MathF.ScaleB((1 << fractionBits) + fraction, exponent - bias - fractionBits);
            _values[code] = value;
            _values[code | SignBit] = -value;
            _largest = float.IsFinite(value) ? code : _largest;
        }
    }

    public static Float8Packing E4M3 { get; } = new("float8_e4m3", exponentBits: 4, hasInfinity: false);

    public static Float8Packing E5M2 { get; } = new("float8_e5m2", exponentBits: 5, hasInfinity: true);

    public override ElementKind Kind => ElementKind.Float32;

    public override int Size => 1;

    public override string Notation { get; }

    public override void Unpack(ReadOnlySpan<byte> stored, bool isBigEndian, Span<byte> numbers)
    {
        Span<float> floats = MemoryMarshal.Cast<byte, float>(numbers);
        for (int i = 0; i < floats.Length; i++)
        {
            floats[i] = _values[stored[i]];
        }
    }

    public override void Pack(ReadOnlySpan<byte> numbers, Span<byte> stored, bool isBigEndian)
    {
        ReadOnlySpan<float> floats = MemoryMarshal.Cast<byte, float>(numbers);
        for (int i = 0; i < floats.Length; i++)
        {
            stored[i] = (byte)(Code(MathF.Abs(floats[i])) | (float.IsNegative(floats[i]) ? SignBit : 0));
        }
    }

    public bool Equals(Float8Packing? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => Notation.GetHashCode(StringComparison.Ordinal);

    private int Code(float value)
    {
        if (float.IsNaN(value))
        {
            // A NaN keeps its upper bits and stays one, whatever they are.
            int bits = (int)((BitConverter.SingleToUInt32Bits(value) & FractionMask) >> (FractionBits - _fractionBits));
            return _hasInfinity ? _largest + 1 + (bits == 0 ? 1 << (_fractionBits - 1) : bits) : SignBit - 1;
        }
        // Codes of positive numbers are in the order of their values.
        int at = Array.BinarySearch(_values, 0, _largest + 1, value);
        if (at >= 0)
        {
            return at;
        }
        int above = ~at, below = above - 1;
        // Beyond the largest number, the next one would be as far away as the one before.
        double low = _values[below], high = above <= _largest ? _values[above] : (2.0 * low) - _values[below - 1];
        double toLow = value - low, toHigh = high - value;
        int nearest = toLow < toHigh || (toLow == toHigh && (below & 1) == 0) ? below : above;
        return nearest <= _largest ? nearest : _hasInfinity ? _largest + 1 : SignBit - 1;
    }
}
