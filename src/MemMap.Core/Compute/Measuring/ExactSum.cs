using System.Buffers.Binary;
using System.Numerics;

namespace MemMap.Compute;

/// <summary>
/// A sum without rounding: a fixed-point number of 32-bit digits. Each digit is stored in a 64-bit integer, so that carries can be
/// deferred. Only the range of digits that occur is stored, which is short unless the magnitudes of the terms differ very much. Since
/// nothing is rounded, the order of the terms does not matter.
/// <code>
/// digit      ... first + 2   first + 1   first          a term of up to 64 bits falls on three digits
/// weight     ...    2^64        2^32       1            times 2^(32 first)
/// </code>
/// </summary>
internal sealed class ExactSum
{
    private const int DigitBits = 32, TermDigits = 3;

    /// <summary>The number of terms after which carries must be propagated: each term adds less than 2^32 to a digit.</summary>
    private const int MaxPending = 1 << 30;

    private long[] _digits = [];
    private int _first;
    private int _pending;

    /// <summary>Adds a finite number.</summary>
    internal void Add(double value)
    {
        if (value != 0)
        {
            (long mantissa, int exponent) = DyadicRational.Parts(value);
            Add(mantissa, exponent);
        }
    }

    /// <summary>Adds an integer times a power of two.</summary>
    internal void Add(long mantissa, int exponent)
    {
        Span<long> digits = DigitsAt(exponent >> 5, TermDigits);
        Int128 term = (Int128)mantissa << (exponent & (DigitBits - 1));
        digits[0] += (uint)term;
        digits[1] += (uint)(term >> DigitBits);
        digits[2] += (long)(term >> (2 * DigitBits));
        if (++_pending == MaxPending)
        {
            Carry();
        }
    }

    /// <summary>Adds a wide integer times a power of two.</summary>
    internal void Add(UInt128 mantissa, int exponent)
    {
        const int Part = 62;
        for (; mantissa != 0; mantissa >>= Part, exponent += Part)
        {
            Add((long)(ulong)(mantissa & ((1UL << Part) - 1)), exponent);
        }
    }

    /// <summary>Adds another sum.</summary>
    internal void Add(ExactSum other)
    {
        if (other._digits.Length == 0)
        {
            return;
        }
        Carry();
        other.Carry();
        Span<long> digits = DigitsAt(other._first, other._digits.Length);
        for (int i = 0; i < other._digits.Length; i++)
        {
            digits[i] += other._digits[i];
        }
        _pending = 1;
    }

    /// <summary>The sum as a number.</summary>
    internal DyadicRational ToRational()
    {
        if (_digits.Length == 0)
        {
            return default;
        }
        Carry();
        Span<byte> bytes = new byte[(_digits.Length * sizeof(uint)) + sizeof(uint)];
        for (int i = 0; i < _digits.Length - 1; i++)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(bytes[(i * sizeof(uint))..], (uint)_digits[i]);
        }
        // The last digit is signed.
        BinaryPrimitives.WriteInt64LittleEndian(bytes[^sizeof(long)..], _digits[^1]);
        return new DyadicRational(new BigInteger(bytes), _first * DigitBits).Trimmed();
    }

    /// <summary>Resets the sum to 0.</summary>
    internal void Clear() => (_digits, _pending) = ([], 0);

    private Span<long> DigitsAt(int first, int count)
    {
        int start = first - _first;
        if (start < 0 || start + count >= _digits.Length)
        {
            Widen(first, first + count);
            start = first - _first;
        }
        return _digits.AsSpan(start, count);
    }

    private void Widen(int first, int end)
    {
        if (_digits.Length == 0)
        {
            _first = first;
        }
        int from = Math.Min(first, _first), to = Math.Max(end, _first + _digits.Length - 1);
        // No term reaches the last digit: it is reserved for carries.
        var digits = new long[to - from + 1];
        Carry();
        if (_digits.Length > 0)
        {
            _digits.CopyTo(digits, _first - from);
            Extend(digits, _first - from + _digits.Length);
        }
        (_digits, _first) = (digits, from);
    }

    /// <summary>Sign-extends the digits: if the last digit is negative, the number is, and its carry moves to the new top.</summary>
    private static void Extend(long[] digits, int end)
    {
        for (int i = end - 1; i < digits.Length - 1; i++)
        {
            long carry = digits[i] >> DigitBits;
            digits[i] -= carry << DigitBits;
            digits[i + 1] += carry;
        }
    }

    /// <summary>Normalises every digit except the last to 0 .. 2^32 - 1.</summary>
    private void Carry()
    {
        Extend(_digits, 1);
        _pending = 0;
    }
}
