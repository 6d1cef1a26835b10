using System.Globalization;
using System.Management.Automation.Language;

namespace MemMap.Questions;

/// <summary>
/// Arithmetic of a condition. PowerShell computes integers exactly or, where they overflow, in doubles: float64 has the same results as
/// long as whole numbers stay below 2^53, which a guard sees to where types alone don't.
/// </summary>
internal static class Arithmetic
{
    private const double Exact = 1L << 53;

    /// <summary>What an arithmetic operation becomes; null if it is none, or has no counterpart.</summary>
    internal static Term? Of(TokenKind operation, Term left, Term right, ConditionCompiler compiler) => operation switch
    {
        TokenKind.Minus when Spans.Between(left, right, compiler) is { } span => span,
        TokenKind.Band when left is Element { IsSingle: true, Map: null, ClrType.IsEnum: true } flags
            && right is Constant { Value: not null and var mask } => ValueMap.Flags(flags, mask),
        TokenKind.Band or TokenKind.Bor or TokenKind.Bxor or TokenKind.Shl or TokenKind.Shr => Bits.Of(operation, left, right, compiler),
        TokenKind.Plus or TokenKind.Minus or TokenKind.Multiply or TokenKind.Divide or TokenKind.Rem
            when Operand.From(left, compiler) is { } x && Operand.From(right, compiler) is { } y => Of(operation, x, y, compiler),
        _ => null,
    };

    /// <summary>The negated numbers, which PowerShell subtracts from 0; null if there is no counterpart.</summary>
    internal static Number? Negative(Term term, ConditionCompiler compiler)
        => Operand.From(term, compiler) is not { } x ? null
            : new(records => NDArray.Array(0.0, DType.Float64) - x.In(records), x.Bound, IsDecimal: x.IsDecimal) { IsWhole = x.IsWhole };

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
        return new(of, bound, IsDecimal: isDecimal) { IsWhole = x.IsWhole && y.IsWhole && operation != TokenKind.Divide };
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

    /// <summary>An operand in float64: numbers of the records, or one <paramref name="Value"/> for all.</summary>
    internal sealed record Operand(Func<NDArray, NDArray>? Of, double? Value, double Bound)
    {
        /// <summary>Whether PowerShell sees an unsigned integer of 64 bits.</summary>
        internal bool IsUnsigned { get; init; }

        /// <summary>Whether PowerShell may see a negative integer.</summary>
        internal bool IsSigned { get; init; }

        /// <summary>Whether they have no fraction, and PowerShell has integers as long as these don't overflow.</summary>
        internal bool IsWhole { get; init; }

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
                        : new(null, constant, Math.Abs(constant))
                        {
                            IsUnsigned = integer is ulong,
                            IsSigned = constant < 0,
                            IsWhole = true,
                        };
                case Number number:
                    return Guarded(
                        new(records => number.Of(records).AsType(DType.Float64), null, number.Bound)
                        {
                            IsDecimal = number.IsDecimal,
                            IsUnsigned = number.IsUnsigned,
                            IsSigned = !number.IsUnsigned,
                            IsWhole = number.IsWhole,
                        },
                        compiler);
                case Element { IsNumber: true } element:
                    return Guarded(
                        new(records => element.View(records).AsType(DType.Float64), null, BoundOf(element))
                        {
                            IsUnsigned = element.ClrType == typeof(ulong),
                            IsSigned = element.DType.IsSigned,
                            IsWhole = element.IsInteger,
                        },
                        compiler);
                case Element { Part: { IsNumber: true } part }:
                    Func<NDArray, NDArray> numbers = part.In(compiler);
                    return new(records => numbers(records).AsType(DType.Float64), null, DatePart.Bound) { IsWhole = true };
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
