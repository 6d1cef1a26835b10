using System.Management.Automation.Host;
using System.Text;

namespace MemMap.Output;

/// <summary>Finds out whether the terminal shows pixels, and how.</summary>
internal static class GraphicsSupport
{
    /// <summary>What a terminal with sixels has among its attributes.</summary>
    private const string SixelAttribute = "4";

    /// <summary>The request for a terminal's attributes (DA1), and the end of the answer.</summary>
    private const string Request = "\e[c";

    private const char End = 'c';

    // Every terminal answers at once; over a slow line, it takes a while. A terminal that doesn't answer is asked once only.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1), Pause = TimeSpan.FromMilliseconds(5);

    private static readonly Lazy<string> Attributes = new(Ask);

    // What these programs show is known by the name that they give.
    private static readonly string[] KittyPrograms = ["ghostty"], ITermPrograms = ["iTerm.app", "WezTerm", "mintty"];

    /// <summary>The graphics of the host's terminal; Text if it has none, or there is no terminal.</summary>
    internal static TerminalGraphics Of(PSHost host)
        => ConsoleTerminal.Missing(host) is null ? Of(Environment.GetEnvironmentVariable, () => Attributes.Value) : TerminalGraphics.Text;

    /// <summary>The graphics of a terminal.</summary>
    /// <param name="variable">Returns an environment variable.</param>
    /// <param name="attributes">Returns the terminal's answer to a request for its attributes.</param>
    internal static TerminalGraphics Of(Func<string, string?> variable, Func<string> attributes)
    {
        string terminal = variable("TERM") ?? "", program = variable("TERM_PROGRAM") ?? "";
        // A multiplexer leaves the variables of the terminal around it, but passes nothing on.
        bool isMultiplexer = !string.IsNullOrEmpty(variable("TMUX")) || !string.IsNullOrEmpty(variable("STY"))
            || terminal.StartsWith("tmux", StringComparison.Ordinal) || terminal.StartsWith("screen", StringComparison.Ordinal);
        if (!isMultiplexer)
        {
            if (terminal is "xterm-kitty" or "xterm-ghostty" || !string.IsNullOrEmpty(variable("KITTY_WINDOW_ID"))
                || KittyPrograms.Contains(program, StringComparer.Ordinal))
            {
                return TerminalGraphics.Kitty;
            }
            if (ITermPrograms.Contains(program, StringComparer.Ordinal) || variable("LC_TERMINAL") == "iTerm2")
            {
                return TerminalGraphics.ITerm;
            }
        }
        return HasSixels(attributes()) ? TerminalGraphics.Sixel : TerminalGraphics.Text;
    }

    // The answer is ESC [ ? 62 ; 4 ; 22 c, with a number for each attribute.
    private static bool HasSixels(string answer)
        => answer.LastIndexOf('?') is >= 0 and var start && answer.EndsWith(End)
            && answer[(start + 1)..^1].Split(';').Skip(1).Contains(SixelAttribute, StringComparer.Ordinal);

    private static string Ask()
    {
        // Keys that were typed ahead are somebody else's.
        if (Console.KeyAvailable)
        {
            return "";
        }
        Console.Out.Write(Request);
        StringBuilder answer = new();
        long start = Environment.TickCount64;
        while (Environment.TickCount64 - start < Patience.TotalMilliseconds && (answer.Length == 0 || answer[^1] != End))
        {
            if (Console.KeyAvailable)
            {
                answer.Append(Console.ReadKey(intercept: true).KeyChar);
            }
            else
            {
                Thread.Sleep(Pause);
            }
        }
        return answer.ToString();
    }
}
