using System.Globalization;
using MemMap.Parameters;

namespace MemMap.Questions;

/// <summary>
/// PowerShell's values as what is assigned of them: a number has the type that it has to PowerShell, and is cast as an element of an array
/// of that type is.
/// </summary>
internal static class AssignedValues
{
    private const double MostInt = 1L << 31;

    /// <summary>What computes the values of a term for elements of a dtype.</summary>
    /// <exception cref="NotCompiledException">It can't be compiled.</exception>
    internal static Func<NDArray, NDArray> Of(Term term, DType target, ConditionCompiler compiler) => term switch
    {
        Element { Map: null } element when IsSame(element.DType, target) => element.View,
        _ when !IsNumber(target) => throw new NotCompiledException($"{target.Called} take values one by one"),
        Truth truth => truth.Of,
        Choice choice => Either(choice, target, compiler),
        Constant { Value: not null and var value } when Cast(value, target) is NDArray one => _ => one,
        Number number => Numbers(number, target, compiler),
        Element { IsNumber: true } element => element.View,
        Element { Map: null, DType: { Kind: ElementKind.Bool, Meaning: null, SubType: null } } element => element.View,
        Element { Part: { IsNumber: true } part } => part.In(compiler),
        _ => throw new NotCompiledException("it gives no numbers"),
    };

    /// <summary>How many values an integer dtype does not hold, which are cut to its bits; 0 for other dtypes.</summary>
    internal static long CountUnfit(NDArray values, DType target)
    {
        if (IsHeld(values.DType, target))
        {
            return 0;
        }
        (double below, double above) = Limits(target);
        return Convert.ToInt64(values.Gt(below).And(values.Lt(above)).LogicalNot().CountNonZero(), CultureInfo.InvariantCulture);
    }

    /// <summary>Whether an integer dtype does not hold a single value, which is cut to its bits.</summary>
    internal static bool IsUnfit(NDArray value, DType target)
    {
        if (IsHeld(value.DType, target))
        {
            return false;
        }
        (double below, double above) = Limits(target);
        return !(Convert.ToDouble(value.Item(), CultureInfo.InvariantCulture) is var number && number > below && number < above);
    }

    private static bool IsHeld(DType source, DType target)
        => !target.IsInteger || !IsNumber(target) || NDArray.CanCast(source, target);

    /// <summary>A value of the script block as what is assigned to an element.</summary>
    internal static object? Cast(object? value, DType target)
        => !IsNumber(target) ? value : PipelineElements.Bare(value) switch
        {
            bool truth => NDArray.Array(truth, DType.Bool),
            sbyte or byte or short or ushort or int or uint or long or Enum
                => NDArray.Array(Convert.ToInt64(PipelineElements.Bare(value), CultureInfo.InvariantCulture), DType.Int64),
            ulong number => NDArray.Array(number, DType.UInt64),
            float or double => NDArray.Array(Convert.ToDouble(PipelineElements.Bare(value), CultureInfo.InvariantCulture), DType.Float64),
            decimal number when decimal.IsInteger(number) && number is >= long.MinValue and <= long.MaxValue
                => NDArray.Array((long)number, DType.Int64),
            decimal number => NDArray.Array((double)number, DType.Float64),
            _ => value,
        };

    private static bool IsNumber(DType target)
        => target is { Meaning: null, Packing: null, IsRecord: false } && (target.IsNumeric || target.Kind == ElementKind.Bool);

    // The numbers next to those that an integer dtype holds.
    private static (double Below, double Above) Limits(DType target)
    {
        int bits = 8 * target.ItemSize;
        double above = Math.Pow(2, target.IsSigned ? bits - 1 : bits);
        return (target.IsSigned ? -above - 1 : -1, above);
    }

    private static bool IsSame(DType source, DType target)
        => source.AsNative().Equals(target.AsNative()) && Equals(source.Meaning, target.Meaning) && !target.IsSelection;

    // The terms may be integers and doubles; both are exact as doubles, and cast to a dtype that holds them as integers are.
    private static Func<NDArray, NDArray> Either(Choice choice, DType target, ConditionCompiler compiler)
    {
        const double exact = 1L << 53;
        var (then, other, either) = Choices.Values(choice, compiler, term => Of(term, target, compiler));
        compiler.Guard(records => then(records) is var x && other(records) is var y
            && (x.DType == y.DType || (IsExact(x) && IsExact(y) && (!target.IsInteger || CountUnfit(either(records), target) == 0))));
        return either;

        static bool IsExact(NDArray values) => !values.DType.IsInteger || values.AsType(DType.Float64).Abs().Ge(exact).CountNonZero() is 0L;
    }

    private static Func<NDArray, NDArray> Numbers(Number number, DType target, ConditionCompiler compiler)
    {
        if (number.IsBits)
        {
            return number.Of;
        }
        if (!target.IsInteger)
        {
            // An integer has no negative zero.
            return number.IsWhole ? records => number.Of(records) + 0.0 : number.Of;
        }
        if (number.IsWhole && number.Bound < MostInt)
        {
            return records => number.Of(records).AsType(DType.Int64);
        }
        if (number.IsInteger || number.IsRounded)
        {
            // Whether PowerShell has an integer or a double matters to those that the dtype doesn't hold.
            (double below, double above) = Limits(target);
            compiler.Guard(records => number.Of(records) is var values
                && values.Gt(below).And(values.Lt(above)).LogicalNot().CountNonZero() is 0L);
        }
        return number.Of;
    }
}
