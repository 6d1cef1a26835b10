using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace MemMap.Parameters;

/// <summary>
/// Finds the input array of a command that is being typed, for completion. It runs no code with side effects: it evaluates only variables
/// and views of them, and derives the array of New-MemMap from its parameters.
/// </summary>
internal sealed class TypedCommand(CommandAst command, IDictionary parameters)
{
    private static readonly string[] Arrays = ["InputObject", "DifferenceObject", "ReferenceObject"],
        FileParameters = ["LiteralPath", "Path", "Index"];

    /// <summary>What was typed of the argument, without quotes.</summary>
    internal string Word { get; init; } = "";

    /// <summary>PowerShell's location in the file system; null where there is none.</summary>
    internal static string? Location => Run("$ExecutionContext.SessionState.Path.CurrentFileSystemLocation.ProviderPath") as string;

    /// <summary>The dtype of the field of -Field, or that of the array if none or several are given.</summary>
    internal DType? FieldDType
    {
        get
        {
            object? given = Plain(parameters["Field"]);
            return (given is IList { Count: 1 } list ? Plain(list[0]) : given) is string name ? DType?.FindField(name)?.DType : DType;
        }
    }

    /// <summary>The array of -InputObject (for Compare-MemMap: either array) or of the pipeline, if it is available.</summary>
    internal NDArray? Array
        => Arrays.Select(name => Plain(parameters[name]) as NDArray).FirstOrDefault(array => array is not null) ?? ArrayOf(Before(command));

    /// <summary>Whether the input is given by name, or comes through the pipeline.</summary>
    internal bool HasInput => Before(command) is not null || Arrays.Any(parameters.Contains);

    /// <summary>The dtype of that array. It may be known even if the array is not available.</summary>
    internal DType? DType => Array?.DType ?? DTypeOf(Before(command)) ?? Given ?? (HasInput ? null : Stored(File, Format));

    // A cmdlet that works on files has their dtype itself.
    private DType? Given => Plain(parameters["DType"]) is var given && given is DType dtype ? dtype : Parse(given as string);

    /// <summary>The file of -Path or -LiteralPath, whether it exists or not.</summary>
    internal string? File
    {
        get
        {
            // By position, a file stands before an index.
            string?[] files = [.. FileParameters.Where(parameters.Contains).Select(name => FileOf(Plain(parameters[name])))];
            return files.FirstOrDefault(System.IO.Path.Exists) ?? files.FirstOrDefault();
        }
    }

    /// <summary>The offset of -Offset; null if it is not given, or not known yet.</summary>
    internal long? Offset => LanguagePrimitives.TryConvertTo(Plain(parameters["Offset"]), out long offset) && parameters.Contains("Offset")
        ? offset : null;

    /// <summary>The format of -Format; Auto if it is not given.</summary>
    internal FileFormat Format
        => Enum.TryParse(Plain(parameters["Format"])?.ToString(), ignoreCase: true, out FileFormat format) ? format : FileFormat.Auto;

    /// <summary>Returns the preceding command in the pipeline.</summary>
    private static CommandBaseAst? Before(CommandAst command)
        => command.Parent is PipelineAst pipeline && pipeline.PipelineElements.IndexOf(command) is > 0 and var position
            ? pipeline.PipelineElements[position - 1]
            : null;

    private static NDArray? ArrayOf(CommandBaseAst? source) => source switch
    {
        CommandExpressionAst { Expression: { } expression } when IsHarmless(expression) => Evaluate(expression.Extent.Text) as NDArray,
        _ => null,
    };

    private static DType? DTypeOf(CommandBaseAst? source)
    {
        if (source is not CommandAst command)
        {
            return ArrayOf(source)?.DType;
        }
        StaticBindingResult binding = StaticParameterBinder.BindCommand(command);
        switch (command.GetCommandName()?.ToUpperInvariant())
        {
            case "NEW-MEMMAP":
                return binding.BoundParameters.TryGetValue("DType", out ParameterBindingResult? given)
                    ? Parse(given.ConstantValue as string)
                    : binding.BoundParameters.TryGetValue("Path", out ParameterBindingResult? path)
                    ? Stored(FileOf(path.ConstantValue), FileFormat.Auto) : null;
            case "GET-MEMMAPSLICE" when !binding.BoundParameters.ContainsKey("Field"):
            case "SET-MEMMAPVALUE":
            case "INVOKE-MEMMAPFLUSH":
            case "RESIZE-MEMMAP":
            case "SPLIT-MEMMAP":
                return DTypeOf(Before(command));
            default:
                return null;
        }
    }

    // The dtype of the only array of a file, which its header tells.
    private static DType? Stored(string? file, FileFormat format)
        => file is not null && MemberCompleter.Members(file, format) is [var only] ? only.DType : null;

    // A variable, or a view of it with a literal index.
    private static bool IsHarmless(Ast expression) => expression switch
    {
        VariableExpressionAst or ConstantExpressionAst => true,
        IndexExpressionAst index => IsHarmless(index.Target) && IsHarmless(index.Index),
        ArrayLiteralAst list => list.Elements.All(IsHarmless),
        ParenExpressionAst { Pipeline: PipelineAst { PipelineElements: [CommandExpressionAst inner] } } => IsHarmless(inner.Expression),
        _ => false,
    };

    private static DType? Parse(string? text)
    {
        try
        {
            return text is null ? null : DType.Parse(text);
        }
        catch (Exception exception) when (exception is FormatException or ArgumentException)
        {
            return null;
        }
    }

    private static string? FileOf(object? path)
        => (path is IList { Count: 1 } list ? Plain(list[0]) : path) is string text ? FullPath(text) : null;

    private static string? FullPath(string path) => Run(
        "param($path) $ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath($path)", path) as string;

    // The comma keeps an array one object that PowerShell would unroll.
    private static object? Evaluate(string expression) => Run($", ({expression})");

    private static object? Run(string script, params object[] arguments)
    {
        try
        {
            using PowerShell shell = PowerShell.Create(RunspaceMode.CurrentRunspace);
            shell.AddScript(script, useLocalScope: true);
            foreach (object argument in arguments)
            {
                shell.AddArgument(argument);
            }
            return Plain(shell.Invoke().FirstOrDefault());
        }
        catch (Exception exception) when (exception is RuntimeException or InvalidOperationException)
        {
            // A variable that isn't set, or an index out of bounds: there is no array. Outside of a session there is none either.
            return null;
        }
    }

    private static object? Plain(object? value) => value is PSObject wrapped ? wrapped.BaseObject : value;
}
