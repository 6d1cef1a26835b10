using System.Collections;
using System.Collections.Concurrent;
using System.Dynamic;
using System.Linq.Expressions;
using System.Reflection;

namespace MemMap;

// Calls of methods that a shell would make in another way than was meant, or refuse with an error of its own that names types of .NET.
public partial class NDArray
{
    private sealed partial class IndexBinding
    {
        private static readonly MethodInfo FailCall = Method(nameof(DynamicCallFailure)), RefuseCall = Method(nameof(DynamicTextForBool));

        public override DynamicMetaObject BindInvokeMember(InvokeMemberBinder binder, DynamicMetaObject[] args)
        {
            DynamicMetaObject usual = binder.FallbackInvokeMember(this, args);
            MethodInfo[] overloads = Overloads(binder.Name);
            if (overloads.Length == 0)
            {
                return usual;
            }
            Expression name = Expression.Constant(binder.Name), given = Items(args);
            int wrong = Enumerable.Range(0, args.Length).FirstOrDefault(
                place => args[place].LimitType == typeof(string) && IsBoolOnly(overloads, place, args.Length), -1);
            if (wrong >= 0)
            {
                BindingRestrictions ofText = BindingRestrictions.GetExpressionRestriction(
                    Expression.TypeIs(args[wrong].Expression, typeof(string)));
                return new(
                    Guarded(Expression.Call(RefuseCall, name, Boxed(args[wrong]), Expression.Constant(wrong))),
                    ForArrays(usual).Merge(ofText));
            }
            ParameterExpression exception = Expression.Parameter(typeof(Exception));
            Expression call = Expression.TryCatch(
                Boxed(usual), Expression.Catch(exception, Expression.Call(Array, FailCall, exception, name, given)));
            return new(call, ForArrays(usual));
        }

        /// <summary>Whether all overloads that take so many arguments take a bool in a place, or something that no text can be.</summary>
        private static bool IsBoolOnly(MethodInfo[] overloads, int place, int count)
        {
            Type[] types = [.. overloads.Select(method => method.GetParameters()).Where(all => all.Length >= count)
                .Select(all => all[place].ParameterType)];
            return types.Contains(typeof(bool)) && types.All(type => type == typeof(bool) || type == typeof(NDArray));
        }
    }

    private static readonly ConcurrentDictionary<string, MethodInfo[]> OverloadsByName = new(StringComparer.OrdinalIgnoreCase);

    // Types of parameters as PowerShell calls them; what may be null has the same name.
    private static readonly Dictionary<Type, string> TypeWords = new()
    {
        [typeof(bool)] = "bool",
        [typeof(double)] = "double",
        [typeof(int)] = "int",
        [typeof(long)] = "long",
        [typeof(object)] = "object",
        [typeof(string)] = "string",
    };

    private static MethodInfo[] Overloads(string name) => OverloadsByName.GetOrAdd(name, static name =>
        [.. typeof(MemMapArray).GetMember(name, MemberTypes.Method, BindingFlags.Public | BindingFlags.Instance | BindingFlags.IgnoreCase)
            .Cast<MethodInfo>().OrderBy(method => method.GetParameters().Length)]);

    /// <summary>What a shell's exception of a call says to whoever has typed it; other exceptions go on.</summary>
    private object? DynamicCallFailure(Exception exception, string name, object?[] arguments)
    {
        MethodInfo[] overloads = Overloads(name);
        object?[] plain = [.. arguments.Select(HostObjects.Unwrap)];
        if (!HostObjects.IsUnfitCall(exception) || plain.Where((one, place) => one is IDictionary || IsOfEnum(one, place)).Any())
        {
            // The host says which options there are, or which members the enum has.
            DynamicFailure(exception);
        }
        string? field = plain.OfType<string>().Select(FieldOfHost).FirstOrDefault(static found => found is not null)?.Name;
        string[] forms = [.. overloads.Select(Form).Distinct()];
        DynamicFailure(Error.UnfitCall(overloads[0].Name, plain, forms, TakesList(overloads, plain), field, exception));
        return null;

        bool IsOfEnum(object? given, int place) => given is string
            && overloads.Any(one => one.GetParameters() is var all && place < all.Length && all[place].ParameterType.IsEnum);
    }

    /// <summary>Whether what was given one by one may be meant as the list that an overload takes.</summary>
    private static bool TakesList(MethodInfo[] overloads, object?[] given)
    {
        return given.Length > 1 && (given.All(static one => one is string) ? Takes(typeof(string[]), typeof(object))
            : given.All(static one => one is int or long or double) && Takes(typeof(int[]), typeof(double[])));

        bool Takes(params Type[] lists)
            => overloads.Any(one => one.GetParameters() is [var first, ..] && lists.Contains(first.ParameterType));
    }

    // A text is true for a shell, even 'False'.
    private static object? DynamicTextForBool(string method, object text, int place)
    {
        MethodInfo[] overloads = Overloads(method);
        ParameterInfo parameter = overloads.Select(one => one.GetParameters())
            .First(all => all.Length > place && all[place].ParameterType == typeof(bool))[place];
        PropertyInfo[] options = [.. overloads.Select(one => one.GetParameters().LastOrDefault()?.ParameterType)
            .Where(type => type is not null && (type == typeof(QuantileOptions) || type == typeof(ReduceOptions))).Distinct()
            .SelectMany(type => type!.GetProperties())];
        throw Error.TextForBool((string)text, parameter.Name!, overloads[0].Name, options);
    }

    private static string Word(Type type)
        => type.IsArray ? $"{Word(type.GetElementType()!)}[]"
            : Nullable.GetUnderlyingType(type) is { } plain ? Word(plain) : TypeWords.GetValueOrDefault(type, type.Name);

    /// <summary>How a method is called: <c>Sort(int axis, string[] order)</c>, with what may be left out in brackets.</summary>
    private static string Form(MethodInfo method)
    {
        ParameterInfo[] all = method.GetParameters();
        string[] texts = System.Array.ConvertAll(
            all, static one => $"{Word(one.ParameterType)} {one.Name}");
        int needed = all.Count(static one => !one.IsOptional);
        string optional = string.Join(", ", texts[needed..]);
        return $"{method.Name}({string.Join(", ", texts[..needed])}"
            + (optional.Length == 0 ? ")" : $"{(needed > 0 ? " " : "")}[{(needed > 0 ? ", " : "")}{optional}])");
    }
}
