using System.Collections;
using System.Management.Automation;
using MemMap.Compute;
using MemMap.Geometry;
using MemMap.Parameters;
using MemMap.Questions;
using MemMap.Remoting;

namespace MemMap.Commands;

// The elements for which a condition holds, in their order or in another one, and what tables have for their values.
public sealed partial class ConvertFromMemMapCommand
{
    private const int OrderedItems = 1024;

    private LookupTables? _lookup;

    // Where the elements between two values begin in the array.
    private long _firstPosition;

    /// <summary>
    /// Selects the records whose field -SortedBy is from one value to another, both included: -Between $from, $to. $null is no limit, and
    /// NaN and NaT are in no range. They
    /// are found by bisection: some dozen records are read, whatever the size of the file. The values are numbers, text or times.
    /// </summary>
    [Parameter]
    [RangeEnds]
    public object?[]? Between { get; set; }

    /// <summary>
    /// With -Between: the field that the records are sorted by, in ascending order. Only records that are compared are checked: if some of
    /// them are out of order, it is an error. -Verbose tells how many that were. An array without fields is sorted itself.
    /// </summary>
    /// <value>the field of -Field</value>
    [Parameter]
    [ValidateNotNullOrEmpty, ArgumentCompleter(typeof(FieldCompleter))]
    public string? SortedBy { get; set; }

    /// <summary>
    /// Orders the records by this field, and those that are equal in it by the next one. With -First, only these records are kept, in one
    /// pass over the data and in memory for so many keys. Text is ordered by the numbers of its characters; NaN and NaT come last. Equal
    /// records keep their order. As of Sort-Object, { $_.price } is a field too, and @{ Expression = 'price'; Descending = $true } has a
    /// direction of its own.
    /// </summary>
    [Parameter]
    [OrderKeyArgument, ValidateNotNullOrEmpty, ArgumentCompleter(typeof(FieldCompleter))]
    public OrderKey[]? OrderBy { get; set; }

    /// <summary>With -OrderBy: the largest values come first, of the fields that have no direction of their own.</summary>
    [Parameter]
    public SwitchParameter Descending { get; set; }

    /// <summary>
    /// Replaces values of fields by what tables have for them: -Lookup @{ host = @{ 1 = 'alpha'; 2 = 'beta' } }. Integers are found
    /// whatever their types are, members of enums by name or number. Text that reads as the field's numbers or dates is such a key, as in a
    /// table from JSON or CSV. A value that the table doesn't have stays as it is; if it has none of them, that is a warning. -Where and
    /// -OrderBy see the fields as they are.
    /// </summary>
    [Parameter]
    [ValidateNotNull]
    public IDictionary? Lookup { get; set; }

    private bool TryLookup(DType dtype)
        => Lookup is null || Try(null, () => new LookupTables(Lookup, dtype, Field), out _lookup);

    private void WriteOrdered(NDArray source, Condition? condition, OrderKey[] keys)
    {
        long count = First is { } first ? first + Math.Min(Skip, long.MaxValue - first) : long.MaxValue;
        if (!TryLong(source, "Ordering", 1, () => RecordOrder.First(source, condition, keys, Descending, count), out var places))
        {
            return;
        }
        for (long at = Skip; at < places.Length; at += OrderedItems)
        {
            long[] some = places.AsSpan((int)at, (int)Math.Min(OrderedItems, places.Length - at)).ToArray();
            if (!Try(source, () => RecordOrder.At(IndexParameter.Fields(source, Field), source.Shape, some), out var elements))
            {
                return;
            }
            Write(elements, some, 0, 0, source);
        }
    }

    private void WriteWhere(NDArray source, Condition condition)
    {
        if (Last is { } last)
        {
            WriteLastMatches(source, condition, last);
            return;
        }
        if (source is DistributedMemMap remote && !WithIndex)
        {
            WriteFromHosts(remote);
            return;
        }
        long skip = Skip, left = First ?? long.MaxValue, first = 0;
        using IEnumerator<NDArray> blocks = (source is DistributedMemMap hosts ? DistributedFetch.Blocks(hosts, StopToken) : [source])
            .GetEnumerator();
        while (left > 0 && Try(source, () => blocks.MoveNext() ? blocks.Current : null, out NDArray? next) && next is { } block)
        {
            if (!WriteMatches(block, condition, first, source, ref skip, ref left))
            {
                return;
            }
            first += block.Size;
        }
    }

    private void WriteFromHosts(DistributedMemMap source)
    {
        long count = First is { } first ? first + Math.Min(Skip, long.MaxValue - first) : long.MaxValue;
        if (Try(
            source, () => DistributedRecords.Run(source, HostCondition.Of(this, Where)!, Field, count, StopToken), out var records))
        {
            long skip = Math.Min(Skip, records.NDim == 0 ? 0 : records.Layout.Shape[0]);
            Write(records, new long[records.Layout.Shape[0] - skip], skip, 0, records);
        }
    }

    private void WriteLastMatches(NDArray source, Condition condition, long last)
    {
        if (Try(source, () => condition.FilterOf(source).FindLast(last).ToArray(), out var places))
        {
            WriteAt(source, places);
        }
    }

    /// <summary>Writes those of a block of records for which a condition holds.</summary>
    /// <param name="block">The records.</param>
    /// <param name="condition">The condition.</param>
    /// <param name="first">The position of the first one in the source.</param>
    /// <param name="source">What they are from.</param>
    /// <param name="skip">The number of matches to leave out; those that were are taken off.</param>
    /// <param name="left">The number of matches to write; those that were are taken off.</param>
    /// <returns>False if that failed.</returns>
    private bool WriteMatches(NDArray block, Condition condition, long first, NDArray source, ref long skip, ref long left)
    {
        RowFilter filter = condition.FilterOf(block);
        foreach (SearchWindow window in filter.Windows)
        {
            if (left == 0)
            {
                break;
            }
            if (!Try(block, () => Found(filter, window), out var found))
            {
                return false;
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
        return true;
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
                WriteElement(WithIndex ? IndexOf(source, firstPlace + places[position / items]) : null, value);
                position++;
            }
        }
    }

    private void WriteAt(NDArray source, long[] places)
    {
        foreach (long place in places)
        {
            object[] index = UnravelIndex.Index(source.Layout.Shape, place) is long[] several ? [.. several.Cast<object>()] : [place];
            if (!Try(source, () => ItemAt(IndexParameter.Fields(source, Field)), out object? value))
            {
                return;
            }
            WriteElement(WithIndex ? IndexOf(source, place) : null, value);

            // A field that is a sub-array has axes of its own.
            object? ItemAt(NDArray elements) => elements.NDim == index.Length ? elements.Ref.Item(place) : elements.GetItem(index);
        }
    }

    private object IndexOf(NDArray source, long place)
        => source.NDim == 1 ? _firstPosition + place : UnravelIndex.Index(source.Layout.Shape, place);
}
