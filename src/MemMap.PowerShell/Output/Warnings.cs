using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace MemMap.Output;

/// <summary>Takes Core's warnings to PowerShell's warning stream.</summary>
internal static class Warnings
{
    private static readonly ScriptBlock Writer =
        ScriptBlock.Create("& { [CmdletBinding()] param($Text) $PSCmdlet.WriteWarning($Text) } $args[0]");

    [ThreadStatic]
    private static List<string>? _collected;

    /// <summary>
    /// Says a warning: a cmdlet that collects them writes it, and a method called from a script makes the script write it.
    /// </summary>
    internal static void Say(string text)
    {
        if (_collected is { } collected)
        {
            collected.Add(text);
        }
        else if (Runspace.DefaultRunspace is not null)
        {
            Writer.Invoke(Printable.Line(text));
        }
    }

    /// <summary>Does some work of a cmdlet; <paramref name="warnings"/> are what was said meanwhile.</summary>
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
