using System.Collections;
using System.Management.Automation;
using MemMap.Output;

namespace MemMap.Parameters;

/// <summary>What groups are made by: a field, or what a script block gives for each record.</summary>
public sealed class GroupKey
{
    internal GroupKey(string field) => Name = field;

    internal GroupKey(ScriptBlock script, string? name) => (Script, Name) = (script, name ?? script.ToString().Trim());

    /// <summary>The name of the field, or that of what the script block gives: its text, if no other one is given.</summary>
    internal string Name { get; }

    /// <summary>The script block, in which $_ is the record; null for a field.</summary>
    internal ScriptBlock? Script { get; }

    /// <inheritdoc/>
    public override string ToString() => Name;
}

/// <summary>
/// Accepts names of fields, script blocks, and, as Group-Object does, hashtables of an Expression and its Name.
/// </summary>
public sealed class GroupKeyArgumentAttribute : ArgumentConversionAttribute
{
    /// <summary>The names that the expression has in such a table.</summary>
    internal static readonly string[] Expressions = ["Expression", "E"];

    private static readonly string[] Names = ["Name", "N", "Label", "L"];

    private protected override object? Convert(object? value) => value switch
    {
        null or GroupKey[] => value,
        IEnumerable list and not (string or IDictionary) => list.Cast<object?>().Select(Key).ToArray(),
        _ => new[] { Key(value) },
    };

    private static GroupKey Key(object? item) => PipelineElements.Bare(item) switch
    {
        GroupKey key => key,
        string { Length: > 0 } field => new(field),
        ScriptBlock script => new(Computed(script), null),
        IDictionary table => Entry(table, Expressions) switch
        {
            ScriptBlock script => new(Computed(script), Entry(table, Names)?.ToString()),
            string { Length: > 0 } field => new(field),
            _ => throw Errors.NotAGroupKey(item),
        },
        _ => throw Errors.NotAGroupKey(item),
    };

    // An empty one gives the same for all records, and has no text to name the groups by.
    private static ScriptBlock Computed(ScriptBlock script)
        => string.IsNullOrWhiteSpace(script.ToString()) ? throw Errors.NotAGroupKey("{ }") : script;

    /// <summary>What a table such as those of Group-Object and Sort-Object has under one of some names; null for nothing.</summary>
    internal static object? Entry(IDictionary table, string[] names)
        => table.Keys.Cast<object>().Where(key => names.Contains(key.ToString(), StringComparer.OrdinalIgnoreCase))
            .Select(key => PipelineElements.Bare(table[key])).FirstOrDefault();
}
