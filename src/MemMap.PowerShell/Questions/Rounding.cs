namespace MemMap.Questions;

/// <summary>Functions of [math] that give numbers of their argument's kind.</summary>
internal static class Rounding
{
    private const double Half = 1L << 31, ExactSingle = 1 << 24, Whole = 1e16;

    private const int MostDigits = 15;

    /// <summary>What a function of [math] becomes; null if it has no counterpart.</summary>
    internal static Number? Function(string name, Term[] arguments, ConditionCompiler compiler)
        => (name.ToUpperInvariant(), arguments) switch
        {
            ("ABS", [var x]) => Absolute(x, compiler),
            ("MAX", [var x, var y]) => Extreme(x, y, static (x, y) => x.Maximum(y), compiler),
            ("MIN", [var x, var y]) => Extreme(x, y, static (x, y) => x.Minimum(y), compiler),
            ("ROUND", [var x, Constant { Value: int and >= 0 and <= MostDigits and var digits }]) => Rounded(x, digits, compiler),
            (_, [var x]) => Function(name, x, compiler),
            _ => null,
        };

    private static Number? Function(string name, Term term, ConditionCompiler compiler)
    {
        Func<NDArray, NDArray>? function = name.ToUpperInvariant() switch
        {
            "FLOOR" => static x => x.Floor(),
            "CEILING" => static x => x.Ceiling(),
            "TRUNCATE" => static x => x.Trunc(),
            "ROUND" => static x => x.Rint(),
            "SQRT" => static x => x.Sqrt(),
            _ => null,
        };
        return function is null || Arithmetic.Doubles(term, compiler) is not { } doubles ? null
            : new(records => function(doubles(records)), double.PositiveInfinity) { IsRounded = !IsDouble(term) };
    }

    private static Number? Absolute(Term term, ConditionCompiler compiler)
    {
        if (KindOf(term) == typeof(ulong) || Arithmetic.Operand.From(term, compiler) is not { IsDecimal: false, IsUnsigned: false } x)
        {
            return null;
        }
        // Of the smallest integer of its type, PowerShell has an error.
        double most = term is Number ? Half : x.Bound;
        if (double.IsFinite(x.Bound) && x.Bound >= most)
        {
            compiler.Guard(records => x.In(records).Eq(-most).CountNonZero() is 0L);
        }
        Type? type = KindOf(term) == typeof(float) ? typeof(float) : null;
        return new(records => x.In(records).Abs(), x.Bound, Type: type) { IsWhole = x.IsWhole };
    }

    // PowerShell takes the function of the first number's type, and converts the second one to that.
    private static Number? Extreme(Term first, Term second, Func<NDArray, NDArray, NDArray> of, ConditionCompiler compiler)
    {
        Type? type = KindOf(first);
        if (type is null || !Holds(type, second) || Arithmetic.Operand.From(first, compiler) is not { IsDecimal: false } x
            || Arithmetic.Operand.From(second, compiler) is not { IsDecimal: false } y)
        {
            return null;
        }
        return new(records => of(x.In(records), y.In(records)), Math.Max(x.Bound, y.Bound), Type: type == typeof(float) ? type : null);
    }

    // As Math.Round computes it; from 1e16 on, numbers are whole.
    private static Number? Rounded(Term term, int digits, ConditionCompiler compiler)
    {
        double power = Math.Pow(10, digits);
        return !(IsDouble(term) || KindOf(term) == typeof(float)) || Arithmetic.Doubles(term, compiler) is not { } doubles ? null
            : new(
                records => doubles(records) is var x ? NDArray.Where(x.Abs().Lt(Whole), (x * power).Rint() / power, x) : null!,
                double.PositiveInfinity);
    }

    private static bool IsDouble(Term term) => KindOf(term) == typeof(double);

    /// <summary>The type that a number has to PowerShell, if it is the same for all records; null otherwise.</summary>
    private static Type? KindOf(Term term) => term switch
    {
        Constant { Value: var value } when Comparison.NumberOf(value) is not null => value!.GetType(),
        Element { IsNumber: true } element => element.ClrType,
        Number { Type: { } type } => type,
        Number { IsInteger: false, IsRounded: false } => typeof(double),
        _ => null,
    };

    /// <summary>Whether a type has all values of a number, and functions of two numbers of it.</summary>
    private static bool Holds(Type type, Term number)
    {
        Type? other = KindOf(number);
        bool isSmall = other == typeof(byte) || other == typeof(sbyte) || other == typeof(short) || other == typeof(ushort);
        bool isInt = isSmall || other == typeof(int);
        double? constant = number is Constant { Value: var value } && Comparison.NumberOf(value) is { } it
            ? Convert.ToDouble(it, System.Globalization.CultureInfo.InvariantCulture) : null;
        return type == typeof(double) ? other != typeof(ulong)
            : type == typeof(float) ? other == typeof(float) || isSmall || (isInt && constant is >= -ExactSingle and <= ExactSingle)
                || (other == typeof(double) && constant is { } one && ((double)(float)one).Equals(one))
            : type == typeof(int) ? isInt
            : type == typeof(long) && (isInt || other == typeof(uint) || other == typeof(long));
    }
}
