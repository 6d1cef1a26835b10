using System.Text;
using System.Xml.Linq;

namespace MemMap.Help;

/// <summary>Writes the pages of docs/cmdlets.</summary>
internal static class Markdown
{
    internal static string Index(IEnumerable<CmdletHelp> cmdlets)
    {
        StringBuilder page = new();
        page.Append("# The cmdlets\n\nMade from the doc comments in `src/MemMap.PowerShell/Commands` by `build.ps1 Docs`; `Get-Help` "
            + "shows the same.\n\n");
        page.Append("| cmdlet | does |\n| --- | --- |\n");
        foreach (CmdletHelp cmdlet in cmdlets)
        {
            page.Append($"| [{cmdlet.Name}]({cmdlet.Name}.md) | "
                + $"{string.Concat(Texts(cmdlet.Synopsis)).Replace("|", "\\|", StringComparison.Ordinal)} |\n");
        }
        return page.ToString();
    }

    internal static string Page(CmdletHelp cmdlet)
    {
        StringBuilder page = new();
        page.Append($"# {cmdlet.Name}\n\n");
        Add(page, cmdlet.Synopsis);
        page.Append("## Syntax\n\n");
        foreach (var set in cmdlet.ParameterSets)
        {
            Fence(page, cmdlet.Syntax(set));
        }
        Section(page, "Description", cmdlet.Description);

        page.Append("## Examples\n\n");
        foreach (XElement example in cmdlet.Examples)
        {
            page.Append($"### {string.Concat(Texts(example.Element("summary")))}\n\n");
            Fence(page, DocComments.Code(example.Element("code")));
            foreach (XElement paragraph in example.Elements("para"))
            {
                Add(page, paragraph);
            }
        }

        page.Append("## Parameters\n\n");
        foreach (ParameterHelp parameter in cmdlet.Parameters)
        {
            page.Append($"### -{parameter.Name}\n\n");
            Add(page, parameter.Summary);
            page.Append($"{string.Join(" · ", Facts(parameter))}\n\n");
        }

        page.Append("## Inputs\n\n");
        page.Append(cmdlet.Inputs.Any() ? "" : "Nothing comes from the pipeline.\n\n");
        foreach (ParameterHelp input in cmdlet.Inputs)
        {
            page.Append($"- `{input.TypeName}` for `-{input.Name}`\n");
        }
        page.Append(cmdlet.Inputs.Any() ? "\n" : "");

        page.Append("## Outputs\n\n");
        page.Append(cmdlet.Outputs.Any() ? "" : "Nothing.\n\n");
        foreach ((string type, XElement? text) in cmdlet.Outputs)
        {
            page.Append($"- `{type}`: {string.Join(' ', Texts(text))}\n");
        }
        page.Append(cmdlet.Outputs.Any() ? "\n" : "");

        Section(page, "Notes", cmdlet.Notes);
        if (cmdlet.Links.Any())
        {
            page.Append($"## See also\n\n{string.Join(", ", cmdlet.Links.Select(link => $"[{link}]({link}.md)"))}\n");
        }
        return page.ToString().TrimEnd('\n') + "\n";
    }

    private static IEnumerable<string> Facts(ParameterHelp parameter)
    {
        yield return $"`{parameter.TypeName}`";
        if (parameter.IsMandatory)
        {
            yield return "mandatory";
        }
        if (parameter.Position is { } position)
        {
            yield return $"position {position}";
        }
        if (parameter.FromPipeline)
        {
            yield return $"from the pipeline{parameter.PipelineInput["true".Length..]}";
        }
        if (parameter.TakesWildcards)
        {
            yield return "wildcards";
        }
        if (parameter.Default.Length > 0)
        {
            yield return $"default: {Escaped(parameter.Default)}";
        }
        if (parameter.AcceptedValues is { Count: > 0 } accepted)
        {
            yield return $"one of {string.Join(", ", accepted.Select(value => $"`{value}`"))}";
        }
        if (parameter.Aliases is { Count: > 0 } aliases)
        {
            yield return $"aliases: {string.Join(", ", aliases)}";
        }
    }

    private static void Section(StringBuilder page, string title, XElement? comment)
    {
        if (comment is not null)
        {
            page.Append($"## {title}\n\n");
            Add(page, comment);
        }
    }

    private static void Add(StringBuilder page, XElement? comment)
    {
        foreach (string paragraph in Texts(comment))
        {
            page.Append($"{paragraph}\n\n");
        }
    }

    private static void Fence(StringBuilder page, string code) => page.Append($"```\n{code}\n```\n\n");

    private static IReadOnlyList<string> Texts(XElement? comment) => DocComments.Paragraphs(comment, Escaped, code => $"`{code}`");

    private static string Escaped(string text)
        => text.Replace("*", "\\*", StringComparison.Ordinal).Replace("<", "\\<", StringComparison.Ordinal)
            .Replace("`", "\\`", StringComparison.Ordinal);
}
