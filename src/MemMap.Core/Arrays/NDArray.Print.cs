using System.Globalization;
using MemMap.Compute;
using MemMap.Geometry;
using MemMap.Memory;
using MemMap.Text;

namespace MemMap;

public partial class NDArray
{
    /// <summary>
    /// The elements as numpy prints them: summarised above 1000, 75 columns wide, culture-invariant. For a closed map it is a line that
    /// says so: PowerShell hides an error of this method in a text such as "$m".
    /// </summary>
    public override string ToString()
    {
        try
        {
            return Print(PrintOptions.Default);
        }
        catch (ObjectDisposedException exception)
        {
            return $"({exception.Message})";
        }
    }

    /// <summary>The elements as text, with other limits than numpy's.</summary>
    internal string Print(PrintOptions options)
    {
        using BufferLease lease = Lease();
        return ArrayPrinter.Format(DType, Layout.Shape, Buffer.IsBuffered ? new SeenElements(_ref, options).Read : _ref.ReadBytes, options);
    }

    /// <summary>Records as a table, with their first and last rows.</summary>
    /// <param name="width">The longest line.</param>
    /// <param name="rows">The most rows.</param>
    internal IEnumerable<string> PrintTable(int width, int rows)
    {
        using BufferLease lease = Lease();
        RecordTable table = new(DType);
        long all = Size, first = all <= rows ? all : (rows - 1) / 2 + ((rows - 1) % 2);
        byte[] record = new byte[ItemSize];
        foreach ((long from, long to) in ((long, long)[])[(0, first), (all <= rows ? all : all - ((rows - 1) / 2), all)])
        {
            if (from > first)
            {
                table.AddGap();
            }
            // Each row for itself would be a read, or a message to another host.
            ArrayRef part = NDim == 1 ? _ref.WithLayout(Layout.Narrow(0, from, to - from)) : _ref;
            part = NDim == 1 && Buffer.IsBuffered ? part.CopyStored() : part;
            for (long position = from; position < to; position++)
            {
                long[] index = Geometry.UnravelIndex.Of(Layout.Shape, position);
                part.ReadBytes(NDim == 1 ? [position - from] : index, record);
                table.Add(string.Join(", ", index.Select(Number)), record);
            }
        }
        return [.. table.Lines(width)];
    }

    private static string Number(long index) => index.ToString(CultureInfo.InvariantCulture);

    /// <summary>
    /// The elements that are seen of an array whose bytes are in no memory: to ask for each would be a read, or a message to another host,
    /// for each. What is seen of a summarised array is at its corners, and each corner is read at once.
    /// </summary>
    private sealed class SeenElements(ArrayRef array, PrintOptions options)
    {
        // By corner: a bit for each axis that tells whether it is the far end.
        private readonly Dictionary<ulong, ArrayRef> _corners = [];
        private VisibleItems? _visible;

        internal void Read(ReadOnlySpan<long> index, Span<byte> destination)
        {
            _visible ??= new(array.Layout.Shape, options);
            Span<long> place = stackalloc long[index.Length];
            ulong corner = 0;
            for (int axis = 0; axis < place.Length; axis++)
            {
                long start = Start(axis, index[axis]);
                corner |= start > 0 ? 1UL << axis : 0;
                place[axis] = index[axis] - start;
            }
            if (!_corners.TryGetValue(corner, out ArrayRef copy))
            {
                _corners[corner] = copy = Corner(index).CopyStored();
            }
            copy.ReadBytes(place, destination);
        }

        private long Start(int axis, long index)
            => _visible!.GapBefore(axis) is >= 0 and var edge && index >= edge ? array.Layout.Shape[axis] - edge : 0;

        private ArrayRef Corner(ReadOnlySpan<long> index)
        {
            Geometry.Layout layout = array.Layout;
            for (int axis = 0; axis < index.Length; axis++)
            {
                layout = layout.Narrow(axis, Start(axis, index[axis]), _visible!.Count(axis) - Math.Max(0, _visible.GapBefore(axis)));
            }
            return array.WithLayout(layout);
        }
    }
}
