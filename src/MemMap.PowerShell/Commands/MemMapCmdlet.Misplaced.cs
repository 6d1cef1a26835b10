using System.Management.Automation;
using MemMap.DataTypes;
using MemMap.Output;
using MemMap.Parameters;

namespace MemMap.Commands;

// What is written, and fits no parameter.
public abstract partial class MemMapCmdlet
{
    /// <summary>
    /// What fits no parameter: it ends the command with an error that says what to write. The engine would only say that it is too much.
    /// </summary>
    [Parameter(ValueFromRemainingArguments = true, DontShow = true)]
    [AllowNull, AllowEmptyCollection, AllowEmptyString]
    public object?[]? Misplaced { get; set; }

    /// <summary>What to write in place of an argument that fits no parameter; null if nothing is known of it.</summary>
    /// <param name="argument">The argument. One that is the name of a parameter begins with a hyphen.</param>
    private protected virtual string? InsteadOf(object? argument) => null;

    private void RefuseMisplaced()
    {
        if (Misplaced is not { Length: > 0 })
        {
            return;
        }
        // The engine gives several arguments as a list, and a list as its items.
        object? first = PipelineElements.Bare(Misplaced[0]);
        ThrowTerminatingError(Errors.From(
            first is string text && IsName(text) ? Errors.NoParameter(MyInvocation.MyCommand.Name, text, InsteadOf(first) ?? NameNear(text))
            : first is NDArray && TakesArrays ? Errors.ArrayMisplaced(MyInvocation.MyCommand.Name, InsteadOf(first))
            : Errors.Misplaced(MyInvocation.MyCommand.Name, first, Places(), InsteadOf(first) ?? InsteadOfAny(first)),
            first));
    }

    private bool TakesArrays => Known.Any(static parameter
        => parameter.Name == "InputObject" && parameter.ParameterType.IsAssignableFrom(typeof(NDArray)));

    /// <summary>Whether an argument is the name of a parameter, which the cmdlet doesn't have.</summary>
    private protected static bool IsName(object? argument) => argument is string and ['-', var letter, ..] && char.IsLetter(letter);

    private string? InsteadOfAny(object? argument)
        => argument is string file
            && MyInvocation.BoundParameters.TryGetValue("Path", out object? path) && path is string[] and [var known, ..]
            && (PositionalFile.Of(this, file) is not null || PositionalFile.MayName(file))
                ? $"several files are separated by commas: {CommandText.Quoted(known)}, {CommandText.Quoted(file)}" : null;

    private string? NameNear(string text)
    {
        string name = text.TrimStart('-').TrimEnd(':');
        if (OptionalCommonParameters.Contains(name))
        {
            return "it asks for no confirmation";
        }
        foreach (ParameterMetadata parameter in Known)
        {
            if (Values(parameter).FirstOrDefault(value => value.Equals(name, StringComparison.OrdinalIgnoreCase)) is { } meant)
            {
                return $"write -{parameter.Name} {meant}";
            }
        }
        string[] names = [.. Known.Select(static parameter => parameter.Name)];
        return (DTypeNames.Nearest(name, names) ?? names.FirstOrDefault(known => known.Contains(name, StringComparison.OrdinalIgnoreCase)))
            is { } near ? $"did you mean -{near}?" : null;
    }

    // The parameters that can be asked for, those that the engine adds to every cmdlet left out.
    private IEnumerable<ParameterMetadata> Known
        => MyInvocation.MyCommand.Parameters.Values.Where(static parameter
            => !CommonParameters.Contains(parameter.Name) && parameter.Name != nameof(Misplaced));

    // The words that a parameter takes.
    private static IEnumerable<string> Values(ParameterMetadata parameter)
        => (Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType) is { IsEnum: true } type ? Enum.GetNames(type)
            : parameter.Attributes.OfType<ValidateSetAttribute>().SelectMany(static set => set.ValidValues);

    // The parameters that have a position, as they were bound.
    private string Places()
        => string.Join(", ", MyInvocation.MyCommand.ParameterSets
            .First(set => set.Name == ParameterSetName || ParameterSetName == ParameterAttribute.AllParameterSets)
            .Parameters.Where(static parameter => parameter.Position >= 0).OrderBy(static parameter => parameter.Position)
            .Select(static parameter => $"-{parameter.Name}"));
}
