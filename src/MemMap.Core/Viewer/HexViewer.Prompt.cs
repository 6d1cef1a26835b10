using System.Globalization;

namespace MemMap.Viewer;

// Questions on the last line but one.
internal sealed partial class HexViewer
{
    private const int MostJumps = 100;

    private readonly SortedDictionary<char, long> _marks = [];
    private readonly List<long> _jumps = [];
    private readonly Dictionary<string, string> _answers = [];

    private ViewerPrompt? _prompt;
    private FindKind _findKind;

    private void AskPlace()
        => Ask(new("Go to (0x1f4, 500, +16, -16, #3, 50%, end)", text => Jump(new Place(_bytes, _cursor, _itemSize).Parse(text))));

    private void AskPattern() => Ask(new("Find", text => Find(TypedBytes.Pattern(_findKind, text, NumberType())))
    {
        Detail = () => $" {TypedBytes.NameOf(_findKind)}{(_findKind == FindKind.Number ? $" ({NumberType()}, or f8 1.5)" : "")}"
            + " (Tab: other)",
        Switch = () => _findKind = (FindKind)(((int)_findKind + 1) % Enum.GetValues<FindKind>().Length),
    });

    private void AskValue()
    {
        if (!_bytes.IsWriteable)
        {
            throw Error.ViewerReadOnly();
        }
        bool isField = FieldAtCursor() is { Field.DType: { ItemSize: > 1, SubType: null } } || _array.DType.IsRecord;
        (DType dtype, long position, string name) = isField && FieldAtCursor() is { } at
            ? (at.Field.DType, at.Position, at.Field.Name) : (NumberType(), _cursor, "");
        Ask(new($"Value{(name.Length > 0 ? $" of {name}" : "")} ({dtype}, or f8 1.5)", text =>
        {
            byte[] value = TypedBytes.Value(text, dtype);
            _bytes.Write(position, value);
            Tell($"{Count(value.Length, "byte")} changed");
        }));
    }

    private void AskMark() => Ask(new("Mark this place with a letter or digit", text =>
    {
        _marks[text[0]] = _cursor;
        Tell($"mark {text[0]} set at {Address(_cursor)}; '{text[0]} jumps to it");
    })
    { IsOneKey = char.IsAsciiLetterOrDigit });

    private void AskJump()
    {
        if (_marks.Count == 0)
        {
            Tell("there are no marks; m and a letter set one");
            return;
        }
        string marks = string.Join(", ", _marks.Select(mark => $"{mark.Key} {Address(mark.Value)}"));
        Ask(new($"Jump to mark ({marks})", text =>
        {
            if (_marks.TryGetValue(text[0], out long position))
            {
                Jump(position);
            }
            else
            {
                Tell($"there is no mark {text[0]}");
            }
        })
        { IsOneKey = char.IsAsciiLetterOrDigit });
    }

    private void AskToLeave()
    {
        if (_bytes.ChangeCount == 0)
        {
            IsLeft = true;
            return;
        }
        Ask(new($"Save {Count(_bytes.ChangeCount, "changed byte")}? y saves, n discards, Esc goes back", text =>
        {
            if (text is "y" or "Y")
            {
                _bytes.Save();
            }
            IsLeft = true;
        })
        { IsOneKey = key => key is 'y' or 'Y' or 'n' or 'N' });
    }

    private void Ask(ViewerPrompt prompt) => _prompt = prompt;

    /// <summary>Takes a key for the prompt.</summary>
    private void Type(ConsoleKeyInfo key)
    {
        ViewerPrompt prompt = _prompt!;
        if (key.Key == ConsoleKey.Escape || Control(ConsoleKey.C)(key))
        {
            _prompt = null;
        }
        else if (prompt.IsOneKey is { } isAnswer)
        {
            if (IsTyped(key) && isAnswer(key.KeyChar))
            {
                _prompt = null;
                prompt.Take(key.KeyChar.ToString());
            }
        }
        else if (key.Key == ConsoleKey.Enter)
        {
            _prompt = null;
            if (prompt.Text.Length > 0)
            {
                _answers[prompt.Label] = prompt.Text;
                Take(prompt);
            }
        }
        else if (key.Key == ConsoleKey.Tab)
        {
            prompt.Switch?.Invoke();
        }
        else if (key.Key == ConsoleKey.UpArrow)
        {
            prompt.Set(_answers.GetValueOrDefault(prompt.Label, prompt.Text));
        }
        else
        {
            prompt.Press(key, IsTyped(key));
        }
    }

    // A text that isn't right can be mended.
    private void Take(ViewerPrompt prompt)
    {
        try
        {
            prompt.Take(prompt.Text);
        }
        catch
        {
            _prompt = prompt;
            throw;
        }
    }

    private void Jump(long position)
    {
        if (position != _cursor)
        {
            if (_jumps.Count == MostJumps)
            {
                _jumps.RemoveAt(0);
            }
            _jumps.Add(_cursor);
        }
        MoveTo(position);
        ShowAround();
    }

    private void JumpBack()
    {
        if (_jumps.Count == 0)
        {
            Tell("there was no jump");
            return;
        }
        MoveTo(_jumps[^1]);
        _jumps.RemoveAt(_jumps.Count - 1);
        ShowAround();
    }

    // A place that isn't on the screen comes with some lines before it.
    private void ShowAround()
    {
        long perLine = PerLine, line = _cursor / perLine;
        if (line < _top / perLine || line >= (_top / perLine) + Rows)
        {
            _top = Math.Max(0, line - (Rows / 3)) * perLine;
        }
    }

    /// <summary>The dtype of a number that is typed without one: that of the elements or the field, or int32.</summary>
    private DType NumberType()
        => FieldAtCursor() is { Field.DType: { ItemSize: > 1, IsNumeric: true } dtype } ? dtype
            : DType.Int32.NewByteOrder(_isBigEndian ? '>' : '<');

    private string Address(long position) => "0x" + (_bytes.Origin + position).ToString("x", CultureInfo.InvariantCulture);
}

/// <summary>A question, and what is typed as its answer.</summary>
/// <param name="label">The question.</param>
/// <param name="take">Takes the answer.</param>
internal sealed class ViewerPrompt(string label, Action<string> take)
{
    /// <summary>The question.</summary>
    internal string Label => label;

    /// <summary>What is added to the question, and can change.</summary>
    internal Func<string>? Detail { get; init; }

    /// <summary>What Tab does.</summary>
    internal Action? Switch { get; init; }

    /// <summary>Whether a character is an answer, where a single key is one; <see langword="null"/> where a text is.</summary>
    internal Predicate<char>? IsOneKey { get; init; }

    /// <summary>What was typed.</summary>
    internal string Text { get; private set; } = "";

    /// <summary>The position in the text where the next character comes.</summary>
    internal int Caret { get; private set; }

    /// <summary>Takes the answer.</summary>
    internal void Take(string text) => take(text);

    /// <summary>Replaces what was typed.</summary>
    internal void Set(string text) => (Text, Caret) = (text, text.Length);

    /// <summary>Takes a key that edits the text.</summary>
    internal void Press(ConsoleKeyInfo key, bool isTyped)
    {
        switch (key.Key)
        {
            case ConsoleKey.LeftArrow:
                Caret = Math.Max(0, Caret - 1);
                break;
            case ConsoleKey.RightArrow:
                Caret = Math.Min(Text.Length, Caret + 1);
                break;
            case ConsoleKey.Home:
                Caret = 0;
                break;
            case ConsoleKey.End:
                Caret = Text.Length;
                break;
            case ConsoleKey.Backspace when Caret > 0:
                Text = Text.Remove(--Caret, 1);
                break;
            case ConsoleKey.Delete when Caret < Text.Length:
                Text = Text.Remove(Caret, 1);
                break;
            default:
                if (isTyped)
                {
                    Text = Text.Insert(Caret++, key.KeyChar.ToString());
                }
                break;
        }
    }
}
