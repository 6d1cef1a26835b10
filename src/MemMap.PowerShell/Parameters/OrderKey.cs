using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using MemMap.Output;
using MemMap.Questions;

namespace MemMap.Parameters;

/// <summary>A field that orders records, and in which direction.</summary>
public sealed class OrderKey
{
    internal OrderKey(string name, bool? isDescending) => (Name, IsDescending) = (name, isDescending);

    /// <summary>The name of the field, or the path of one in a nested record.</summary>
    internal string Name { get; }

    /// <summary>Whether the largest values come first; null for the direction that the other fields have.</summary>
    internal bool? IsDescending { get; }

    /// <inheritdoc/>
    public override string ToString() => Name;
}

/// <summary>
/// Accepts names of fields, script blocks that are a field, and, as Sort-Object does, hashtables of an Expression with Descending or
/// Ascending.
/// </summary>
public sealed class OrderKeyArgumentAttribute : ArgumentConversionAttribute
{
    private static readonly string[] Down = ["Descending", "D"], Up = ["Ascending", "A"];

    private protected override object? Convert(object? value) => value switch
    {
        null or OrderKey[] => value,
        IEnumerable list and not (string or IDictionary) => list.Cast<object?>().Select(Key).ToArray(),
        _ => new[] { Key(value) },
    };

    private static OrderKey Key(object? item) => PipelineElements.Bare(item) switch
    {
        OrderKey key => key,
        string { Length: > 0 } field => new(field, null),
        ScriptBlock script => new(FieldOf(script), null),
        IDictionary table => new(
            GroupKeyArgumentAttribute.Entry(table, GroupKeyArgumentAttribute.Expressions) switch
            {
                ScriptBlock script => FieldOf(script),
                string { Length: > 0 } field => field,
                _ => throw Errors.NotAnOrderKey(item),
            },
            GroupKeyArgumentAttribute.Entry(table, Down) is { } down ? LanguagePrimitives.IsTrue(down)
                : GroupKeyArgumentAttribute.Entry(table, Up) is { } up ? !LanguagePrimitives.IsTrue(up) : null),
        _ => throw Errors.NotAnOrderKey(item),
    };

    // { $_.position.x } is the field position.x.
    private static string FieldOf(ScriptBlock script)
    {
        ExpressionAst? expression = ((ScriptBlockAst)script.Ast).EndBlock?.Statements is
            [PipelineAst { PipelineElements: [CommandExpressionAst { Redirections.Count: 0 } only] }] ? only.Expression : null;
        List<string> path = [];
        while (expression is MemberExpressionAst { Static: false, Member: StringConstantExpressionAst name } member
            and not InvokeMemberExpressionAst)
        {
            path.Insert(0, name.Value);
            expression = member.Expression;
        }
        return path.Count > 0 && expression is VariableExpressionAst variable && Constants.IsRecord(variable) ? string.Join('.', path)
            : throw Errors.OrderByScript(Constants.Line(script.Ast));
    }
}
