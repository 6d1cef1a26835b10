using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Language;
using System.Net;
using MemMap.DataTypes;
using MemMap.Output;
using MemMap.Parameters;

namespace MemMap.Questions;

/// <summary>Comparisons of a condition, and what counts as true.</summary>
internal static class Comparison
{
    // Longer lists are searched value by value.
    private const int FewItems = 16;

    /// <summary>What a comparison becomes; null if it is none, or has no counterpart.</summary>
    internal static Truth? Of(TokenKind operation, Term left, Term right, ConditionCompiler compiler) => (left, right) switch
    {
        (Element element, Constant { Value: var value }) => WithRight(operation, element, value, compiler),
        (Constant { Value: var value }, Element element) => WithLeft(operation, value, element, compiler),
        (Number number, Constant { Value: var value }) when IsIn(operation) is { } isIn
            => Any(value, isIn, item => Numbers(number, Relation.Eq, item)),
        (Number number, Constant { Value: var value }) when RelationOf(operation) is { } relation => Numbers(number, relation, value),
        (Constant { Value: var value }, Number number) when RelationOf(operation) is { } relation
            => Numbers(number, Flipped(relation), value),
        (Truth truth, Constant { Value: bool wanted }) when RelationOf(operation) is Relation.Eq or Relation.Ne
            => wanted == (RelationOf(operation) == Relation.Eq) ? truth : new(records => truth.Of(records).LogicalNot()),
        (Span span, Constant { Value: TimeSpan value }) when RelationOf(operation) is { } relation
            => new(records => Compare(span.Ticks(records), relation, value.Ticks)),
        (Constant { Value: TimeSpan value }, Span span) when RelationOf(operation) is { } relation
            => new(records => Compare(span.Ticks(records), Flipped(relation), value.Ticks)),
        (Span x, Span y) when RelationOf(operation) is { } relation
            => new(records => Compare(x.Ticks(records), relation, y.Ticks(records))),
        (Element { Name: { } first, IsText: true }, Element { Name: { } second, IsText: true })
            when ValueTest.OfPair(operation) is { } test => Texts(first, second, test),
        (Element or Number, Element or Number) when RelationOf(operation) is { } relation => Both(left, relation, right, compiler),
        _ => null,
    };

    /// <summary>Whether a term counts as true, as for PowerShell's -and.</summary>
    /// <exception cref="NotCompiledException">It can't be compiled.</exception>
    internal static Truth TruthOf(Term term, Ast node, ConditionCompiler compiler)
    {
        switch (term)
        {
            case Truth truth:
                return truth;
            case Constant { Value: var value }:
                bool holds = Condition.IsTrue(value);
                return new(records => All(records, holds));
            case Choice choice:
                return new(Choices.Values(choice, compiler, part => TruthOf(part, node, compiler).Of).Either);
            case Number number:
                return new(records => number.Of(records).Ne(0));
            case Element { Map: null, DType: { Kind: ElementKind.Bool, Meaning: null, SubType: null } } element:
                return new(records => element.View(records).Ne(false));
            case Element { IsNumber: true } element:
                return new(records => element.View(records).Ne(0));
            case Element element:
                return ByValue(element, Condition.IsTrue, compiler)
                    ?? throw new NotCompiledException($"'{Constants.Line(node)}' is a list or a record");
            default:
                throw new NotCompiledException($"'{Constants.Line(node)}' is no truth value");
        }
    }

    // Of two fields, a record with these two alone is the value that is tested.
    private static Truth? Texts(string first, string second, Func<object?, object?, bool> test)
    {
        if (first.Equals(second, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }
        Func<object?, bool> ofRecord = record => test(Value(record, first), Value(record, second));
        return new(records => records.Field(first, second).Test(ofRecord));

        static object? Value(object? record, string name) => PipelineElements.Bare(PSObject.AsPSObject(record).Properties[name].Value);
    }

    private static Truth? WithRight(TokenKind operation, Element element, object? value, ConditionCompiler compiler)
    {
        RequireMember(operation, element, value);
        if (IsIn(operation) is { } isIn)
        {
            return Any(value, isIn, item => Numbers(element, Relation.Eq, item))
                ?? ByValue(element, ValueTest.WithRight(operation, TypeOf(element), value), compiler);
        }
        Relation? relation = RelationOf(operation);
        RequireNumber(relation, element, value);
        return IsError(element, relation, value) ? null
            : (relation is null ? null
                : Numbers(element, relation.Value, value) ?? TimeComparison.Of(element, relation.Value, value, compiler))
            ?? ByValue(element, ValueTest.WithRight(operation, TypeOf(element), value), compiler);
    }

    private static Truth? WithLeft(TokenKind operation, object? value, Element element, ConditionCompiler compiler)
    {
        // Text on the left makes text of the member on the right.
        RequireMember(operation, element, value);
        if (operation is TokenKind.Icontains or TokenKind.Ccontains or TokenKind.Inotcontains or TokenKind.Cnotcontains)
        {
            return Any(
                value, operation is TokenKind.Icontains or TokenKind.Ccontains, item => Numbers(element, Relation.Eq, item))
                ?? ByValue(element, ValueTest.WithLeft(operation, TypeOf(element), value), compiler);
        }
        Relation? relation = RelationOf(operation);
        // The left operand's type decides: text on the left makes text of a date on the right.
        return IsError(element, relation, value) ? null
            : (relation is null ? null : Numbers(element, Flipped(relation.Value), value)
                ?? (value is DateTime or TimeSpan ? TimeComparison.Of(element, Flipped(relation.Value), value, compiler) : null))
            ?? ByValue(element, ValueTest.WithLeft(operation, TypeOf(element), value), compiler);
    }

    // Beside a member of an enum, $null has no order: NaT is $null, and so is what is made of it.
    private static bool IsError(Element element, Relation? relation, object? value)
        => value is Enum && relation is not (null or Relation.Eq or Relation.Ne)
            && !(element.Map is null && (element.IsNumber || element.ClrType.IsEnum));

    // A name that no member has would be equal to none, as a typing error is, and so would a network be. A list may have others
    // beside those that are members.
    private static void RequireMember(TokenKind operation, Element element, object? value)
    {
        bool isList = IsIn(operation) is not null
            || operation is TokenKind.Icontains or TokenKind.Ccontains or TokenKind.Inotcontains or TokenKind.Cnotcontains;
        if (element is not { Map: null, IsSingle: true } || !(isList || RelationOf(operation) is not null))
        {
            return;
        }
        if (element.ClrType is { IsEnum: true } type)
        {
            ValueMap.RequireMember(type, ValueTest.Items(value));
        }
        if (element.ClrType == typeof(IPAddress)
            && ValueTest.Items(value).OfType<string>().FirstOrDefault(static text => IpMeaning.Ends(text) is not null) is { } network)
        {
            throw Errors.NetworkForAddress(network, element.Name);
        }
    }

    // Dates and other text have no order beside numbers: PowerShell's error names neither the field nor its type.
    private static void RequireNumber(Relation? relation, Element element, object? value)
    {
        if (element.IsNumber && relation is not (null or Relation.Eq or Relation.Ne)
            && (value is DateTime or DateTimeOffset
                || (value is string text && !LanguagePrimitives.TryConvertTo(text, CultureInfo.InvariantCulture, out double _))))
        {
            throw Errors.NoNumber(value, element.Name, element.DType);
        }
    }

    private static Type TypeOf(Element element) => element.Map is null ? element.ClrType : element.MapType ?? typeof(object);

    private static bool? IsIn(TokenKind operation)
        => operation is TokenKind.Iin or TokenKind.Cin ? true : operation is TokenKind.Inotin or TokenKind.Cnotin ? false : null;

    /// <summary>Whether a number equals any of a few.</summary>
    private static Truth? Any(object? value, bool isIn, Func<object?, Truth?> equal)
    {
        object?[] items = ValueTest.Items(value);
        Truth?[] each = items.Length is 0 or > FewItems ? [null] : [.. items.Select(equal)];
        return each.Contains(null) ? null : new(records =>
        {
            NDArray any = each.Select(truth => truth!.Of(records)).Aggregate(static (x, y) => x.Or(y));
            return isIn ? any : any.LogicalNot();
        });
    }

    private static Truth? Numbers(Element element, Relation relation, object? value)
    {
        if (!element.IsNumber || NumberOf(value) is not { } number)
        {
            return null;
        }
        // Integers are compared with integers by their exact values, all else as float64.
        return element.IsInteger || element.ClrType == typeof(double)
            ? new(records => Compare(element.View(records), relation, element.IsInteger ? number : ToDouble(number)))
            : Threshold.Of(ToDouble(number)).Compare(element, relation);
    }

    private static Truth? Numbers(Number x, Relation relation, object? value)
    {
        const double exact = 1L << 53;
        if (NumberOf(value) is not { } number)
        {
            return null;
        }
        bool isInteger = number is not double;
        double constant = ToDouble(number);
        return (x.IsDecimal && !isInteger) || (isInteger && !x.IsBits && Math.Abs(constant) >= exact) ? null
            : new(records => Compare(x.Of(records), relation, x.IsBits ? number : constant));
    }

    private static Truth? Both(Term left, Relation relation, Term right, ConditionCompiler compiler)
    {
        bool isDecimal = left is Number { IsDecimal: true } || right is Number { IsDecimal: true };
        return Operand(left) is not { } x || Operand(right) is not { } y || (isDecimal && !(IsInteger(left) && IsInteger(right))) ? null
            : new(records => Compare(x(records), relation, y(records)));

        Func<NDArray, NDArray>? Operand(Term term) => term switch
        {
            Number number => number.Of,
            Element { IsNumber: true } element => element.View,
            Element { Part: { IsNumber: true } part } => part.In(compiler),
            _ => null,
        };

        static bool IsInteger(Term term) => term is Number { IsInteger: true } or Element { IsInteger: true } or Element { Part: not null };
    }

    /// <summary>A test of each value, as PowerShell sees it.</summary>
    internal static Truth? ByValue(Element element, Func<object?, bool>? test, ConditionCompiler compiler)
    {
        if (test is null || !element.IsSingle)
        {
            return null;
        }
        if (element.Part is { } part)
        {
            // There are few hours, and many dates.
            Func<object?, bool> ofPart = number => test(part.Value((long)number!));
            ValueMap.Try(element, _ => ofPart(1L));
            compiler.Guard(part.HoldsWithNone);
            return new(records => part.Numbers(records).Test(ofPart));
        }
        Func<object?, bool> whole = element.Map is { } map ? value => test(map(value)) : test;
        ValueMap.Try(element, value => _ = whole(value));
        return new(records => element.View(records).Test(whole));
    }

    /// <summary>Compares arrays, or an array and a value.</summary>
    internal static NDArray Compare(NDArray x, Relation relation, object y) => relation switch
    {
        Relation.Lt => x.Lt(y),
        Relation.Le => x.Le(y),
        Relation.Eq => x.Eq(y),
        Relation.Ne => x.Ne(y),
        Relation.Ge => x.Ge(y),
        _ => x.Gt(y),
    };

    private static NDArray All(NDArray records, bool holds)
    {
        NDArray truth = NDArray.Zeros(records.Shape, DType.Bool);
        truth.Fill(holds);
        return truth;
    }

    /// <summary>A number that PowerShell compares as an integer or as a double; null for anything else.</summary>
    internal static object? NumberOf(object? value) => value switch
    {
        sbyte or byte or short or ushort or int or uint or long or ulong or double => value,
        float number => (double)number,
        _ => null,
    };

    private static double ToDouble(object number) => Convert.ToDouble(number, System.Globalization.CultureInfo.InvariantCulture);

    private static Relation? RelationOf(TokenKind operation) => operation switch
    {
        TokenKind.Ilt or TokenKind.Clt => Relation.Lt,
        TokenKind.Ile or TokenKind.Cle => Relation.Le,
        TokenKind.Ieq or TokenKind.Ceq => Relation.Eq,
        TokenKind.Ine or TokenKind.Cne => Relation.Ne,
        TokenKind.Ige or TokenKind.Cge => Relation.Ge,
        TokenKind.Igt or TokenKind.Cgt => Relation.Gt,
        _ => null,
    };

    private static Relation Flipped(Relation relation) => relation switch
    {
        Relation.Lt => Relation.Gt,
        Relation.Le => Relation.Ge,
        Relation.Ge => Relation.Le,
        Relation.Gt => Relation.Lt,
        _ => relation,
    };
}
