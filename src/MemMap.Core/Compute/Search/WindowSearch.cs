using MemMap.Geometry;

namespace MemMap.Compute;

/// <summary>A part of an array that is searched at once.</summary>
/// <param name="Layout">The elements.</param>
/// <param name="First">The position of the first one in the array, in C order; for bytes, that of the first byte.</param>
/// <param name="Length">How many there are.</param>
internal readonly record struct SearchWindow(Layout Layout, long First, long Length);

/// <summary>
/// A search in windows of bounded size: what was found in one is at hand before the next one is read, and nothing is held between two, so
/// the caller may take as long as it likes, and stop.
/// </summary>
internal abstract class WindowSearch
{
    /// <summary>The windows in order, without the memory being touched.</summary>
    internal abstract IEnumerable<SearchWindow> Windows { get; }

    /// <summary>The positions of what is found in a window, in order.</summary>
    internal abstract long[] Find(SearchWindow window);

    /// <summary>How much is found in a window.</summary>
    internal virtual long Count(SearchWindow window) => Find(window).LongLength;

    /// <summary>The bytes of a window.</summary>
    internal abstract long BytesOf(SearchWindow window);

    /// <summary>The last positions, so many at most, in order: windows are searched from the end.</summary>
    internal IEnumerable<long> FindLast(long count)
    {
        Stack<long[]> found = new();
        foreach (SearchWindow window in Windows.Reverse())
        {
            if (count <= 0)
            {
                break;
            }
            long[] here = Find(window);
            found.Push(here.Length > count ? here[^(int)count..] : here);
            count -= found.Peek().Length;
        }
        return found.SelectMany(static positions => positions);
    }

    /// <summary>How much is found in all.</summary>
    internal long Count() => Windows.Sum(Count);
}
