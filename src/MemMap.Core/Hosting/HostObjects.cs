namespace MemMap;

/// <summary>
/// How objects pass between arrays and the shell that hosts them. Core knows no shell: a host that wraps objects of its own around
/// values sets these functions when it loads.
/// </summary>
public static class HostObjects
{
    /// <summary>
    /// Takes a host's wrapper off a value: numbers, strings and lists come out as they are, property bags as dictionaries.
    /// </summary>
    public static Func<object?, object?> Unwrap { get; set; } = static value => value;

    /// <summary>Turns a record, the names and values of its fields in order, into the object that users of the host expect.</summary>
    public static Func<IReadOnlyDictionary<string, object?>, object> WrapRecord { get; set; } = static record => record;

    /// <summary>
    /// Takes a warning, such as numpy's <c>Mean of empty slice</c>: the operation goes on. It comes on the caller's thread; unset,
    /// nobody hears it.
    /// </summary>
    public static Action<string> Warn { get; set; } = static _ => { };
}
