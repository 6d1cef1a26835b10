using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Language;
using System.Reflection;
using System.Xml.Linq;

namespace MemMap.Help;

/// <summary>What there is to say about a parameter.</summary>
internal sealed class ParameterHelp
{
    // More names than these are for the Tab key, not for reading.
    private const int MostAcceptedValues = 20;

    private readonly ParameterMetadata _metadata;
    private readonly CommandParameterInfo[] _uses;

    internal ParameterHelp(ParameterMetadata metadata, CmdletInfo cmdlet, object instance, DocComments comments)
    {
        _metadata = metadata;
        _uses = [.. cmdlet.ParameterSets.SelectMany(set => set.Parameters).Where(parameter => parameter.Name == metadata.Name)];
        // -WhatIf and -Confirm are the engine's.
        PropertyInfo? property = cmdlet.ImplementingType.GetProperty(metadata.Name);
        XElement comment = property is null ? Common(metadata.Name) : comments.Of(property);
        Summary = comment.Element("summary");
        Default = comment.Element("value") is { } value ? string.Concat(DocComments.Paragraphs(value, text => text, text => text))
            : DefaultText(property?.GetValue(instance), property?.PropertyType);
        // By position, then in the order of the source.
        Order = (property is null ? 2000 : Position ?? 1000, property?.MetadataToken ?? 0, Name);
    }

    internal string Name => _metadata.Name;

    internal (int, int, string) Order { get; }

    internal XElement? Summary { get; }

    /// <summary>What holds where it isn't given; empty where nothing does.</summary>
    internal string Default { get; }

    internal string TypeName => ShortName(_metadata.ParameterType);

    internal bool IsSwitch => _metadata.SwitchParameter;

    /// <summary>Whether every set that has the parameter needs it.</summary>
    internal bool IsMandatory => _uses.All(use => use.IsMandatory);

    internal int? Position => _uses.Select(use => use.Position).Where(position => position >= 0).Cast<int?>().FirstOrDefault();

    internal IReadOnlyList<string> Aliases => _metadata.Aliases;

    internal bool TakesWildcards => _metadata.Attributes.OfType<SupportsWildcardsAttribute>().Any();

    internal bool FromPipeline => _uses.Any(use => use.ValueFromPipeline || use.ValueFromPipelineByPropertyName);

    /// <summary>As MAML writes it: false, or true (ByValue, ByPropertyName).</summary>
    internal string PipelineInput
    {
        get
        {
            string[] ways =
            [
                .. _uses.Any(use => use.ValueFromPipeline) ? ["ByValue"] : Array.Empty<string>(),
                .. _uses.Any(use => use.ValueFromPipelineByPropertyName) ? ["ByPropertyName"] : Array.Empty<string>(),
            ];
            return ways.Length == 0 ? "false" : $"true ({string.Join(", ", ways)})";
        }
    }

    /// <summary>The values to choose from, where they are few.</summary>
    internal IReadOnlyList<string> AcceptedValues
    {
        get
        {
            Type type = Bare(_metadata.ParameterType);
            string[] values = _metadata.Attributes.OfType<ValidateSetAttribute>().FirstOrDefault() is { } set ? [.. set.ValidValues]
                : type.IsEnum ? Enum.GetNames(type)
                : _metadata.Attributes.OfType<ArgumentCompleterAttribute>().FirstOrDefault()?.Type is { } completer ? Completions(completer)
                : [];
            return values.Length <= MostAcceptedValues ? values : [];
        }
    }

    /// <summary>A type as PowerShell's users write it, without its namespace.</summary>
    internal static string ShortName(Type type)
    {
        Type element = Bare(type);
        string name = LanguagePrimitives.ConvertTypeNameToPSTypeName(element.FullName).Trim('[', ']');
        return name[(name.LastIndexOf('.') + 1)..] + (type.IsArray ? "[]" : "");
    }

    private static Type Bare(Type type)
    {
        Type element = type.IsArray ? type.GetElementType()! : type;
        return Nullable.GetUnderlyingType(element) ?? element;
    }

    // What a list of fixed names offers; what depends on the rest of the line offers nothing without one.
    private IEnumerable<string> Names(IArgumentCompleter completer, string typed = "")
    {
        CommandAst none = (CommandAst)((PipelineAst)Parser.ParseInput("x", out _, out _).EndBlock.Statements[0]).PipelineElements[0];
        return completer.CompleteArgument("", Name, typed, none, new Hashtable()).Select(result => result.ListItemText);
    }

    private string[] Completions(Type type)
    {
        if (type.GetConstructor([])?.Invoke([]) is not IArgumentCompleter completer)
        {
            return [];
        }
        // Those are some suggestions, and not all values, where more is offered once something is typed.
        string[] names = [.. Names(completer)];
        return "abcdefghijklmnopqrstuvwxyz".SelectMany(letter => Names(completer, $"{letter}")).Except(names).Any() ? [] : names;
    }

    private static string DefaultText(object? value, Type? type) => value switch
    {
        null or SwitchParameter => "",
        string text => text,
        IEnumerable list => string.Join(", ", list.Cast<object>()),
        Enum => value.ToString()!,
        _ => type == typeof(object) ? "" : Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private static XElement Common(string name) => new("member", new XElement("summary", name == "WhatIf"
        ? "Shows what would happen, and to how many bytes; nothing is done."
        : "Asks before anything is changed."));
}
