namespace MemMap.Viewer;

// Searching.
internal sealed partial class HexViewer
{
    private ByteSearch? _search;
    private BytePattern? _pattern;

    // The last match.
    private long _match = -1;
    private int _matchLength;

    /// <summary>Goes on with the search for a moment.</summary>
    internal void Search()
    {
        ByteSearch search = _search!;
        try
        {
            if (!search.Step())
            {
                return;
            }
            _search = null;
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            _search = null;
            (_message, _isError) = (e.Message, true);
            return;
        }
        if (search.Found is { } found)
        {
            (_match, _matchLength) = (found, search.Length);
            Jump(found);
            KeepVisible();
        }
        else
        {
            Tell($"not found {(search.IsForward ? "from" : "before")} {Address(Math.Min(search.From, Math.Max(0, _bytes.Length - 1)))}"
                + (search.From > 0 && search.IsForward ? "; Ctrl+Home and n search from the start" : ""));
        }
    }

    // The first match may be at the cursor, each other one is behind it.
    private void Find(BytePattern pattern)
    {
        _pattern = pattern;
        _search = new(_bytes, pattern, _cursor, isForward: true);
    }

    private void FindAgain(bool isForward)
    {
        if (_pattern is null)
        {
            AskPattern();
            return;
        }
        // From the start, a match there counts.
        long from = isForward ? _cursor == 0 && _match != 0 ? 0 : _cursor + 1 : _cursor;
        _search = new(_bytes, _pattern, from, isForward);
    }

    private void StopSearch(ConsoleKeyInfo key)
    {
        if (key.Key == ConsoleKey.Escape || Control(ConsoleKey.C)(key))
        {
            _search = null;
            Tell("search stopped");
        }
    }

    private bool IsMatch(long position) => _match >= 0 && position >= _match && position - _match < _matchLength;
}
