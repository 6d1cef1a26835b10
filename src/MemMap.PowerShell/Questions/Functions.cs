using System.Globalization;
using MemMap.Compute;

namespace MemMap.Questions;

/// <summary>Functions of [math] beside those of <see cref="Rounding"/>: .NET's own, element by element, to the last bit.</summary>
internal static class Functions
{
    private static readonly Dictionary<string, ScalarFunction> OfDoubles = new Func<double, double>[]
    {
        Math.Exp, Math.Log, Math.Log10, Math.Log2, Math.Cbrt, Math.Sin, Math.Cos, Math.Tan, Math.Asin, Math.Acos, Math.Atan, Math.Sinh,
        Math.Cosh, Math.Tanh, Math.Asinh, Math.Acosh, Math.Atanh,
    }.ToDictionary(static of => of.Method.Name.ToUpperInvariant(), static of => new ScalarFunction(of.Method.Name, of));

    /// <summary>What a function becomes; null if it has no counterpart.</summary>
    internal static Number? Of(string name, Term[] arguments, ConditionCompiler compiler) => (name.ToUpperInvariant(), arguments) switch
    {
        ("POW", [var x, var y]) => Power(x, y, compiler),
        ("LOG", [var x, Constant { Value: var value }]) when Comparison.NumberOf(value) is { } number
            => Mapped(x, new ScalarFunction("log", Based(Convert.ToDouble(number, CultureInfo.InvariantCulture))), compiler),
        ("SIGN", [var x]) => Sign(x, compiler),
        (var one, [var x]) when OfDoubles.TryGetValue(one, out ScalarFunction? function) => Mapped(x, function, compiler),
        _ => null,
    };

    private static Func<double, double> Based(double number) => x => Math.Log(x, number);

    private static Number? Mapped(Term term, ScalarFunction function, ConditionCompiler compiler)
        => Arithmetic.Doubles(term, compiler) is not { } doubles ? null
            : new(records => doubles(records).Mapped(function), double.PositiveInfinity);

    private static Number? Power(Term x, Term y, ConditionCompiler compiler)
        => Doubles(x, compiler) is { } number && Doubles(y, compiler) is { } exponent
            ? new(records => number(records).Power(exponent(records)), double.PositiveInfinity) : null;

    private static Func<NDArray, NDArray>? Doubles(Term term, ConditionCompiler compiler)
        => term is Constant { Value: var value }
            ? Comparison.NumberOf(value) is { } number ? Constantly(Convert.ToDouble(number, CultureInfo.InvariantCulture)) : null
            : Arithmetic.Doubles(term, compiler);

    private static Func<NDArray, NDArray> Constantly(double number) => _ => NDArray.Array(number, DType.Float64);

    private static Number? Sign(Term term, ConditionCompiler compiler)
    {
        if (Arithmetic.Doubles(term, compiler) is not { } doubles)
        {
            return null;
        }
        // PowerShell's error of NaN comes from the script block.
        compiler.Guard(records => doubles(records).IsNaN().CountNonZero() is 0L);
        return new(records => doubles(records).Sign(), 1, Type: typeof(int)) { IsWhole = true };
    }
}
