namespace MemMap.Output;

// Errors of arguments that fit no parameter.
internal static partial class Errors
{
    /// <summary>The name of a parameter that a cmdlet doesn't have.</summary>
    /// <param name="command">The cmdlet.</param>
    /// <param name="name">The name, with its hyphen.</param>
    /// <param name="instead">What to write; null if nothing is known.</param>
    internal static ArgumentException NoParameter(string command, string name, string? instead) => Error.With("NoParameter",
        new ArgumentException($"{command} has no parameter {Error.Shortened(name.TrimEnd(':'))}"
            + (instead is null ? $"; Get-Help {command} -Parameter * shows those that it has" : $"; {instead}")));

    /// <summary>An array for which there is no position.</summary>
    /// <param name="command">The cmdlet.</param>
    /// <param name="instead">What to write; null for a pipeline.</param>
    internal static ArgumentException ArrayMisplaced(string command, string? instead) => Error.With("ArrayForName",
        new ArgumentException($"an array comes through the pipeline: write {instead ?? $"$m | {command}, or {command} -InputObject $m"}"));

    /// <summary>An argument for which there is no position.</summary>
    /// <param name="command">The cmdlet.</param>
    /// <param name="argument">The argument.</param>
    /// <param name="places">The parameters that have a position.</param>
    /// <param name="instead">What to write; null if nothing is known.</param>
    internal static ArgumentException Misplaced(string command, object? argument, string places, string? instead)
        => Error.With("Misplaced", new ArgumentException(
            $"'{(argument is null ? "$null" : Error.InOneLine(argument))}' is one argument too many: "
                + (instead ?? $"{command} takes {(places.Length == 0 ? "none" : places)} without the name of a parameter")));
}
