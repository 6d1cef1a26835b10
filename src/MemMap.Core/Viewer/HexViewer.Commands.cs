namespace MemMap.Viewer;

/// <summary>A command of the viewer.</summary>
/// <param name="Keys">The names of its keys, for the help.</param>
/// <param name="Does">What it does, in few words.</param>
/// <param name="Is">Whether a key is one of its keys.</param>
/// <param name="Run">What it does to the viewer.</param>
internal sealed record ViewerCommand(string Keys, string Does, Predicate<ConsoleKeyInfo> Is, Action<HexViewer> Run);

/// <summary>What is shown beside the bytes.</summary>
internal enum ViewerPanel
{
    None,
    Types,
    Fields,
}

// The keys, and what they do.
internal sealed partial class HexViewer
{
    private static readonly ViewerCommand[] Commands =
    [
        new("Left Right", "a byte back, on", Key(ConsoleKey.LeftArrow), viewer => viewer.MoveBy(-1)),
        new("", "", Key(ConsoleKey.RightArrow), viewer => viewer.MoveBy(1)),
        new("Up Down", "a line up, down", Key(ConsoleKey.UpArrow), viewer => viewer.MoveLines(-1)),
        new("", "", Key(ConsoleKey.DownArrow), viewer => viewer.MoveLines(1)),
        new("PgUp PgDn", "a page up, down", Key(ConsoleKey.PageUp), viewer => viewer.MovePages(-1)),
        new("", "", Key(ConsoleKey.PageDown), viewer => viewer.MovePages(1)),
        new("Ctrl+Home", "the first byte", Control(ConsoleKey.Home), viewer => viewer.Jump(0)),
        new("Ctrl+End", "the last byte", Control(ConsoleKey.End), viewer => viewer.Jump(Math.Max(0, viewer._bytes.Length - 1))),
        new("Home End", "start, end of the line", Key(ConsoleKey.Home), viewer => viewer.MoveInLine(isToEnd: false)),
        new("", "", Key(ConsoleKey.End), viewer => viewer.MoveInLine(isToEnd: true)),
        new("[ ]", "element before, after", Character('['), viewer => viewer.MoveItems(-1)),
        new("", "", Character(']'), viewer => viewer.MoveItems(1)),
        new("Tab", "digits or characters", Key(ConsoleKey.Tab), viewer => viewer.SwitchColumn()),
        new("g", "go to a place", Character('g'), viewer => viewer.AskPlace()),
        new("Backspace", "back to before the jump", Key(ConsoleKey.Backspace), viewer => viewer.JumpBack()),
        new("/", "find text, bytes, numbers", Character('/'), viewer => viewer.AskPattern()),
        new("N Shift+F3", "the match before", Any(Character('N'), Shift(ConsoleKey.F3)), viewer => viewer.FindAgain(isForward: false)),
        new("n F3", "the next match", Any(Character('n'), Key(ConsoleKey.F3)), viewer => viewer.FindAgain(isForward: true)),
        new("m", "mark this place", Character('m'), viewer => viewer.AskMark()),
        new("'", "jump to a mark", Character('\''), viewer => viewer.AskJump()),
        new("t", "panel: types, fields, none", Character('t'), viewer => viewer.NextPanel()),
        new("o", "byte order of the types", Character('o'), viewer => viewer._isBigEndian = !viewer._isBigEndian),
        new("e Insert", "type over bytes", Any(Character('e'), Key(ConsoleKey.Insert)), viewer => viewer.StartEditing()),
        new("=", "write a value", Character('='), viewer => viewer.AskValue()),
        new("u Ctrl+Z", "undo", Any(Character('u'), Control(ConsoleKey.Z)), viewer => viewer.Undo()),
        new("Ctrl+Y", "redo", Control(ConsoleKey.Y), viewer => viewer.Redo()),
        new("w Ctrl+S", "save the changes", Any(Character('w'), Control(ConsoleKey.S)), viewer => viewer.Save()),
        new("Ctrl+L", "draw the screen again", Control(ConsoleKey.L), viewer => viewer.IsScreenLost = true),
        new("? F1", "this help", Any(Character('?'), Key(ConsoleKey.F1)), viewer => viewer._isHelp = true),
        new("q Esc Ctrl+C", "leave", Any(Character('q'), Key(ConsoleKey.Escape), Control(ConsoleKey.C)), viewer => viewer.AskToLeave()),
    ];

    private static Predicate<ConsoleKeyInfo> Any(params Predicate<ConsoleKeyInfo>[] keys) => key => Array.Exists(keys, is_ => is_(key));

    private static Predicate<ConsoleKeyInfo> Character(char character) => key => key.KeyChar == character;

    // A key without Ctrl.
    private static Predicate<ConsoleKeyInfo> Key(ConsoleKey name)
        => key => key.Key == name && (key.Modifiers & ConsoleModifiers.Control) == 0;

    private static Predicate<ConsoleKeyInfo> Shift(ConsoleKey name) => key => key.Key == name && key.Modifiers == ConsoleModifiers.Shift;

    // Some terminals send a control character, and no name of the key.
    private static Predicate<ConsoleKeyInfo> Control(ConsoleKey name) => key
        => (key.Key == name && (key.Modifiers & ConsoleModifiers.Control) != 0)
            || (name is >= ConsoleKey.A and <= ConsoleKey.Z && key.KeyChar == name - ConsoleKey.A + 1);

    private void SwitchColumn() => (_isInText, _isSecondDigit) = (!_isInText, false);

    private void NextPanel() => _panel = _panel switch
    {
        ViewerPanel.Types when _array.DType.IsRecord => ViewerPanel.Fields,
        ViewerPanel.None => ViewerPanel.Types,
        _ => ViewerPanel.None,
    };
}
