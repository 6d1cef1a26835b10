namespace MemMap.Compute;

/// <summary>Finds the runs of bytes in which two blocks differ.</summary>
internal static class ChangedRuns
{
    /// <summary>The longest run. Longer ones are cut, so that a list of them can be read.</summary>
    internal const int MaxLength = 4096;

    /// <summary>Differing bytes with at most this many equal ones between them are in one run.</summary>
    private const int MaxGap = 7;

    /// <summary>Returns the runs in order. Each begins and ends with bytes that differ.</summary>
    /// <param name="old">One block; it may be longer.</param>
    /// <param name="now">The other one.</param>
    /// <param name="marks">
    /// The bytes that count. A byte that differs and does not count is in no run; <see langword="null"/> if all bytes count.
    /// </param>
    internal static IEnumerable<(int First, int Length)> Of(byte[] old, byte[] now, bool[]? marks)
    {
        for (int i = Next(0); i < now.Length; i = Next(i))
        {
            if (marks is not null && !marks[i])
            {
                i++;
                continue;
            }
            int first = i, last = i;
            for (i++; i < now.Length && i - last <= MaxGap + 1 && i - first < MaxLength; i++)
            {
                if (now[i] != old[i])
                {
                    if (marks is not null && !marks[i])
                    {
                        break;
                    }
                    last = i;
                }
            }
            i = last + 1;
            yield return (first, i - first);
        }

        int Next(int from) => from + now.AsSpan(from).CommonPrefixLength(old.AsSpan(from));
    }
}
