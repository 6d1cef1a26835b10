using System.Globalization;
using System.Text;

namespace MemMap.Viewer;

/// <summary>Makes escape sequences of screens. Only lines that differ from the screen before are written again.</summary>
/// <param name="hasColor">Whether colors are allowed. Without them, parts are reversed, underlined or bold.</param>
internal sealed class ScreenWriter(bool hasColor)
{
    /// <summary>Shows another screen than that of the shell, and doesn't wrap lines.</summary>
    internal const string Enter = "\e[?1049h\e[?7l\e[0m\e[2J";

    /// <summary>Shows the shell's screen again, as it was.</summary>
    internal const string Leave = "\e[0m\e[?7h\e[?25h\e[?1049l";

    private string[] _lines = [];
    private int _width;

    /// <summary>Makes the next screen be written whole.</summary>
    internal void Forget() => _lines = [];

    /// <summary>Returns what changes the last screen to this one.</summary>
    internal string Write(Screen screen)
    {
        string[] lines = [.. Enumerable.Range(0, screen.Height).Select(row => LineOf(screen[row]))];
        StringBuilder text = new("\e[?25l");
        if (lines.Length != _lines.Length || screen.Width != _width)
        {
            text.Append("\e[0m\e[2J");
            (_lines, _width) = (new string[lines.Length], screen.Width);
        }
        for (int row = 0; row < lines.Length; row++)
        {
            if (lines[row] != _lines[row])
            {
                text.Append(CultureInfo.InvariantCulture, $"\e[0m\e[{row + 1};1H\e[K").Append(lines[row]);
            }
        }
        _lines = lines;
        if (screen.Cursor is { } cursor)
        {
            text.Append(CultureInfo.InvariantCulture, $"\e[{cursor.Row + 1};{cursor.Column + 1}H\e[?25h");
        }
        return text.ToString();
    }

    private string LineOf(IReadOnlyList<ScreenPart> parts)
    {
        StringBuilder text = new();
        int column = 0;
        CellStyle style = default;
        foreach (ScreenPart part in parts)
        {
            if (part.Style != style)
            {
                text.Append("\e[0").Append(CodesOf(part.Style)).Append('m');
                style = part.Style;
            }
            if (part.Column != column)
            {
                text.Append(CultureInfo.InvariantCulture, $"\e[{part.Column + 1}G");
            }
            text.Append(part.Text);
            // How wide other characters are, terminals disagree: what follows them is placed by its column.
            column = Ascii.IsValid(part.Text) ? part.Column + part.Text.Length : -1;
        }
        return text.ToString();
    }

    private string CodesOf(CellStyle style)
    {
        string ink = hasColor
            ? style.Ink switch
            {
                Ink.Dim => ";90",
                Ink.Text => ";36",
                Ink.Other => ";33",
                Ink.Name => ";32",
                Ink.Changed => ";1;31",
                Ink.Mark => ";30;42",
                Ink.Match => ";30;43",
                Ink.Error => ";31",
                _ => "",
            }
            : style.Ink switch
            {
                Ink.Changed or Ink.Error => ";1",
                Ink.Mark => ";1;4",
                Ink.Match => ";1;7",
                _ => "",
            };
        return ink + (style.IsUnderlined ? ";4" : "") + (style.IsReversed ? ";7" : "");
    }
}
