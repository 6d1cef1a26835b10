using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace MemMap.Output;

/// <summary>Forwards Core's warnings to PowerShell's warning stream.</summary>
internal static class Warnings
{
    private const string Writer = "& { [CmdletBinding()] param($Text) $PSCmdlet.WriteWarning($Text) } $args[0]";

    [ThreadStatic]
    private static List<string>? _collected;

    /// <summary>
    /// Writes a warning. During a cmdlet that collects warnings, the cmdlet writes it; during a method called from a script, the script
    /// does.
    /// </summary>
    internal static void Say(string text)
    {
        if (_collected is { } collected)
        {
            collected.Add(text);
        }
        else if (Runspace.DefaultRunspace is not null)
        {
            ScriptBlock.Create(Writer).Invoke(Printable.Line(text));
        }
    }

    /// <summary>Runs some work of a cmdlet, and adds the warnings in the meantime to <paramref name="warnings"/>.</summary>
    internal static T Collect<T>(Func<T> work, List<string> warnings)
    {
        List<string>? before = _collected;
        _collected = warnings;
        try
        {
            return work();
        }
        finally
        {
            _collected = before;
        }
    }
}
