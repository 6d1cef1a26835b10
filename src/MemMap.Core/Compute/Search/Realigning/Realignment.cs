namespace MemMap.Compute;

/// <summary>
/// Finds what was inserted, removed and changed between two arrays of bytes, in bounded memory. Equal ranges are skipped as fast as they
/// are read. Where the arrays part, they are searched for common ranges in windows that grow until there are some, and what lies between
/// those is compared exactly if it is short.
/// </summary>
internal sealed class Realignment(RecordBytes x, RecordBytes y, int size)
{
    /// <summary>The bytes of the first window, and by how much the next one is larger.</summary>
    private const int FirstWindow = 1 << 16, Growth = 16;

    /// <summary>The bytes within which both arrays may be equal again at the same distance, and how many equal ones tell that.</summary>
    private const int NearBytes = 256, SeenBytes = 16;

    /// <summary>The most bytes, and units, of a range that is compared exactly.</summary>
    private const int ExactBytes = 1 << 20, ExactUnits = 1 << 13;

    /// <summary>Fewer equal bytes between two changes belong to one change.</summary>
    private const int LeastBetween = 4;

    private readonly UnitPair _pair = new(x, y, size);
    private readonly AnchorSearch _anchors = new(new(x, y, size));

    /// <summary>Returns the ranges that differ, in order.</summary>
    /// <param name="progress">Is called with the number of units of the first array that are done.</param>
    internal IEnumerable<Edit> Edits(Action<long>? progress = null)
    {
        Edit? open = null;
        long least = Math.Max(1, LeastBetween / size);
        foreach (Edit edit in Parts())
        {
            progress?.Invoke(edit.XEnd);
            if (open is not { } before)
            {
                open = edit;
            }
            else if (edit.X - before.XEnd is var between
                && (between == 0 || (between < least && before.IsReplacement && edit.IsReplacement)))
            {
                open = before with { XEnd = edit.XEnd, YEnd = edit.YEnd };
            }
            else
            {
                yield return before;
                open = edit;
            }
        }
        if (open is { } last)
        {
            yield return last;
        }
    }

    private IEnumerable<Edit> Parts()
    {
        long xEnd = x.Length / size, yEnd = y.Length / size, i = _pair.Same(0, 0, Math.Min(xEnd, yEnd)), j = i;
        long tail = _pair.SameBefore(xEnd, yEnd, Math.Min(xEnd, yEnd) - i);
        (xEnd, yEnd) = (xEnd - tail, yEnd - tail);
        while (i < xEnd || j < yEnd)
        {
            Edit rest = new(i, xEnd, j, yEnd);
            foreach (Edit edit in Next(rest))
            {
                yield return edit;
                (i, j) = (edit.XEnd, edit.YEnd);
            }
            long same = _pair.Same(i, j, Math.Min(xEnd - i, yEnd - j));
            (i, j) = (i + same, j + same);
        }
    }

    /// <summary>Returns the edits up to where both arrays are equal again.</summary>
    private IEnumerable<Edit> Next(Edit rest)
    {
        if (!rest.IsReplacement)
        {
            return [rest];
        }
        if (Near(rest, isSure: true) is { } near)
        {
            return [near];
        }
        for (long bytes = FirstWindow; ; bytes *= Growth)
        {
            long units = Math.Max(1, bytes / size);
            Edit window = new(rest.X, rest.X + Math.Min(units, rest.XLength), rest.Y, rest.Y + Math.Min(units, rest.YLength));
            if (_anchors.Find(window, _anchors.BlockOf(window.XLength)) is { Count: > 0 } anchors)
            {
                return Between(window with { XEnd = anchors[^1].X, YEnd = anchors[^1].Y }, anchors, _anchors.BlockOf(window.XLength));
            }
            if (bytes == FirstWindow && Near(rest, isSure: false) is { } perhaps)
            {
                return [perhaps];
            }
            if (window == rest)
            {
                return Resolve(rest, _anchors.BlockOf(window.XLength));
            }
        }
    }

    /// <summary>Returns a change of a few units, behind which both arrays are equal; null if there is none.</summary>
    /// <param name="rest">What is to be compared.</param>
    /// <param name="isSure">Whether bytes of one value don't count: equal ones may be at many places.</param>
    private Edit? Near(Edit rest, bool isSure)
    {
        long seen = Math.Max(1, SeenBytes / size);
        long most = Math.Min(Math.Max(1, NearBytes / size), Math.Min(rest.XLength, rest.YLength) - seen);
        for (long distance = 1; distance <= most; distance++)
        {
            long same = _pair.Same(rest.X + distance, rest.Y + distance, seen);
            if (same == seen)
            {
                ReadOnlySpan<byte> bytes = x.At((rest.X + distance) * size, (int)(seen * size));
                if (!isSure || bytes.ContainsAnyExcept(bytes[0]))
                {
                    return new(rest.X, rest.X + distance, rest.Y, rest.Y + distance);
                }
            }
            distance += same;
        }
        return null;
    }

    private IEnumerable<Edit> Between(Edit gap, List<(long X, long Y, long Length)> anchors, int block)
    {
        (long i, long j) = (gap.X, gap.Y);
        foreach ((long atX, long atY, long length) in anchors)
        {
            foreach (Edit edit in Resolve(new(i, atX, j, atY), block))
            {
                yield return edit;
            }
            (i, j) = (atX + length, atY + length);
        }
    }

    /// <summary>Returns the edits of a gap between two common ranges.</summary>
    /// <param name="gap">The gap.</param>
    /// <param name="block">The size of the blocks that were searched, of which there are none in the gap.</param>
    private IEnumerable<Edit> Resolve(Edit gap, int block)
    {
        long same = _pair.Same(gap.X, gap.Y, Math.Min(gap.XLength, gap.YLength));
        gap = gap with { X = gap.X + same, Y = gap.Y + same };
        same = _pair.SameBefore(gap.XEnd, gap.YEnd, Math.Min(gap.XLength, gap.YLength));
        gap = gap with { XEnd = gap.XEnd - same, YEnd = gap.YEnd - same };
        if (!gap.IsReplacement)
        {
            return gap.XLength + gap.YLength == 0 ? [] : [gap];
        }
        if (IsShort(gap.XLength) && IsShort(gap.YLength))
        {
            return InPlace(gap) is { } edits ? edits : Shift(
                ShortestEdits.Of(
                    x.At(gap.X * size, (int)gap.XLength * size), y.At(gap.Y * size, (int)gap.YLength * size), size) ?? [Local(gap)],
                gap);
        }
        // A gap that is shorter than what was searched has shorter blocks.
        int smaller = _anchors.BlockOf(gap.XLength);
        return smaller < block && _anchors.Find(gap, smaller) is { Count: > 0 } anchors ? Inner(gap, anchors, smaller)
            : gap.XLength == gap.YLength ? Pieces(gap).SelectMany(piece => InPlace(piece) ?? [piece])
            : [gap];
    }

    private IEnumerable<Edit> Pieces(Edit gap)
    {
        long piece = Math.Max(1, Math.Min(ExactUnits, ExactBytes / size));
        for (long at = 0; at < gap.XLength; at += piece)
        {
            long end = Math.Min(at + piece, gap.XLength);
            yield return new(gap.X + at, gap.X + end, gap.Y + at, gap.Y + end);
        }
    }

    private IEnumerable<Edit> Inner(Edit gap, List<(long X, long Y, long Length)> anchors, int block)
        => Between(gap, anchors, block).Concat(
            anchors[^1] is var (atX, atY, length) ? Resolve(gap with { X = atX + length, Y = atY + length }, block) : []);

    private bool IsShort(long units) => units <= ExactUnits && units * size <= ExactBytes;

    private static Edit Local(Edit gap) => new(0, gap.XLength, 0, gap.YLength);

    private static IEnumerable<Edit> Shift(List<Edit> edits, Edit gap)
        => edits.Select(edit => new Edit(gap.X + edit.X, gap.X + edit.XEnd, gap.Y + edit.Y, gap.Y + edit.YEnd));

    /// <summary>Returns the changes of a range that kept its length; null if less than half of it is as it was.</summary>
    private List<Edit>? InPlace(Edit gap)
    {
        if (gap.XLength != gap.YLength)
        {
            return null;
        }
        List<Edit> edits = [];
        long changed = 0;
        for (long at = 0; at < gap.XLength;)
        {
            long same = _pair.Same(gap.X + at, gap.Y + at, gap.XLength - at);
            at += same;
            long start = at;
            while (at < gap.XLength && _pair.Same(gap.X + at, gap.Y + at, 1) == 0)
            {
                at++;
            }
            if (at > start)
            {
                edits.Add(new(gap.X + start, gap.X + at, gap.Y + start, gap.Y + at));
            }
            changed += at - start;
            if (changed * 2 > gap.XLength)
            {
                return null;
            }
        }
        return edits;
    }
}
