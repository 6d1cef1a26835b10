using System.Management.Automation;

namespace MemMap.Parameters;

/// <summary>
/// Leaves a positional argument that names a file to the parameter of another set, -Path: <c>Get-MemMapHash x.bin</c> and
/// <c>$m | Get-MemMapHash MD5</c> have the same position.
/// </summary>
internal static class PositionalFile
{
    /// <summary>
    /// Returns an object that fits no parameter if the argument names a file. The engine tries the parameters of a position one by one,
    /// first without conversion, so the next one gets the argument.
    /// </summary>
    internal static FileArgument? Of(EngineIntrinsics? engine, object? value) => engine is null ? null : Of(engine.SessionState, value);

    /// <summary>The file that an argument names; null if there is none.</summary>
    internal static FileArgument? Of(PSCmdlet cmdlet, object? value) => Of(cmdlet.SessionState, value);

    /// <summary>Whether a text that is no index looks like the name of a file, which may not exist.</summary>
    internal static bool MayName(object? value)
        => PipelineElements.Bare(value) is string text && text.Any(char.IsLetter)
            && (System.IO.Path.HasExtension(text) || text.AsSpan().ContainsAny('/', '\\'));

    private static FileArgument? Of(SessionState session, object? value)
    {
        if (PipelineElements.Bare(value) is not string text || text.Length == 0
            || text.Contains('\0', StringComparison.Ordinal))
        {
            return null;
        }
        try
        {
            string path = session.Path.GetUnresolvedProviderPathFromPSPath(text);
            return FilePaths.HasWildcards(text) || System.IO.Path.Exists(path) ? new(text, IsLiteral: false) : null;
        }
        catch (RuntimeException)
        {
            // No drive has the name.
            return null;
        }
    }
}
