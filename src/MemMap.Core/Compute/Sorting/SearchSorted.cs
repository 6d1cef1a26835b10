using System.Collections;
using System.Runtime.CompilerServices;
using MemMap.DataTypes;
using MemMap.Memory;

namespace MemMap.Compute;

/// <summary>
/// Finds where values belong in sorted elements, by bisection: a few dozen elements are read for a value, however many there are. They may
/// be anywhere, such as one field of the records of a file, or lazy.
/// </summary>
internal static unsafe class SearchSorted
{
    /// <summary>From so many values on, for so many elements at most for each, the elements are copied where they can't be read as they
    /// are.</summary>
    private const long ManyValues = 64, ElementsOfValue = 8;

    /// <summary>Searches native numbers in memory, so many bytes apart.</summary>
    private delegate void DirectSearch(byte* elements, long stride, long length, bool isRight, byte* values, long* result, int count);

    /// <summary>The order of an element and a value, each in the dtype of its block.</summary>
    private delegate int Comparer(byte* element, byte* value);

    /// <summary>
    /// Converts values to an array that is compared with elements of a dtype: what elements stand for becomes the stored number, and text
    /// beside times is read as times. Arrays are unchanged.
    /// </summary>
    internal static ArrayRef Values(object? value, DType dtype)
    {
        if (value is IArrayFace { Ref: var array })
        {
            return array;
        }
        if (dtype.Meaning is { } meaning)
        {
            value = ArrayLiteral.IsList(value) && !ArrayLiteral.IsTyped(value)
                ? ((IEnumerable)value!).Cast<object?>().Select(item => Stored(HostObjects.Unwrap(item))).ToArray() : Stored(value);

            object? Stored(object? item) => meaning.ToNumber(item) ?? item;
        }
        if (value is DateTimeOffset or DateOnly)
        {
            value = TimeArithmetic.Plain(value);
        }
        ArrayRef values = ArrayLiteral.Create(value, null);
        return values.DType.Kind == ElementKind.Text && dtype.Traits.IsTime
            ? values.AsType(dtype.Kind == ElementKind.DateTime64 ? DType.Parse("M8") : dtype) : values;
    }

    /// <summary>The positions before which values belong: an int64 array in the shape of the values.</summary>
    /// <param name="sorted">The elements, of one axis.</param>
    /// <param name="values">The values.</param>
    /// <param name="isRight">Whether a value belongs behind the elements that are equal to it, and not before them.</param>
    /// <param name="sorter">The positions of the elements in sorted order; null if they are sorted.</param>
    internal static ArrayRef Run(ArrayRef sorted, ArrayRef values, bool isRight, ArrayRef? sorter)
    {
        if (sorted.DType.IsRecord)
        {
            throw Error.SearchSortedRecords(sorted.DType);
        }
        if (sorted.NDim != 1)
        {
            throw Error.NotOneAxis(sorted.NDim);
        }
        long length = sorted.Size;
        if (sorter is { } order && (order.NDim != 1 || order.Size != length || !order.DType.IsInteger))
        {
            throw Error.NotASorter(order.DType, order.Layout.Shape, length);
        }
        ArrayRef result = ArrayRef.Allocate(values.Layout.Shape, DType.Int64);
        (DType element, DType key, Comparer compare) = Order("searchsorted", sorted.DType, values.DType);
        ElementOrder keys = ElementOrder.Of(key);
        DirectSearch? direct = sorter is null && element.Equals(key) ? new Direct().Visit(element) : null;
        bool isDirect = sorted.DType.Equals(element) && !sorted.Buffer.IsBuffered;
        if (!isDirect && values.Size >= ManyValues && length / ElementsOfValue <= values.Size)
        {
            sorted = sorted.AsType(element).InMemory();
            isDirect = !sorted.Buffer.IsBuffered;
        }
        using var leases = new LeaseSet();
        Operand elements = leases.Input(sorted, element);
        Operand? positions = sorter is { } given ? leases.Input(given, DType.Int64) : null;
        Operand[] operands = BlockLoop.Normalize([leases.Input(values, key), leases.Output(result, DType.Int64)], mayReorder: true);
        CancellationToken cancellation = Interruption.Token;
        BlockLoop.Run(
            operands,
            (blocks, count, _) =>
            {
                if (direct is not null && isDirect)
                {
                    byte* first = elements.Memory + sorted.Layout.Offset;
                    direct(first, sorted.Layout.Strides[0], length, isRight, blocks[0], (long*)blocks[1], count);
                    return;
                }
                using BlockPort port = new(elements, 1, cancellation);
                using BlockPort? ranks = positions is { } operand ? new(operand, 1, cancellation) : null;
                Block(port, ranks, length, isRight, blocks[0], key.ItemSize, (long*)blocks[1], count, compare, keys);
            },
            leases.Verify);
        return result;
    }

    /// <summary>The search as an elementwise operation on values, among elements that are few enough to be copied.</summary>
    /// <param name="operation">numpy's name of the operation, for error texts.</param>
    /// <param name="sorted">The elements, of one axis.</param>
    /// <param name="values">The dtype of the values.</param>
    /// <param name="isRight">Whether a value belongs behind the elements that are equal to it, and not before them.</param>
    internal static Loop Among(string operation, ArrayRef sorted, DType values, bool isRight)
    {
        (DType element, DType key, Comparer compare) = Order(operation, sorted.DType, values);
        ElementOrder keys = ElementOrder.Of(key);
        DirectSearch? direct = element.Equals(key) ? new Direct().Visit(element) : null;
        long length = sorted.Size;
        ArrayRef copy = CastCopy.Convert(sorted, element, MemoryOrder.C, Casting.Unsafe);
        return new(
            (blocks, count) =>
            {
                using BufferLease lease = copy.Lease();
                if (direct is not null)
                {
                    direct(lease.Pointer, element.ItemSize, length, isRight, blocks[0], (long*)blocks[1], count);
                    return;
                }
                Operand elements = new(
                    new LeasedMemory(lease.Pointer, length * element.ItemSize), copy.Layout, element, element, IsOutput: false);
                using BlockPort port = new(elements, 1, default);
                Block(port, null, length, isRight, blocks[0], key.ItemSize, (long*)blocks[1], count, compare, keys);
            },
            DType.Int64, key, DType.Int64);
    }

    private static void Block(
        BlockPort port, BlockPort? ranks, long length, bool isRight, byte* value, int size, long* result, int count, Comparer compare,
        ElementOrder keys)
    {
        int most = isRight ? 0 : -1;
        long low = 0, high = length;
        for (int i = 0; i < count; i++, value += size)
        {
            // Values are often in order, and the next one then belongs behind the last one.
            bool isBehind = i > 0 && keys.Compare(value - size, value) <= 0;
            (low, high) = isBehind ? (low, length) : (0, i == 0 ? length : low);
            while (low < high)
            {
                long middle = low + ((high - low) >> 1), at = ranks is null ? middle : Place(ranks, middle, length);
                byte* element = port.Open(at, 1);
                bool isBefore = compare(element, value) <= most;
                port.Close(element, at, 1);
                (low, high) = isBefore ? (middle + 1, high) : (low, middle);
            }
            result[i] = low;
        }
    }

    private static long Place(BlockPort ranks, long rank, long length)
    {
        byte* block = ranks.Open(rank, 1);
        long place = *(long*)block;
        ranks.Close(block, rank, 1);
        return place >= 0 && place < length ? place : throw Error.SorterOutside(place, length);
    }

    /// <summary>
    /// The dtypes of blocks of elements and of values, and their order. It is that of <see cref="Sort"/>, in their common dtype; 64-bit
    /// integers, which may have none, are compared by their exact values.
    /// </summary>
    private static (DType Element, DType Value, Comparer Compare) Order(string operation, DType sorted, DType values)
    {
        if (sorted.Kind == ElementKind.UInt64 && values.KindLetter == 'i')
        {
            return (DType.UInt64, DType.Int64, static (x, y) => OrderOfUnsignedSigned.Of(*(ulong*)x, *(long*)y));
        }
        if (sorted.KindLetter == 'i' && values.Kind == ElementKind.UInt64)
        {
            return (DType.Int64, DType.UInt64, static (x, y) => OrderOfSignedUnsigned.Of(*(long*)x, *(ulong*)y));
        }
        bool areNumbers = sorted.IsNumeric && values.IsNumeric, areTexts = TextOrder.IsText(sorted) && TextOrder.IsText(values);
        DType common = areNumbers || areTexts || TimeArithmetic.SameKind(sorted, values) is not null
            ? Promotion.PromoteTypes(sorted, values)
            : sorted.Equals(values) ? Sort.LineType(sorted) : throw Error.NoLoop(operation, sorted, values);
        ElementOrder order = ElementOrder.Of(common);
        return (common, common, order.Compare);
    }

    private sealed class Direct : DTypeVisitor<DirectSearch?>
    {
        protected override DirectSearch? Real<T>(DType dtype) => static (elements, stride, length, isRight, values, result, count) =>
        {
            long low = 0;
            T last = T.Zero;
            for (int i = 0; i < count; i++)
            {
                T value = ((T*)values)[i];
                bool isNaN = T.IsNaN(value);
                // Values are often in order, and the next one then belongs behind the last one.
                long high = i == 0 || isNaN || value >= last ? length : low;
                low = i > 0 && value >= last ? low : 0;
                last = value;
                while (low < high)
                {
                    long middle = low + ((high - low) >> 1);
                    T element = Unsafe.ReadUnaligned<T>(elements + (middle * stride));
                    bool isBefore = isRight ? isNaN || element <= value : element < value || (isNaN && !T.IsNaN(element));
                    low = isBefore ? middle + 1 : low;
                    high = isBefore ? high : middle;
                }
                result[i] = low;
            }
        };

        protected override DirectSearch? Unsupported(DType dtype) => null;
    }
}
