using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace MemMap.Help;

/// <summary>The doc comments of an assembly, from the file that the compiler writes beside it.</summary>
internal sealed partial class DocComments(string file)
{
    private readonly Dictionary<string, XElement> _members = XDocument.Load(file, LoadOptions.PreserveWhitespace).Descendants("member")
        .ToDictionary(member => member.Attribute("name")!.Value);

    /// <summary>The comment of a class.</summary>
    internal XElement Of(Type type) => Find($"T:{type.FullName}");

    /// <summary>The comment of a property, which may be inherited.</summary>
    internal XElement Of(PropertyInfo property)
    {
        XElement own = Find($"P:{property.DeclaringType!.FullName}.{property.Name}");
        return own.Element("inheritdoc") is null ? own
            : Find($"P:{property.GetMethod!.GetBaseDefinition().DeclaringType!.FullName}.{property.Name}");
    }

    private XElement Find(string name) => _members.GetValueOrDefault(name) ?? new XElement("member");

    /// <summary>The paragraphs of a comment: its <c>para</c> elements, and the text between them.</summary>
    /// <param name="element">The element, or null for none.</param>
    /// <param name="text">How text is written.</param>
    /// <param name="code">How code is written.</param>
    internal static IReadOnlyList<string> Paragraphs(XElement? element, Func<string, string> text, Func<string, string> code)
    {
        List<string> paragraphs = [];
        StringBuilder current = new();

        void End()
        {
            if (Spaces().Replace(current.ToString(), " ").Trim() is { Length: > 0 } paragraph)
            {
                paragraphs.Add(paragraph);
            }
            current.Clear();
        }

        void Add(IEnumerable<XNode> nodes)
        {
            foreach (XNode node in nodes)
            {
                switch (node)
                {
                    case XText run:
                        current.Append(text(run.Value));
                        break;
                    case XElement { Name.LocalName: "para" } paragraph:
                        End();
                        Add(paragraph.Nodes());
                        End();
                        break;
                    case XElement { Name.LocalName: "c" } inline:
                        current.Append(code(inline.Value));
                        break;
                    case XElement { Name.LocalName: "paramref" } parameter:
                        current.Append(code('-' + parameter.Attribute("name")!.Value));
                        break;
                    case XElement { Name.LocalName: "see" } see:
                        current.Append(code(see.Attribute("langword")?.Value ?? SimpleName(see.Attribute("cref")!.Value)));
                        break;
                    case XElement other:
                        throw new InvalidDataException($"<{other.Name}> has no meaning in help.");
                }
            }
        }

        Add(element?.Nodes() ?? []);
        End();
        return paragraphs;
    }

    /// <summary>Code as it stands, without the indentation that it has in the comment.</summary>
    internal static string Code(XElement? element)
    {
        string[] lines = (element?.Value ?? "").ReplaceLineEndings("\n").Trim('\n').TrimEnd().Split('\n');
        int indent = lines.Where(line => line.Trim().Length > 0).Select(line => line.Length - line.TrimStart().Length).DefaultIfEmpty(0)
            .Min();
        return string.Join('\n', lines.Select(line => line.Length < indent ? "" : line[indent..].TrimEnd()));
    }

    /// <summary>What a reference is called: a cmdlet by the name that users type, anything else by its own.</summary>
    internal static string SimpleName(string reference)
    {
        string name = reference[2..];
        return typeof(Commands.MemMapCmdlet).Assembly.GetType(name) is { } type && CmdletHelp.NameOf(type) is { } cmdlet
            ? cmdlet
            : name[(name.Split('(')[0].LastIndexOf('.') + 1)..];
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
