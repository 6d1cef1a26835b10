using System.Globalization;
using MemMap.Viewer;

namespace MemMap.Tests.Viewer;

/// <summary>Presses keys as a terminal gives them.</summary>
internal static class Keys
{
    /// <summary>
    /// The keys of a text: each character is one, and names in braces are others: <c>{Down}</c>, <c>{Ctrl+Z}</c>, <c>{Shift+F3}</c>.
    /// </summary>
    internal static IEnumerable<ConsoleKeyInfo> Of(string text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] != '{')
            {
                yield return new(text[i], default, shift: char.IsAsciiLetterUpper(text[i]), alt: false, control: false);
                continue;
            }
            int end = text.IndexOf('}', i);
            string[] parts = text[(i + 1)..end].Split('+');
            i = end;
            bool isControl = parts.Contains("Ctrl");
            string name = parts[^1] switch
            {
                "Left" or "Right" or "Up" or "Down" => parts[^1] + "Arrow",
                "Esc" => "Escape",
                "PgUp" => "PageUp",
                "PgDn" => "PageDown",
                var other => other,
            };
            ConsoleKey key = Enum.Parse<ConsoleKey>(name);
            char character = isControl && name.Length == 1 ? (char)(name[0] - 'A' + 1)
                : key switch
                {
                    ConsoleKey.Enter => '\r',
                    ConsoleKey.Tab => '\t',
                    ConsoleKey.Escape => '\e',
                    ConsoleKey.Backspace => '\b',
                    _ => '\0',
                };
            yield return new(character, key, parts.Contains("Shift"), alt: false, isControl);
        }
    }

    /// <summary>Presses keys, and lets a search that one has begun go on to its end.</summary>
    internal static HexViewer Press(this HexViewer viewer, string text)
    {
        foreach (ConsoleKeyInfo key in Of(text))
        {
            viewer.Press(key);
            while (viewer.IsSearching)
            {
                viewer.Search();
            }
        }
        return viewer;
    }

    /// <summary>The lines of the screen.</summary>
    internal static string[] Lines(this HexViewer viewer) => viewer.Draw().ToString().Split('\n');

    /// <summary>The last line but one, which tells the state, an answer or a question.</summary>
    internal static string State(this HexViewer viewer) => viewer.Lines()[^2];

    /// <summary>The bytes in hexadecimal.</summary>
    internal static string Hex(this HexViewer viewer, int count)
        => string.Join(' ', viewer.Bytes.Read(0, count).Select(value => value.ToString("x2", CultureInfo.InvariantCulture)));
}
