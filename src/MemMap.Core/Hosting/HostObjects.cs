namespace MemMap;

/// <summary>
/// How objects pass between arrays and the host. Core does not depend on a shell: a host that wraps values in its own objects sets these
/// functions when it loads.
/// </summary>
public static class HostObjects
{
    /// <summary>The deepest nesting of lists and dictionaries. One that contains itself has no end.</summary>
    internal const int MaxDepth = 64;

    /// <summary>The largest number of nested values. Lists that contain the same list twice, level by level, grow exponentially.</summary>
    internal const int MaxValues = 1 << 20;

    /// <summary>
    /// Removes a host's wrapper from a value: numbers, strings and lists are returned as they are, property bags as dictionaries. Endless
    /// values are refused.
    /// </summary>
    public static Func<object?, object?> Unwrap { get; set; } = static value => value;

    /// <summary>Converts a record, the names and values of its fields in order, to the object that users of the host expect.</summary>
    public static Func<IReadOnlyDictionary<string, object?>, object> WrapRecord { get; set; } = static record => record;

    /// <summary>Converts a list to a list of another type of .NET, as the host's casts do.</summary>
    public static Func<object, Type, object> Convert { get; set; } = static (list, type) => Cast((Array)list, type.GetElementType()!);

    private static Array Cast(Array list, Type type)
    {
        var result = Array.CreateInstance(type, list.Length);
        for (int i = 0; i < list.Length; i++)
        {
            result.SetValue(System.Convert.ChangeType(list.GetValue(i), type, System.Globalization.CultureInfo.InvariantCulture), i);
        }
        return result;
    }

    /// <summary>
    /// Converts an exception of an index, an operator or a cast to one of the host's, which says what kind of error it is;
    /// <see langword="null"/> leaves it as it is. A host calls these without a command that could do so.
    /// </summary>
    public static Func<Exception, Exception?> Failure { get; set; } = static _ => null;

    /// <summary>
    /// Whether an exception is the host's own of a method call whose arguments fit no overload, rather than one of the method.
    /// </summary>
    public static Func<Exception, bool> IsUnfitCall { get; set; } = static _ => false;

    /// <summary>
    /// Whether an exception is the host's own of a member, by its name, that an object doesn't have, as it is read or assigned to.
    /// </summary>
    public static Func<Exception, object, string, bool> IsNoMember { get; set; } = static (_, _, _) => false;

    /// <summary>
    /// Receives a warning, such as numpy's <c>Mean of empty slice</c>; the operation continues. It is called on the caller's thread. By
    /// default warnings are dropped.
    /// </summary>
    public static Action<string> Warn { get; set; } = static _ => { };
}
