namespace MemMap.Questions;

/// <summary>Numbers of a condition that are rounded, or cast to another type.</summary>
internal static class Rounding
{
    private const double MostInt = int.MaxValue;

    /// <summary>What a function of [math] becomes, of one double; null if it has no counterpart.</summary>
    internal static Number? Function(string name, Term term, ConditionCompiler compiler)
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
            : new(records => function(doubles(records)), double.PositiveInfinity);
    }

    /// <summary>What a cast becomes; null if it has no counterpart.</summary>
    internal static Number? Cast(Type? type, Term term, ConditionCompiler compiler)
    {
        if ((type != typeof(int) && type != typeof(double)) || Arithmetic.Doubles(term, compiler) is not { } doubles)
        {
            return null;
        }
        if (type == typeof(double))
        {
            return new(doubles, double.PositiveInfinity);
        }
        // PowerShell's error of what is no int comes from the script block.
        compiler.Guard(records => doubles(records).Abs().Lt(MostInt).LogicalNot().CountNonZero() is 0L);
        return new(records => doubles(records).Rint(), MostInt);
    }
}
