using System.Xml.Linq;

namespace MemMap.Help;

/// <summary>Writes help in the form that Get-Help reads.</summary>
internal static class Maml
{
    private static readonly XNamespace Items = "http://msh";
    private static readonly XNamespace Text = "http://schemas.microsoft.com/maml/2004/10";
    private static readonly XNamespace Command = "http://schemas.microsoft.com/maml/dev/command/2004/10";
    private static readonly XNamespace Dev = "http://schemas.microsoft.com/maml/dev/2004/10";

    internal static string Write(IEnumerable<CmdletHelp> cmdlets, string online)
        => new XDeclaration("1.0", "utf-8", null) + "\n" + new XElement(
            Items + "helpItems",
            new XAttribute("schema", "maml"),
            new XAttribute(XNamespace.Xmlns + "maml", Text),
            new XAttribute(XNamespace.Xmlns + "command", Command),
            new XAttribute(XNamespace.Xmlns + "dev", Dev),
            cmdlets.Select(cmdlet => Cmdlet(cmdlet, online))) + "\n";

    private static XElement Cmdlet(CmdletHelp cmdlet, string online) => new(
        Command + "command",
        new XElement(
            Command + "details",
            new XElement(Command + "name", cmdlet.Name),
            new XElement(Command + "verb", cmdlet.Name.Split('-')[0]),
            new XElement(Command + "noun", cmdlet.Name.Split('-')[1]),
            Described(cmdlet.Synopsis)),
        Described(cmdlet.Description ?? cmdlet.Synopsis),
        new XElement(Command + "syntax", cmdlet.ParameterSets.Select(set => new XElement(
            Command + "syntaxItem",
            new XElement(Text + "name", cmdlet.Name),
            cmdlet.ParametersOf(set)
                .Select(parameter => Parameter(parameter.Help, parameter.Info.IsMandatory, parameter.Info.Position, inSyntax: true))))),
        new XElement(Command + "parameters", cmdlet.Parameters.Select(parameter
            => Parameter(parameter, parameter.IsMandatory, parameter.Position ?? -1, inSyntax: false))),
        new XElement(Command + "inputTypes", cmdlet.Inputs.Select(input
            => Typed(Command + "inputType", input.TypeName, input.Summary))),
        new XElement(Command + "returnValues", cmdlet.Outputs.Select(output
            => Typed(Command + "returnValue", output.Type, output.Text))),
        new XElement(Text + "alertSet", cmdlet.Notes is null ? null : new XElement(Text + "alert", Paragraphs(cmdlet.Notes))),
        new XElement(Command + "examples", cmdlet.Examples.Select(Example)),
        new XElement(
            Command + "relatedLinks",
            Link("Online version", $"{online}/{cmdlet.Name}.md"),
            cmdlet.Links.Select(link => Link(link, ""))));

    private static XElement Parameter(ParameterHelp parameter, bool isMandatory, int position, bool inSyntax)
    {
        IReadOnlyList<string> accepted = parameter.AcceptedValues;
        return new XElement(
            Command + "parameter",
            new XAttribute("required", Flag(isMandatory)),
            new XAttribute("variableLength", "true"),
            new XAttribute("globbing", Flag(parameter.TakesWildcards)),
            new XAttribute("pipelineInput", parameter.PipelineInput),
            new XAttribute("position", position < 0 ? "named" : position),
            new XAttribute("aliases", parameter.Aliases.Count == 0 ? "none" : string.Join(", ", parameter.Aliases)),
            new XElement(Text + "name", parameter.Name),
            new XElement(
                Text + "description",
                Paragraphs(parameter.Summary),
                accepted.Count == 0 ? null : new XElement(Text + "para", $"Accepted values: {string.Join(", ", accepted)}.")),
            inSyntax && accepted.Count > 0 ? new XElement(Command + "parameterValueGroup", accepted.Select(Value)) : null,
            parameter.IsSwitch ? null : Value(parameter.TypeName),
            new XElement(Dev + "type", new XElement(Text + "name", parameter.TypeName), new XElement(Text + "uri")),
            new XElement(Dev + "defaultValue", parameter.Default is { Length: > 0 } value ? value : parameter.IsSwitch ? "False" : "None"));

        static XElement Value(string text) => new(
            Command + "parameterValue", new XAttribute("required", "true"), new XAttribute("variableLength", "false"), text);
    }

    private static XElement Example(XElement example, int index) => new(
        Command + "example",
        new XElement(Text + "title", $"--- Example {index + 1}: {string.Concat(Texts(example.Element("summary")))} ---"),
        new XElement(Dev + "code", DocComments.Code(example.Element("code"))),
        // The empty one keeps the next example's title at a distance.
        new XElement(Dev + "remarks", example.Elements("para").SelectMany(Paragraphs), new XElement(Text + "para")));

    private static XElement Typed(XName name, string type, XElement? description) => new(
        name, new XElement(Dev + "type", new XElement(Text + "name", type)), Described(description));

    private static XElement Link(string text, string uri) => new(
        Text + "navigationLink", new XElement(Text + "linkText", text), new XElement(Text + "uri", uri));

    private static XElement Described(XElement? comment) => new(Text + "description", Paragraphs(comment));

    private static IEnumerable<XElement> Paragraphs(XElement? comment) => Texts(comment).Select(text => new XElement(Text + "para", text));

    private static IReadOnlyList<string> Texts(XElement? comment) => DocComments.Paragraphs(comment, text => text, code => code);

    private static string Flag(bool value) => value ? "true" : "false";
}
