using System.Text.RegularExpressions;
using CsCheck;
using MemMap.Viewer;

namespace MemMap.Tests.Viewer;

/// <summary>What the viewer writes to a terminal, and that the terminal is given back.</summary>
public partial class ViewerLoopTests
{
    private static readonly Gen<(int Column, string Text, CellStyle Style)[]> Line = Gen.Select(
        Gen.Int[0, 9],
        Gen.OneOfConst("ab", "c", "-", "0"),
        Gen.Enum<Ink>().Select(Gen.Bool, (ink, isReversed) => new CellStyle(ink, isReversed))).Array[0, 3];

    [Fact]
    public void Any_screens_one_after_the_other_look_as_they_should()
        => Gen.Select(Line.Array[4].Array[1, 5], Gen.Bool).Sample((screens, hasColor) =>
        {
            ScreenWriter writer = new(hasColor);
            char[][] terminal = [.. Enumerable.Range(0, 4).Select(_ => "???????????????".ToCharArray())];
            foreach ((int Column, string Text, CellStyle Style)[][] lines in screens)
            {
                Screen screen = new(15, 4);
                for (int row = 0; row < 4; row++)
                {
                    int end = 0;
                    foreach ((int column, string text, CellStyle style) in lines[row].Where(part => part.Column >= end))
                    {
                        screen.Add(row, column, text, style);
                        end = column + text.Length;
                    }
                }
                Apply(terminal, writer.Write(screen));
                Assert.Equal(screen.ToString(), string.Join('\n', terminal.Select(line => new string(line).TrimEnd())));
            }
        });

    [Fact]
    public void Only_lines_that_changed_are_written_again()
    {
        ScreenWriter writer = new(hasColor: true);
        Screen first = new(20, 3), second = new(20, 3);
        foreach (Screen screen in new[] { first, second })
        {
            screen.Add(0, 0, "same");
            screen.Add(1, 0, ReferenceEquals(screen, first) ? "before" : "after");
        }
        Assert.Contains("same", writer.Write(first), StringComparison.Ordinal);
        string text = writer.Write(second);
        Assert.DoesNotContain("same", text, StringComparison.Ordinal);
        Assert.Contains("after", text, StringComparison.Ordinal);
        writer.Forget();
        Assert.Contains("same", writer.Write(second), StringComparison.Ordinal);
    }

    [Fact]
    public void Without_colors_there_are_none()
    {
        Screen screen = new(40, 1);
        foreach (Ink ink in Enum.GetValues<Ink>())
        {
            screen.Add(0, 3 * (int)ink, "ab", new(ink));
        }
        Assert.DoesNotMatch(@"\e\[[0-9;]*(?<![0-9])[349][0-9]", new ScreenWriter(hasColor: false).Write(screen));
        Assert.Matches(@"\e\[0;36m", new ScreenWriter(hasColor: true).Write(screen));
    }

    [Fact]
    public void The_terminal_is_entered_shown_and_left()
    {
        FakeTerminal terminal = new("");
        terminal.OnWait = () => terminal.Add("q");
        ViewerLoop.Run(New(), terminal, hasColor: true, CancellationToken.None);
        Assert.Equal("enter leave", terminal.Calls);
        Assert.StartsWith(ScreenWriter.Enter, terminal.Text, StringComparison.Ordinal);
        Assert.EndsWith(ScreenWriter.Leave, terminal.Text, StringComparison.Ordinal);
        Assert.Contains("a title", terminal.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void An_exception_gives_the_terminal_back()
    {
        FakeTerminal terminal = new("") { OnWait = () => throw new InvalidDataException() };
        Assert.Throws<InvalidDataException>(() => ViewerLoop.Run(New(), terminal, hasColor: true, CancellationToken.None));
        Assert.Equal("enter leave", terminal.Calls);
        Assert.EndsWith(ScreenWriter.Leave, terminal.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_stop_gives_the_terminal_back()
    {
        using CancellationTokenSource stop = new();
        FakeTerminal terminal = new("") { OnWait = stop.Cancel };
        Assert.ThrowsAny<OperationCanceledException>(() => ViewerLoop.Run(New(), terminal, hasColor: true, stop.Token));
        Assert.Equal("enter leave", terminal.Calls);
        Assert.EndsWith(ScreenWriter.Leave, terminal.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_new_size_of_the_window_is_drawn()
    {
        FakeTerminal terminal = new("");
        int waits = 0;
        terminal.OnWait = () =>
        {
            terminal.Size = (40, 10);
            terminal.Add(++waits < 3 ? "" : "q");
        };
        ViewerLoop.Run(New(), terminal, hasColor: true, CancellationToken.None);
        string last = terminal.Text[terminal.Text.LastIndexOf("\e[2J", StringComparison.Ordinal)..];
        Assert.Contains("\e[10;1H", last, StringComparison.Ordinal);
        Assert.Equal(3, Clears().Count(terminal.Text));
    }

    [Fact]
    public void A_search_goes_on_without_keys()
    {
        byte[] content = new byte[40 << 20];
        content[^1] = (byte)'x';
        HexViewer viewer = new(NDArray.FromBytes(content, [content.Length], DType.UInt8).Ref, "");
        FakeTerminal terminal = new("/x{Enter}");
        terminal.OnWait = () => terminal.Add("q");
        ViewerLoop.Run(viewer, terminal, hasColor: true, CancellationToken.None);
        Assert.Equal(content.Length - 1, viewer.Cursor);
        Assert.Contains("searching, 40 %", terminal.Text, StringComparison.Ordinal);
    }

    private static HexViewer New() => new(NDArray.Zeros([100], DType.UInt8).Ref, "a title");

    [GeneratedRegex(@"\e\[2J")]
    private static partial Regex Clears();

    // As much of a terminal as the viewer needs.
    private static void Apply(char[][] terminal, string text)
    {
        int row = 0, column = 0;
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] != '\e')
            {
                terminal[row][column++] = text[i];
                continue;
            }
            int end = text.AsSpan(i).IndexOfAnyInRange('A', 'z') + i;
            end = text[end] == '[' ? end + 1 + text.AsSpan(end + 1).IndexOfAnyInRange('A', 'z') : end;
            string numbers = text[(i + 2)..end];
            switch (text[end])
            {
                case 'H':
                    (row, column) = numbers.Split(';') is [var line, var place]
                        ? (int.Parse(line, null) - 1, int.Parse(place, null) - 1) : (0, 0);
                    break;
                case 'G':
                    column = int.Parse(numbers, null) - 1;
                    break;
                case 'J':
                    Array.ForEach(terminal, line => Array.Fill(line, ' '));
                    break;
                case 'K':
                    Array.Fill(terminal[row], ' ', column, terminal[row].Length - column);
                    break;
                default:
                    Assert.Contains(text[end], "mhl");
                    break;
            }
            i = end;
        }
    }

    private sealed class FakeTerminal(string keys) : ITerminal
    {
        private readonly Queue<ConsoleKeyInfo> _keys = new(Keys.Of(keys));
        private readonly List<string> _calls = [];

        public (int Width, int Height) Size { get; set; } = (80, 24);

        internal Action OnWait { get; set; } = () => { };

        internal string Text { get; private set; } = "";

        internal string Calls => string.Join(' ', _calls);

        internal void Add(string more) => Keys.Of(more).ToList().ForEach(_keys.Enqueue);

        public void Enter() => _calls.Add("enter");

        public void Leave() => _calls.Add("leave");

        public bool TryReadKey(out ConsoleKeyInfo key) => _keys.TryDequeue(out key);

        public void Wait(CancellationToken stop) => OnWait();

        public void Write(string text) => Text += text;
    }
}
