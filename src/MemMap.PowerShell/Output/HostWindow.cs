using System.Management.Automation;
using System.Management.Automation.Host;
using MemMap.Pictures;

namespace MemMap.Output;

/// <summary>The window that a cmdlet's output will be seen in, if there is one.</summary>
internal static class HostWindow
{
    /// <summary>The prompt, a title and notes are to be seen with a picture.</summary>
    private const int OtherLines = 6;

    /// <summary>A picture higher than this, of its width, is no clearer.</summary>
    private const double Steepest = 0.2;

    private static readonly Size Usual = new(80, 24);

    /// <summary>The room for a picture, in characters.</summary>
    internal static Canvas Canvas(PSHost host)
    {
        Size size = SizeOf(host);
        // A line as long as the window makes some terminals begin another one.
        int width = Math.Max(20, size.Width - 1);
        return new(width, Math.Clamp(Math.Min(size.Height - OtherLines, (int)(width * Steepest)), 4, 100));
    }

    /// <summary>
    /// Whether escape sequences for colors will be shown: what $PSStyle.OutputRendering says; where that leaves it to the host, if this one
    /// can, the output isn't redirected and nobody has set NO_COLOR.
    /// </summary>
    internal static bool HasColor(PSCmdlet cmdlet)
    {
        // The reference assembly is that of an older PowerShell, which knows no $PSStyle.
        object? style = cmdlet.SessionState.PSVariable.GetValue("PSStyle");
        return (style is null ? null : PSObject.AsPSObject(style).Properties["OutputRendering"]?.Value?.ToString()) switch
        {
            "PlainText" => false,
            "Ansi" => true,
            _ => string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"))
                && !Console.IsOutputRedirected
                && cmdlet.Host.UI is { SupportsVirtualTerminal: true },
        };
    }

    private static Size SizeOf(PSHost host)
    {
        try
        {
            // A host without a console may have no such interface, say that there is nothing, or refuse to say.
            return host.UI?.RawUI?.WindowSize is { Width: > 0, Height: > 0 } size ? size : Usual;
        }
        catch (Exception exception) when (exception is HostException or NotImplementedException or NotSupportedException or IOException
            or InvalidOperationException)
        {
            return Usual;
        }
    }
}
