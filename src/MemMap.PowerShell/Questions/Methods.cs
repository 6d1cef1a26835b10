using System.Globalization;
using System.Management.Automation;
using System.Reflection;

namespace MemMap.Questions;

/// <summary>
/// Methods of single values that change nothing, such as text, dates and numbers, with arguments that are the same for all records. A block
/// with a value for which the method fails is tested by the script block, which has PowerShell's error.
/// </summary>
internal static class Methods
{
    private static readonly Type[] Immutable =
    [
        typeof(string), typeof(DateTime), typeof(TimeSpan), typeof(Guid), typeof(bool), typeof(sbyte), typeof(byte), typeof(short),
        typeof(ushort), typeof(int), typeof(uint), typeof(long), typeof(ulong), typeof(float), typeof(double),
    ];

    /// <summary>
    /// The result of a method; null if there is none that PowerShell would certainly take, or its result is no single value.
    /// </summary>
    internal static Element? Of(Element element, Type type, string name, object?[] arguments, ConditionCompiler compiler)
    {
        if (!Immutable.Contains(type) || Chosen(type, name, arguments) is not var (method, given))
        {
            return null;
        }
        compiler.Guard(records => element.View(records).Test(value => TryCall(value, out _)).LogicalNot().CountNonZero() is 0L);
        return ValueMap.Of(element, value => TryCall(value, out object? result) ? result : null) with { MapType = method.ReturnType };

        bool TryCall(object? value, out object? result)
        {
            try
            {
                object? own = element.Map is { } before ? before(value) : value;
                result = own is null ? null : method.Invoke(own, given);
                return own is not null;
            }
            catch (Exception exception) when (exception is TargetInvocationException or TargetException or ArgumentException)
            {
                result = null;
                return false;
            }
        }
    }

    // Of several overloads, the one that has the types of the most arguments, as PowerShell takes it. Others may be as near in its eyes.
    private static (MethodInfo Method, object?[] Arguments)? Chosen(Type type, string name, object?[] arguments)
    {
        List<(MethodInfo Method, object?[] Arguments, int Same)> found = [];
        foreach (MethodInfo method in type.GetMember(
            name, MemberTypes.Method, BindingFlags.Public | BindingFlags.Instance | BindingFlags.IgnoreCase).Cast<MethodInfo>())
        {
            ParameterInfo[] parameters = method.GetParameters();
            if (parameters.Length == arguments.Length && !method.IsGenericMethod
                && (method.ReturnType.IsPrimitive || method.ReturnType.IsEnum || Immutable.Contains(method.ReturnType))
                && TryConvert(parameters, arguments, out object?[] converted))
            {
                found.Add((method, converted, parameters.Zip(arguments).Count(
                    static pair => pair.First.ParameterType == pair.Second!.GetType())));
            }
        }
        int most = found.Count == 0 ? 0 : found.Max(static one => one.Same);
        return found.Where(one => one.Same == most).ToArray() is [var only] ? (only.Method, only.Arguments) : null;
    }

    private static bool TryConvert(ParameterInfo[] parameters, object?[] arguments, out object?[] converted)
    {
        converted = new object?[arguments.Length];
        for (int i = 0; i < arguments.Length; i++)
        {
            Type type = parameters[i].ParameterType;
            if (arguments[i] is not { } given || type.IsByRef || type.IsByRefLike || type.IsPointer || type == typeof(object)
                || !LanguagePrimitives.TryConvertTo(given, type, CultureInfo.InvariantCulture, out converted[i]))
            {
                return false;
            }
        }
        return true;
    }
}
