using System.Globalization;
using System.Management.Automation.Language;

namespace MemMap.Questions;

/// <summary>
/// Arithmetic of a condition. PowerShell computes integers exactly or, where they overflow, in doubles: float64 has the same results as
/// long as whole numbers stay below 2^53, which a guard sees to where types alone don't.
/// </summary>
internal static class Arithmetic
{
    private const double Exact = 1L << 53, MostBits = ulong.MaxValue;

    /// <summary>What an arithmetic operation becomes; null if it is none, or has no counterpart.</summary>
    internal static Term? Of(TokenKind operation, Term left, Term right, ConditionCompiler compiler) => operation switch
    {
        TokenKind.Minus when Spans.Between(left, right, compiler) is { } span => span,
        TokenKind.Shl => right is Constant { Value: int places } ? ShiftLeft(left, places) : null,
        TokenKind.Band when left is Element { IsSingle: true, Map: null, ClrType.IsEnum: true } flags
            && right is Constant { Value: not null and var mask } => ValueMap.Flags(flags, mask),
        TokenKind.Band or TokenKind.Bor or TokenKind.Bxor or TokenKind.Shr => OfBits(operation, left, right),
        TokenKind.Plus or TokenKind.Minus or TokenKind.Multiply or TokenKind.Divide or TokenKind.Rem
            when Operand.From(left, compiler) is { } x && Operand.From(right, compiler) is { } y => Of(operation, x, y, compiler),
        _ => null,
    };

    /// <summary>The negated numbers; null if there is no counterpart.</summary>
    internal static Number? Negative(Term term, ConditionCompiler compiler)
        => Operand.From(term, compiler) is { } x ? new(records => x.In(records).Negative(), x.Bound, IsDecimal: x.IsDecimal) : null;

    /// <summary>Numbers as doubles; null if they are none, or decimals.</summary>
    internal static Func<NDArray, NDArray>? Doubles(Term term, ConditionCompiler compiler)
        => term is Element { IsNumber: true, ClrType: var type } && type == typeof(ulong) ? null
            : Operand.From(term, compiler) is { IsDecimal: false, Of: not null } x ? x.In : null;

    private static Number? Of(TokenKind operation, Operand x, Operand y, ConditionCompiler compiler)
    {
        bool isInteger = double.IsFinite(x.Bound) && double.IsFinite(y.Bound);
        // ulong with a negative integer is computed in decimals.
        bool isDecimal = isInteger && (x.IsDecimal || y.IsDecimal || (x.IsUnsigned && y.IsSigned) || (y.IsUnsigned && x.IsSigned));
        if (!isInteger && (x.IsDecimal || y.IsDecimal))
        {
            return null;
        }
        if (isInteger && operation is TokenKind.Divide or TokenKind.Rem)
        {
            if (isDecimal || y.Value == 0)
            {
                return null;
            }
            if (y.Value is null)
            {
                // PowerShell's error of a division by 0 comes from the script block.
                compiler.Guard(records => y.In(records).Eq(0.0).CountNonZero() is 0L);
            }
        }
        double bound = !isInteger ? double.PositiveInfinity : operation switch
        {
            TokenKind.Multiply => x.Bound * y.Bound,
            TokenKind.Divide or TokenKind.Rem => x.Bound,
            _ => x.Bound + y.Bound,
        };
        Func<NDArray, NDArray> of = records => Compute(operation, x, y, records);
        if (isInteger && bound >= Exact)
        {
            compiler.Guard(records => of(records).Abs().Ge(Exact).CountNonZero() is 0L);
            bound = Exact - 1;
        }
        return new(of, bound, IsDecimal: isDecimal);
    }

    private static NDArray Compute(TokenKind operation, Operand x, Operand y, NDArray records)
    {
        NDArray left = x.In(records);
        object right = y.Value is { } value ? value : y.In(records);
        return operation switch
        {
            TokenKind.Plus => left + right,
            TokenKind.Minus => left - right,
            TokenKind.Multiply => left * right,
            TokenKind.Divide => left / right,
            _ => left.Fmod(right),
        };
    }

    private static Number? OfBits(TokenKind operation, Term left, Term right)
    {
        if (left is Constant && operation != TokenKind.Shr)
        {
            (left, right) = (right, left);
        }
        if (Bits(left) is not { } x)
        {
            return null;
        }
        DType wide = x.IsUnsigned ? DType.UInt64 : DType.Int64;
        if (right is not Constant { Value: var value })
        {
            return operation == TokenKind.Shr || Bits(right) is not { } y || x.IsUnsigned != y.IsUnsigned
                || (operation != TokenKind.Band && (x.IsUInt || y.IsUInt)) ? null
                : new(
                    records => Join(operation, x.Of(records).AsType(wide), y.Of(records).AsType(wide)), MostBits, IsBits: true,
                    IsUnsigned: x.IsUnsigned);
        }
        if (value is ulong mask && x.IsUnsigned && operation != TokenKind.Shr)
        {
            return new(records => Join(operation, x.Of(records), NDArray.Array(mask, wide)), MostBits, IsBits: true, IsUnsigned: true);
        }
        if (value is not (sbyte or byte or short or ushort or int or uint or long))
        {
            return null;
        }
        long number = Convert.ToInt64(value, CultureInfo.InvariantCulture);
        // PowerShell makes a uint of an int beside a uint, bit for bit.
        if (number < 0 && x.IsUInt && value is int && left is Element)
        {
            number = (uint)(int)number;
        }
        if (operation == TokenKind.Shr)
        {
            return number < 0 || number >= (x.Bound > uint.MaxValue + 1.0 ? 64 : 32) ? null
                : new(
                    records => x.Of(records).RightShift(NDArray.Array(number, wide)), x.Bound, IsBits: true, IsUnsigned: x.IsUnsigned);
        }
        return number < 0 && (x.IsUnsigned || x.IsUInt) ? null
            : new(
                records => Join(operation, x.Of(records), NDArray.Array(number, wide)),
                operation == TokenKind.Band && number >= 0 ? number + 1.0 : MostBits, IsBits: true, IsUnsigned: x.IsUnsigned);
    }

    // The result has the type of the number that is shifted.
    private static Number? ShiftLeft(Term left, int places)
    {
        if (left is not Element { Map: null, IsInteger: true } element || places < 0 || places >= (element.IsWide ? 64 : 32))
        {
            return null;
        }
        bool isUnsigned = element.ClrType == typeof(ulong);
        DType wide = isUnsigned ? DType.UInt64 : DType.Int64, type = element.DType.AsNative();
        return new(
            records => element.View(records).AsType(wide).LeftShift(NDArray.Array(places, wide)).AsType(type).AsType(wide),
            Operand.BoundOf(element), IsBits: true, IsUnsigned: isUnsigned);
    }

    private static NDArray Join(TokenKind operation, NDArray x, NDArray y) => operation switch
    {
        TokenKind.Band => x & y,
        TokenKind.Bor => x | y,
        _ => x ^ y,
    };

    private static BitOperand? Bits(Term term) => term switch
    {
        Element { Map: null, IsInteger: true } element
            => new(element.View, Operand.BoundOf(element), element.ClrType == typeof(ulong), element.ClrType == typeof(uint)),
        // What bits were joined may be a uint.
        Number { IsBits: true } number => new(number.Of, number.Bound, number.IsUnsigned, !number.IsUnsigned),
        _ => null,
    };

    private sealed record BitOperand(Func<NDArray, NDArray> Of, double Bound, bool IsUnsigned, bool IsUInt);

    /// <summary>An operand in float64: numbers of the records, or one <paramref name="Value"/> for all.</summary>
    internal sealed record Operand(Func<NDArray, NDArray>? Of, double? Value, double Bound)
    {
        /// <summary>Whether PowerShell sees an unsigned integer of 64 bits.</summary>
        internal bool IsUnsigned { get; init; }

        /// <summary>Whether PowerShell may see a negative integer.</summary>
        internal bool IsSigned { get; init; }

        /// <summary>Whether PowerShell sees a decimal.</summary>
        internal bool IsDecimal { get; init; }

        internal NDArray In(NDArray records)
            => Of is not null ? Of(records) : NDArray.Array(Value!.Value, DType.Float64);

        internal static Operand? From(Term term, ConditionCompiler compiler)
        {
            switch (term)
            {
                case Constant { Value: double or float } number:
                    return new(null, Convert.ToDouble(number.Value, CultureInfo.InvariantCulture), double.PositiveInfinity);
                case Constant { Value: var value } when Comparison.NumberOf(value) is { } integer:
                    double constant = Convert.ToDouble(integer, CultureInfo.InvariantCulture);
                    return Math.Abs(constant) >= Exact ? null
                        : new(null, constant, Math.Abs(constant)) { IsUnsigned = integer is ulong, IsSigned = constant < 0 };
                case Number number:
                    return Guarded(
                        new(records => number.Of(records).AsType(DType.Float64), null, number.Bound)
                        {
                            IsDecimal = number.IsDecimal,
                            IsUnsigned = number.IsUnsigned,
                            IsSigned = !number.IsUnsigned,
                        },
                        compiler);
                case Element { IsNumber: true } element:
                    return Guarded(
                        new(records => element.View(records).AsType(DType.Float64), null, BoundOf(element))
                        {
                            IsUnsigned = element.ClrType == typeof(ulong),
                            IsSigned = element.DType.IsSigned,
                        },
                        compiler);
                case Element { Part: { IsNumber: true } part }:
                    compiler.Guard(part.Holds);
                    return new(records => part.Numbers(records).AsType(DType.Float64), null, DatePart.Bound);
                default:
                    return null;
            }
        }

        /// <summary>The largest magnitude of a field's integers; infinite for floats.</summary>
        internal static double BoundOf(Element element)
            => !element.IsInteger ? double.PositiveInfinity
                : Math.Pow(2, (8 * element.DType.AsNative().ItemSize) - (element.DType.IsSigned ? 1 : 0));

        private static Operand Guarded(Operand operand, ConditionCompiler compiler)
        {
            if (!double.IsFinite(operand.Bound) || operand.Bound < Exact)
            {
                return operand;
            }
            compiler.Guard(records => operand.In(records).Abs().Ge(Exact).CountNonZero() is 0L);
            return operand with { Bound = Exact - 1 };
        }
    }
}
