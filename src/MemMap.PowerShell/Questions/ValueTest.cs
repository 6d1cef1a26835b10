using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Language;
using System.Text.RegularExpressions;
using MemMap.Output;
using MemMap.Parameters;

namespace MemMap.Questions;

/// <summary>PowerShell's operators on single values, without a script that would need a runspace.</summary>
internal static class ValueTest
{
    /// <summary>Tests whether an operator holds for a value on its left and a constant on its right.</summary>
    /// <param name="operation">The operator.</param>
    /// <param name="type">The type of the values; object if it isn't known.</param>
    /// <param name="constant">The constant.</param>
    /// <returns>The test; null if the operator is another one, or has another meaning for these values.</returns>
    internal static Func<object?, bool>? WithRight(TokenKind operation, Type type, object? constant)
    {
        bool ignoresCase = IgnoresCase(operation);
        bool isText = type == typeof(string) || type.IsEnum;
        switch (operation)
        {
            case TokenKind.Iin or TokenKind.Cin or TokenKind.Inotin or TokenKind.Cnotin:
                object?[] items = Items(constant);
                bool isIn = operation is TokenKind.Iin or TokenKind.Cin;
                return !items.All(item => Compares(type, item)) ? null
                    : value => items.Any(item => Equal(item, value, ignoresCase)) == isIn;
            case TokenKind.Ilike or TokenKind.Clike or TokenKind.Inotlike or TokenKind.Cnotlike when isText && constant is string text:
                WildcardPattern pattern = new(text, ignoresCase ? WildcardOptions.IgnoreCase : WildcardOptions.None);
                bool isLike = operation is TokenKind.Ilike or TokenKind.Clike;
                return value => pattern.IsMatch(value?.ToString() ?? "") == isLike;
            case TokenKind.Imatch or TokenKind.Cmatch or TokenKind.Inotmatch or TokenKind.Cnotmatch when isText && constant is string text:
                Regex regex = new(text, ignoresCase ? RegexOptions.IgnoreCase : RegexOptions.None);
                bool isMatch = operation is TokenKind.Imatch or TokenKind.Cmatch;
                return value => regex.IsMatch(value?.ToString() ?? "") == isMatch;
            default:
                return constant is IEnumerable and not string || !Compares(type, constant) ? null
                    : Compared(operation, value => Equal(value, constant, ignoresCase), value => Order(value, constant, ignoresCase));
        }
    }

    /// <summary>As <see cref="WithRight"/>, for a constant on the left and a value on the right.</summary>
    internal static Func<object?, bool>? WithLeft(TokenKind operation, Type type, object? constant)
    {
        bool ignoresCase = IgnoresCase(operation);
        if (operation is TokenKind.Icontains or TokenKind.Ccontains or TokenKind.Inotcontains or TokenKind.Cnotcontains)
        {
            object?[] items = Items(constant);
            bool isIn = operation is TokenKind.Icontains or TokenKind.Ccontains;
            return !items.All(item => Compares(type, item)) ? null : value => items.Any(item => Equal(item, value, ignoresCase)) == isIn;
        }
        return constant is IEnumerable and not string || !Compares(type, constant) ? null
            : Compared(operation, value => Equal(constant, value, ignoresCase), value => Order(constant, value, ignoresCase));
    }

    /// <summary>As <see cref="WithRight"/>, for two texts; null if the operator is no comparison.</summary>
    internal static Func<object?, object?, bool>? OfPair(TokenKind operation)
    {
        bool ignoresCase = IgnoresCase(operation);
        return operation switch
        {
            TokenKind.Ieq or TokenKind.Ceq => (x, y) => Equal(x, y, ignoresCase),
            TokenKind.Ine or TokenKind.Cne => (x, y) => !Equal(x, y, ignoresCase),
            TokenKind.Igt or TokenKind.Cgt => (x, y) => Order(x, y, ignoresCase) > 0,
            TokenKind.Ige or TokenKind.Cge => (x, y) => Order(x, y, ignoresCase) >= 0,
            TokenKind.Ilt or TokenKind.Clt => (x, y) => Order(x, y, ignoresCase) < 0,
            TokenKind.Ile or TokenKind.Cle => (x, y) => Order(x, y, ignoresCase) <= 0,
            _ => null,
        };
    }

    private static Func<object?, bool>? Compared(TokenKind operation, Func<object?, bool> equal, Func<object?, int?> order)
        => operation switch
        {
            TokenKind.Ieq or TokenKind.Ceq => equal,
            TokenKind.Ine or TokenKind.Cne => value => !equal(value),
            TokenKind.Igt or TokenKind.Cgt => value => order(value) > 0,
            TokenKind.Ige or TokenKind.Cge => value => order(value) >= 0,
            TokenKind.Ilt or TokenKind.Clt => value => order(value) < 0,
            TokenKind.Ile or TokenKind.Cle => value => order(value) <= 0,
            _ => null,
        };

    private static bool Equal(object? left, object? right, bool ignoresCase)
        => !IsUnordered(left, right) && LanguagePrimitives.Equals(left, right, ignoresCase, CultureInfo.InvariantCulture);

    /// <summary>Less than 0, 0 or more than 0; null beside NaN, for which no relation holds.</summary>
    private static int? Order(object? left, object? right, bool ignoresCase)
        => IsUnordered(left, right) ? null : LanguagePrimitives.Compare(left, right, ignoresCase, CultureInfo.InvariantCulture);

    // LanguagePrimitives puts NaN before all numbers, equal to itself, and refuses to compare it with $null; the operators don't, but
    // for numbers that they don't know, such as Half.
    private static bool IsUnordered(object? left, object? right)
        => IsNaN(left) ? right is null || (right is IConvertible && LanguagePrimitives.TryConvertTo(right, out double _))
        : IsNaN(right) ? left is null or decimal or Enum || Comparison.NumberOf(left) is not null
        : left is float or double && right is string text && LanguagePrimitives.TryConvertTo(text, out double number)
            && double.IsNaN(number);

    // Of the other values, members of an enum are less, equal or greater in another way to the operators, or not at all.
    private static bool Compares(Type type, object? constant)
        => type.IsEnum ? constant is Enum or string { Length: > 0 }
            || (constant is not (uint or ulong) && Comparison.NumberOf(constant) is not null)
        : constant is not Enum || type == typeof(object)
            || (type.IsPrimitive && type != typeof(bool) && type != typeof(char) && type != typeof(ulong));

    private static bool IsNaN(object? value) => value is double.NaN or float.NaN;

    /// <summary>A value as it is written in a command.</summary>
    internal static string Shown(object? value) => PipelineElements.Bare(value) switch
    {
        null => "$null",
        DateTime date => date.ToString("\\'yyyy-MM-dd'T'HH:mm:ss.FFFFFFF\\'", CultureInfo.InvariantCulture),
        string text => CommandText.Quoted(text),
        var other => Error.InOneLine(other),
    };

    /// <summary>The items of a list, or the one value that there is.</summary>
    internal static object?[] Items(object? constant)
        => constant is IEnumerable list and not (string or IDictionary)
            ? [.. list.Cast<object?>().Select(PipelineElements.Bare)] : [constant];

    private static bool IgnoresCase(TokenKind operation) => operation.ToString().StartsWith('I');
}
