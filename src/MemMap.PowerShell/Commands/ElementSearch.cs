using MemMap.Compute;
using MemMap.Geometry;

namespace MemMap.Commands;

/// <summary>
/// Finds the elements for which a test of their value holds. The windows have only a thousand elements, because such tests are slow.
/// </summary>
internal sealed class ElementSearch(NDArray array, Predicate<object?> test) : WindowSearch
{
    private const long WindowItems = 1024;

    internal override IEnumerable<SearchWindow> Windows
    {
        get
        {
            long first = 0;
            foreach (Layout layout in Slabs.Of(array.Layout, array.NDim, WindowItems))
            {
                yield return new(layout, first, layout.Size);
                first += layout.Size;
            }
        }
    }

    internal override long BytesOf(SearchWindow window) => window.Length * array.ItemSize;

    internal override long[] Find(SearchWindow window)
    {
        List<long> found = [];
        ElementReader reader = new(array.Ref.WithLayout(window.Layout));
        long position = window.First;
        for (var block = reader.Read(); block.Count > 0; block = reader.Read())
        {
            foreach (object? value in block)
            {
                if (test(value))
                {
                    found.Add(position);
                }
                position++;
            }
        }
        return [.. found];
    }
}
