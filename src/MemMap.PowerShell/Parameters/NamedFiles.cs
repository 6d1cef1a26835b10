using System.Management.Automation;

namespace MemMap.Parameters;

/// <summary>Files in the place of the name of something else.</summary>
internal static class NamedFiles
{
    /// <summary>The files that a text names, with wildcards or without; none if it is no path.</summary>
    internal static string[] Of(PSCmdlet cmdlet, string text)
    {
        try
        {
            return [.. FilePaths.Resolve(cmdlet, text, mustExist: true).Where(File.Exists)];
        }
        catch (Exception exception) when (exception is RuntimeException or ArgumentException or NotSupportedException)
        {
            return [];
        }
    }
}
