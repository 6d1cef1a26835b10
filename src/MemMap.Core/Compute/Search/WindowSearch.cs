using MemMap.Geometry;

namespace MemMap.Compute;

/// <summary>A part of an array that is searched in one step.</summary>
/// <param name="Layout">The elements.</param>
/// <param name="First">The position in the array of the first one, in C order; for bytes, that of the first byte.</param>
/// <param name="Length">The number of elements or bytes.</param>
internal readonly record struct SearchWindow(Layout Layout, long First, long Length);

/// <summary>
/// A search in windows of bounded size. The matches of a window are available before the next one is read. No lease is held between
/// windows: the caller may take any time, or stop.
/// </summary>
internal abstract class WindowSearch
{
    /// <summary>The windows in order. Enumerating them does not touch the memory.</summary>
    internal abstract IEnumerable<SearchWindow> Windows { get; }

    /// <summary>The positions of the matches in a window, in order.</summary>
    internal abstract long[] Find(SearchWindow window);

    /// <summary>The number of matches in a window.</summary>
    internal virtual long Count(SearchWindow window) => Find(window).LongLength;

    /// <summary>The number of bytes of a window.</summary>
    internal abstract long BytesOf(SearchWindow window);

    /// <summary>The last matches, at most <paramref name="count"/>, in order. Windows are searched from the end.</summary>
    internal virtual IEnumerable<long> FindLast(long count)
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

    /// <summary>The number of matches in the array.</summary>
    internal long Count() => Windows.Sum(Count);
}
