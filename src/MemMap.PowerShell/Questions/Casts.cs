using System.Globalization;
using System.Management.Automation;

namespace MemMap.Questions;

/// <summary>Casts of a condition: of numbers to other types of numbers, and of single values to text and to a truth value.</summary>
internal static class Casts
{
    private const double ExactLong = 1L << 53;

    // The integers of each type that are computed. A long is exact as long as a double is, and the smallest integer has no magnitude.
    private static readonly Dictionary<Type, (double Least, double Most)> Integers = new()
    {
        [typeof(sbyte)] = (-sbyte.MaxValue, sbyte.MaxValue),
        [typeof(byte)] = (byte.MinValue, byte.MaxValue),
        [typeof(short)] = (-short.MaxValue, short.MaxValue),
        [typeof(ushort)] = (ushort.MinValue, ushort.MaxValue),
        [typeof(int)] = (1 - (double)int.MaxValue, (double)int.MaxValue - 1),
        [typeof(uint)] = (uint.MinValue, (double)uint.MaxValue - 1),
        [typeof(long)] = (1 - ExactLong, ExactLong - 1),
    };

    /// <summary>What a cast becomes; null if it has no counterpart.</summary>
    internal static Term? Of(Type? type, Term term, Func<Truth> truth, ConditionCompiler compiler)
        => type is not null && term is Constant { Value: var value }
            ? LanguagePrimitives.TryConvertTo(value, type, CultureInfo.InvariantCulture, out object result) ? new Constant(result) : null
            : type == typeof(bool) ? truth()
            : type == typeof(string) ? term is Element { IsSingle: true } element ? ValueMap.Text(element) : null
            : type is null || Arithmetic.Doubles(term, compiler) is not { } doubles ? null
            : type == typeof(double) ? new Number(doubles, double.PositiveInfinity)
            : type == typeof(float) ? Single(doubles, compiler)
            : Integers.TryGetValue(type, out var range) ? Integer(type, doubles, range.Least, range.Most, compiler) : null;

    // PowerShell's error of what is no integer of the type comes from the script block.
    private static Number Integer(Type type, Func<NDArray, NDArray> doubles, double least, double most, ConditionCompiler compiler)
    {
        compiler.Guard(records => doubles(records).Rint() is var x && x.Ge(least).And(x.Le(most)).LogicalNot().CountNonZero() is 0L);
        return new(records => doubles(records).Rint(), Math.Max(-least, most), Type: type) { IsWhole = true };
    }

    private static Number Single(Func<NDArray, NDArray> doubles, ConditionCompiler compiler)
    {
        compiler.Guard(records => doubles(records).Abs().Gt(float.MaxValue).CountNonZero() is 0L);
        return new(
            records => doubles(records).AsType(DType.Float32).AsType(DType.Float64), double.PositiveInfinity, Type: typeof(float));
    }
}
