using System.Management.Automation;
using System.Reflection;
using System.Xml.Linq;

namespace MemMap.Help;

/// <summary>What there is to say about a cmdlet: its doc comment says what it does, and its class how it is called.</summary>
internal sealed class CmdletHelp
{
    private readonly CmdletInfo _info;

    internal CmdletHelp(Type type, DocComments comments)
    {
        Name = NameOf(type)!;
        Comment = comments.Of(type);
        _info = new CmdletInfo(Name, type);
        object instance = Activator.CreateInstance(type)!;
        Parameters = [.. ParameterSets
            .SelectMany(set => set.Parameters.Select(parameter => parameter.Name))
            .Distinct()
            .Where(name => !Cmdlet.CommonParameters.Contains(name) && !IsHidden(_info.Parameters[name]))
            .Select(name => new ParameterHelp(_info.Parameters[name], _info, instance, comments))
            .OrderBy(parameter => parameter.Order)];
    }

    // What takes arguments only to refuse them.
    private static bool IsHidden(ParameterMetadata parameter)
        => parameter.Attributes.OfType<ParameterAttribute>().Any(static use => use.DontShow);

    internal string Name { get; }

    internal XElement Comment { get; }

    internal XElement? Synopsis => Comment.Element("summary");

    internal XElement? Description => Comment.Element("remarks");

    internal XElement? Notes => Comment.Element("notes");

    internal IEnumerable<XElement> Examples => Comment.Elements("example");

    internal IReadOnlyList<ParameterHelp> Parameters { get; }

    /// <summary>The parameter sets, the default one first.</summary>
    internal IEnumerable<CommandParameterSetInfo> ParameterSets => _info.ParameterSets.OrderByDescending(set => set.IsDefault);

    /// <summary>What may come from the pipeline.</summary>
    internal IEnumerable<ParameterHelp> Inputs => Parameters.Where(parameter => parameter.FromPipeline);

    /// <summary>The types that are declared as output, each with what the comment says about it.</summary>
    internal IEnumerable<(string Type, XElement? Text)> Outputs => _info.OutputType.Select(output => (
        ParameterHelp.ShortName(output.Type),
        Comment.Elements("output").FirstOrDefault(element => element.Attribute("cref")!.Value == $"T:{output.Type.FullName}")));

    /// <summary>The cmdlets that the comment points to.</summary>
    internal IEnumerable<string> Links => Comment.Elements("seealso").Select(link => DocComments.SimpleName(link.Attribute("cref")!.Value));

    /// <summary>The name of a cmdlet's class, or null for any other class.</summary>
    internal static string? NameOf(Type type)
        => type.GetCustomAttribute<CmdletAttribute>() is { } cmdlet ? $"{cmdlet.VerbName}-{cmdlet.NounName}" : null;

    /// <summary>How a parameter set is typed, as Get-Command -Syntax shows it; without what takes arguments only to refuse them.</summary>
    internal string Syntax(CommandParameterSetInfo set)
        => _info.Parameters.Values.Where(IsHidden).Aggregate(
            $"{Name} {set}",
            static (syntax, hidden) => syntax.Replace($" [-{hidden.Name} <Object[]>]", "", StringComparison.Ordinal)).Trim();

    /// <summary>The parameters of a set, in the order of its syntax.</summary>
    internal IEnumerable<(ParameterHelp Help, CommandParameterInfo Info)> ParametersOf(CommandParameterSetInfo set)
        => from parameter in Parameters
           from info in set.Parameters
           where info.Name == parameter.Name
           orderby info.Position < 0, info.Position, !info.IsMandatory
           select (parameter, info);
}
