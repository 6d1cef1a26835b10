using MemMap.Compute;
using MemMap.Geometry;
using MemMap.Output;

namespace MemMap.Commands;

// Writing the results to the pipeline.
public sealed partial class FindMemMapValueCommand
{
    private WindowSearch? _search;

    private void Write(NDArray array, WindowSearch search, ProgressLine progress)
    {
        _search = search;
        if (CountOnly)
        {
            long count = 0;
            if (ForEach(array, search, progress, search.Count, here => { count += here; return true; }))
            {
                _found += count;
                WriteCount(count, array);
            }
        }
        else if (Last > 0)
        {
            if (Try(array, () => search.FindLast(Last), out var positions))
            {
                progress.Tell(array, null);
                WriteAll(array, positions);
            }
        }
        else
        {
            long left = First > 0 ? First : long.MaxValue;
            ForEach(array, search, progress, search.Find, positions =>
            {
                long here = Math.Min(left, positions.LongLength);
                left -= here;
                return WriteAll(array, here == positions.LongLength ? positions : positions[..(int)here]) && left > 0;
            });
        }
    }

    // The number of matches in what was searched first, where more may follow. If nothing does, it is written as a mere number.
    private (long Count, NDArray Array, string? File)? _firstCount;

    private bool _areSeveralCounts;

    /// <summary>Writes a number of matches; of several files, with the file.</summary>
    private void WriteCount(long count, NDArray array)
    {
        if (_firstCount is null && !_areSeveralCounts && !AreSeveral)
        {
            _firstCount = (count, array, CurrentFile);
            return;
        }
        if (_firstCount is { } first)
        {
            _firstCount = null;
            WriteObject(MatchCount.Of(first.Count, first.Array, first.File));
        }
        _areSeveralCounts = true;
        WriteObject(MatchCount.Of(count, array, CurrentFile));
    }

    private void WriteOnlyCount()
    {
        if (_firstCount is { } only)
        {
            WriteObject(only.Count);
        }
    }

    /// <summary>
    /// Searches window by window until <paramref name="take"/> has enough. Returns <see langword="false"/> after a failure.
    /// </summary>
    private bool ForEach<T>(NDArray array, WindowSearch search, ProgressLine progress, Func<SearchWindow, T> find, Func<T, bool> take)
    {
        long bytes = 0;
        foreach (SearchWindow window in search.Windows)
        {
            if (!Try(array, () => find(window), out var found))
            {
                return false;
            }
            bytes += search.BytesOf(window);
            if (!take(found))
            {
                break;
            }
            progress.Report(bytes);
        }
        progress.Tell(array, bytes);
        return true;
    }

    private bool WriteAll(NDArray array, IEnumerable<long> positions)
    {
        foreach (long position in positions)
        {
            // Read the element only now: it may have changed since it was found.
            if (!Try(array, () => Found(array, position), out object? found))
            {
                return false;
            }
            _found++;
            WriteObject(found);
        }
        return true;
    }

    // Several patterns may stand at a position: the longest one counts, which is the first.
    private int LengthAt(NDArray array, long position)
        => _patterns.First(pattern => position + pattern.Length <= array.NBytes
            && pattern.IndexIn(RawElements.Bytes(array.Ref, position, pattern.Length)) == 0).Length;

    private object Found(NDArray array, long position)
    {
        int? length = _search is RegexSearch regex ? regex.LengthAt(position)
            : Single is { } pattern ? pattern.Length
            : _patterns.Length > 0 ? LengthAt(array, position)
            : null;
        if (length is { } bytes)
        {
            PatternMatch match = PatternMatch.At(array, position, bytes, Context, Text, _textEncoding);
            match.Source = _source;
            return match;
        }
        var element = IndexedElement.Of(
            UnravelIndex.Index(array.Layout.Shape, position), array.Ref.Item(position), array, InputObject is not NDArray, position);
        element.Source = _source;
        return element;
    }
}
