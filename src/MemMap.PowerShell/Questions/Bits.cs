using System.Globalization;
using System.Management.Automation.Language;

namespace MemMap.Questions;

/// <summary>
/// Operations on the bits of integers, whose results have the type that they have to PowerShell: what is shifted keeps its type, and of two
/// operands the wider type counts, at least int.
/// </summary>
internal static class Bits
{
    private const int IntBits = 32, LongBits = 64;

    private const double IntRange = 1L << 31;

    private static readonly Type[] Small = [typeof(sbyte), typeof(byte), typeof(short), typeof(ushort), typeof(int)];

    /// <summary>What an operation on bits becomes; null if it is none, or has no counterpart.</summary>
    internal static Number? Of(TokenKind operation, Term left, Term right, ConditionCompiler compiler)
        => Operand(left) is not { } x || Operand(right) is not { } y || (left is Constant && right is Constant) ? null
            : operation switch
            {
                TokenKind.Shl => Shifted(x, y, static (x, places) => x.LeftShift(places), compiler),
                TokenKind.Shr => Shifted(x, y, static (x, places) => x.RightShift(places), compiler),
                TokenKind.Band => Joined(x, y, static (x, y) => x & y, LowBits(left) ?? LowBits(right)),
                TokenKind.Bor => Joined(x, y, static (x, y) => x | y, null),
                TokenKind.Bxor => Joined(x, y, static (x, y) => x ^ y, null),
                _ => null,
            };

    /// <summary>The complement; null if there is no counterpart.</summary>
    internal static Number? Not(Term term)
    {
        if (Operand(term) is not { } x)
        {
            return null;
        }
        Type type = Common(x.Type, typeof(int));
        Func<NDArray, NDArray> of = In(x, type);
        return type == typeof(uint) ? Result(records => of(records) ^ NDArray.Array((long)uint.MaxValue, DType.Int64), type)
            : Result(records => of(records).Invert(), type);
    }

    private static Number Result(Func<NDArray, NDArray> of, Type type, double? bound = null)
        => new(of, bound ?? BoundOf(type), IsBits: true, Type: type) { IsWhole = true };

    private static Number Joined(BitOperand x, BitOperand y, Func<NDArray, NDArray, NDArray> join, double? bound)
    {
        Type type = Common(x.Type, y.Type);
        Func<NDArray, NDArray> left = In(x, type), right = In(y, type);
        return Result(records => join(left(records), right(records)), type, bound);
    }

    // PowerShell converts the number of places to an int, and takes its low bits.
    private static Number Shifted(BitOperand x, BitOperand y, Func<NDArray, NDArray, NDArray> shift, ConditionCompiler compiler)
    {
        bool isWide = x.Type == typeof(long) || x.Type == typeof(ulong);
        if (!Small.Contains(y.Type))
        {
            compiler.Guard(records => y.Of(records).AsType(DType.Float64).Abs().Ge(IntRange).CountNonZero() is 0L);
        }
        DType wide = WideOf(x.Type), own = DType.FromType(x.Type);
        NDArray mask = NDArray.Array((long)(isWide ? LongBits : IntBits) - 1, DType.Int64);
        return Result(
            records => shift(x.Of(records), (y.Of(records).AsType(DType.Int64) & mask).AsType(wide)).AsType(own).AsType(wide), x.Type);
    }

    /// <summary>The numbers in the type of the result: negative ones are, bit for bit, large ones of an unsigned type.</summary>
    private static Func<NDArray, NDArray> In(BitOperand x, Type type)
        => type == typeof(ulong) ? records => x.Of(records).AsType(DType.UInt64)
            : type == typeof(uint) ? records => x.Of(records) & NDArray.Array((long)uint.MaxValue, DType.Int64)
            : x.Of;

    private static Type Common(Type x, Type y)
        => x == typeof(ulong) || y == typeof(ulong) ? typeof(ulong)
            : x == typeof(long) || y == typeof(long) ? typeof(long)
            : x == typeof(uint) || y == typeof(uint) ? typeof(uint)
            : typeof(int);

    private static DType WideOf(Type type) => type == typeof(ulong) ? DType.UInt64 : DType.Int64;

    private static double BoundOf(Type type)
    {
        DType dtype = DType.FromType(type);
        return Math.Pow(2, (8 * dtype.ItemSize) - (dtype.IsSigned ? 1 : 0));
    }

    // A mask that isn't negative leaves no more than its own bits.
    private static double? LowBits(Term term)
        => term is Constant { Value: (sbyte or byte or short or ushort or int or uint or long) and var value }
            && Convert.ToInt64(value, CultureInfo.InvariantCulture) is >= 0 and var mask ? mask + 1.0 : null;

    private static BitOperand? Operand(Term term)
    {
        switch (term)
        {
            case Element { Map: null, IsInteger: true } element:
                return new(records => element.View(records).AsType(WideOf(element.ClrType)), element.ClrType);
            case Number { IsBits: true, Type: { } type } number:
                return new(number.Of, type);
            case Number { IsWhole: true, Type: { } type } number when Small.Contains(type):
                return new(records => number.Of(records).AsType(DType.Int64), type);
            case Constant { Value: (sbyte or byte or short or ushort or int or uint or long or ulong) and var value }:
                NDArray constant = value is ulong large ? NDArray.Array(large, DType.UInt64)
                    : NDArray.Array(Convert.ToInt64(value, CultureInfo.InvariantCulture), DType.Int64);
                return new(_ => constant, value!.GetType());
            default:
                return null;
        }
    }

    /// <summary>Integers as int64, those of ulong as uint64, and their type to PowerShell.</summary>
    private sealed record BitOperand(Func<NDArray, NDArray> Of, Type Type);
}
