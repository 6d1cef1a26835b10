using MemMap.Compute;

namespace MemMap;

// Searches.
public partial class NDArray
{
    /// <summary>
    /// The offsets at which a pattern stands in the elements' bytes, taken in C order; also where it overlaps itself. The bytes are read
    /// while the offsets are taken, a few megabytes at a time.
    /// </summary>
    /// <param name="pattern">The pattern to find.</param>
    /// <exception cref="ObjectDisposedException">The map was closed.</exception>
    public IEnumerable<long> Find(BytePattern pattern)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        PatternSearch search = new(_ref, pattern);
        return search.Windows.SelectMany(search.Find);
    }

    /// <summary>
    /// The positions, counted in C order, of the elements for which a test holds. They are tested while the positions are taken, about a
    /// million at a time.
    /// </summary>
    /// <param name="test">Gives an array of bools for a part of this array, such as <c>part => part.Gt(5)</c>.</param>
    /// <exception cref="ObjectDisposedException">The map was closed.</exception>
    public IEnumerable<long> Find(Func<NDArray, NDArray> test)
    {
        ArgumentNullException.ThrowIfNull(test);
        ValueSearch search = new(_ref, part => test(ViewOf(part))._ref);
        return search.Windows.SelectMany(search.Find);
    }
}
