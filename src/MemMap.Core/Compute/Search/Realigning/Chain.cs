namespace MemMap.Compute;

/// <summary>Selects, of ranges that two arrays have in common, those that are in the same order in both.</summary>
internal static class Chain
{
    /// <summary>Returns the ranges in one order that have the most units together. They don't overlap.</summary>
    /// <param name="matches">The ranges, in the order of the second array.</param>
    internal static List<(long X, long Y, long Length)> Longest(List<(long X, long Y, long Length)> matches)
    {
        // The longest increasing subsequence, by weight: best[r] is the best chain that ends at one of the r lowest positions, in a tree of
        // sums (Fenwick).
        int[] ranks = new int[matches.Count];
        long[] starts = [.. matches.Select(static match => match.X).Distinct().Order()];
        var best = new (long Total, int Last)[starts.Length + 1];
        Array.Fill(best, (0, -1));
        int[] before = new int[matches.Count];
        (long Total, int Last) end = (0, -1);
        for (int i = 0; i < ranks.Length; i++)
        {
            int rank = Array.BinarySearch(starts, matches[i].X);
            (long Total, int Last) found = (0, -1);
            for (int r = rank; r > 0; r -= r & -r)
            {
                found = best[r].Total > found.Total ? best[r] : found;
            }
            before[i] = found.Last;
            (long Total, int Last) here = (found.Total + matches[i].Length, i);
            for (int r = rank + 1; r < best.Length; r += r & -r)
            {
                best[r] = here.Total > best[r].Total ? here : best[r];
            }
            end = here.Total > end.Total ? here : end;
        }
        List<(long X, long Y, long Length)> chain = [];
        for (int i = end.Last; i >= 0; i = before[i])
        {
            chain.Add(matches[i]);
        }
        chain.Reverse();
        return Apart(chain);
    }

    // Equal units at the border of two ranges may belong to either: the first one keeps them.
    private static List<(long X, long Y, long Length)> Apart(List<(long X, long Y, long Length)> chain)
    {
        List<(long X, long Y, long Length)> apart = [];
        long free = 0;
        foreach ((long x, long y, long length) in chain)
        {
            long overlap = Math.Max(0, free - x);
            if (overlap < length)
            {
                apart.Add((x + overlap, y + overlap, length - overlap));
                free = x + length;
            }
        }
        return apart;
    }
}
