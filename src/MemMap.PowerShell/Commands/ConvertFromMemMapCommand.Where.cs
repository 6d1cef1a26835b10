using MemMap.Compute;
using MemMap.Geometry;
using MemMap.Output;
using MemMap.Parameters;
using MemMap.Questions;
using MemMap.Remoting;

namespace MemMap.Commands;

// The elements for which a condition holds.
public sealed partial class ConvertFromMemMapCommand
{
    private void WriteWhere(NDArray source, Condition condition)
    {
        if (Last is { } last)
        {
            if (Try(source, () => condition.FilterOf(source).FindLast(last).ToArray(), out var places))
            {
                WriteAt(source, places);
            }
            return;
        }
        long skip = Skip, left = First ?? long.MaxValue, first = 0;
        using IEnumerator<NDArray> blocks = (source is DistributedMemMap hosts ? DistributedFetch.Blocks(hosts, StopToken) : [source])
            .GetEnumerator();
        while (left > 0 && Try(source, () => blocks.MoveNext() ? blocks.Current : null, out NDArray? next) && next is { } block)
        {
            RowFilter filter = condition.FilterOf(block);
            foreach (SearchWindow window in filter.Windows)
            {
                if (left == 0 || !Try(block, () => Found(filter, window), out var found))
                {
                    return;
                }
                foreach ((long[] places, NDArray elements) in found)
                {
                    // What is skipped is not read.
                    long from = Math.Min(skip, places.Length), count = Math.Min(left, places.Length - from);
                    skip -= from;
                    left -= count;
                    Write(elements, places.AsSpan((int)from, (int)count).ToArray(), from, first, source);
                }
            }
            first += block.Size;
        }
    }

    private (long[] Places, NDArray Elements)[] Found(RowFilter filter, SearchWindow window)
        => filter.Each(window, (rows, mask, first) =>
        {
            ArrayRef elements = new MaskSelection(mask).Take(rows);
            return (RowFilter.MaskPositions(mask, first), IndexParameter.Fields(new NDArray(elements), Field));
        });

    private void Write(NDArray elements, long[] places, long from, long firstPlace, NDArray source)
    {
        // Of a field that is a sub-array, its items are written, as without a condition.
        long items = elements.NDim == 1 ? 1 : elements.Size / Math.Max(1, elements.Layout.Shape[0]);
        ElementReader reader = new(elements.Ref, from * items, places.Length * items);
        long position = 0;
        while (Try(elements, reader.Read, out var values) && values.Count > 0)
        {
            foreach (object? value in values)
            {
                object index = UnravelIndex.Index(source.Layout.Shape, firstPlace + places[position++ / items]);
                WriteObject(WithIndex ? new IndexedElement(index, value) : value, enumerateCollection: false);
            }
        }
    }

    private void WriteAt(NDArray source, long[] places)
    {
        foreach (long place in places)
        {
            object[] index = UnravelIndex.Index(source.Layout.Shape, place) is long[] several ? [.. several.Cast<object>()] : [place];
            if (!Try(source, () => IndexParameter.Fields(source, Field).GetItem(index), out object? value))
            {
                return;
            }
            WriteObject(WithIndex ? new IndexedElement(index is [var one] ? one : index.Cast<long>().ToArray(), value) : value,
                enumerateCollection: false);
        }
    }
}
