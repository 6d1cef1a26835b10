namespace MemMap;

/// <summary>
/// How objects pass between arrays and the shell that hosts them. Core knows no shell: a host that wraps objects of its own around
/// values sets these functions when it loads.
/// </summary>
public static class HostObjects
{
    /// <summary>How deep lists and dictionaries may stand within one another. One that holds itself has no end.</summary>
    internal const int MaxDepth = 64;

    /// <summary>How many values may stand within one: a list that has another one twice, and is had twice itself, soon has more.</summary>
    internal const int MaxValues = 1 << 20;

    /// <summary>
    /// Takes a host's wrapper off a value: numbers, strings and lists come out as they are, property bags as dictionaries. What has no end
    /// is refused.
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
