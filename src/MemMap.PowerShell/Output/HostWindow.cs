using System.Management.Automation;
using System.Management.Automation.Host;
using MemMap.Pictures;

namespace MemMap.Output;

/// <summary>The window of the host, if there is one.</summary>
internal static class HostWindow
{
    /// <summary>The number of lines for the prompt, a title and notes.</summary>
    private const int OtherLines = 6;

    /// <summary>The maximum ratio of height to width. A higher picture is no clearer.</summary>
    private const double Steepest = 0.2;

    private static readonly Size Usual = new(80, 24);

    /// <summary>The room for a picture, in characters.</summary>
    /// <param name="host">The host.</param>
    /// <param name="isImage">Whether the picture's proportions are its own, so that it may be as high as the window.</param>
    internal static Canvas Canvas(PSHost host, bool isImage = false)
    {
        Size size = SizeOf(host);
        // Some terminals wrap a line that is exactly as long as the window.
        int width = Math.Max(20, size.Width - 1);
        return new(width, Math.Clamp(Math.Min(size.Height - OtherLines, isImage ? int.MaxValue : (int)(width * Steepest)), 4, 100));
    }

    /// <summary>
    /// Whether the output may contain escape sequences for colors. $PSStyle.OutputRendering decides. If it is Host, the host must support
    /// colors, the output must not be redirected, and NO_COLOR must not be set.
    /// </summary>
    internal static bool HasColor(PSCmdlet cmdlet)
    {
        // The reference assembly is that of an older PowerShell, which has no $PSStyle.
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

    /// <summary>The size of the window, or the usual one where there is no window.</summary>
    internal static Size SizeOf(PSHost? host)
    {
        try
        {
            // A host without a console may have no raw interface, report a size of zero, or throw.
            return host?.UI?.RawUI?.WindowSize is { Width: > 0, Height: > 0 } size ? size : Usual;
        }
        catch (Exception exception) when (exception is HostException or NotImplementedException or NotSupportedException or IOException
            or InvalidOperationException)
        {
            return Usual;
        }
    }
}
