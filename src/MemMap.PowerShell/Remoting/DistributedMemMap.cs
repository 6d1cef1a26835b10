using MemMap.Compute;
using MemMap.Geometry;
using MemMap.Remoting;

namespace MemMap;

/// <summary>
/// An array whose rows are in files on several hosts, which Connect-MemMap makes. It has a shape and views as any array, and holds none of
/// its elements: cmdlets send what is to be done to the hosts and get back what came of it. Methods and operators work too, by fetching the
/// elements they need, up to <see cref="FetchLimit"/> bytes at a time.
/// </summary>
public sealed class DistributedMemMap : NDArray
{
    private readonly DistributedBuffer _hosts;

    internal DistributedMemMap(ArrayRef array, NDArray? @base = null) : base(array, @base) => _hosts = (DistributedBuffer)array.Buffer;

    /// <summary>
    /// The parts that have elements of this array or view, in the order in which they follow one another: host, path, first row, number of
    /// rows, dtype, length of the file.
    /// </summary>
    /// <exception cref="InvalidOperationException">A row of the view has elements in several files.</exception>
    public DistributedPart[] Parts => Pieces(out _);

    /// <summary>How each host mapped its files.</summary>
    public MapMode Mode => _hosts.Mode;

    /// <summary>Whether it was closed, through this array or any view of it.</summary>
    public bool IsClosed => _hosts.IsClosed;

    /// <summary>How many bytes a method, an operator or printing fetches from the hosts at most; more is an error that says so.</summary>
    public long FetchLimit
    {
        get => _hosts.FetchLimit;
        set => _hosts.FetchLimit = value;
    }

    internal DistributedBuffer Hosts => _hosts;

    /// <summary>The parts, and the axis along which they follow one another.</summary>
    internal DistributedPart[] Pieces(out int axis)
    {
        _hosts.Verify();
        List<Partition.Piece> pieces = Partition.Split(Layout, ItemSize, _hosts.Ends, out axis) ?? throw RemoteErrors.RowsAcrossParts();
        return [.. pieces.Select(piece => new DistributedPart(_hosts.Sources[piece.Part], piece.Layout, DType, piece.First, piece.Count))];
    }

    /// <inheritdoc/>
    public override EnvelopeResult Envelope(long bins) => DistributedBins.Envelope(this, bins, Interruption.Token);

    /// <inheritdoc/>
    public override HeatMapResult HeatMap(long rows, long columns) => DistributedBins.HeatMap(this, rows, columns, Interruption.Token);

    internal override HistogramCounts BinsBetween(long bins, double low, double high)
        => DistributedBins.Histogram(this, bins, low, high, Interruption.Token);

    /// <summary>Some of the array's bytes, which follow one another in C order.</summary>
    internal DistributedMemMap Range(long at, long count)
        => new(new ArrayRef(_hosts, new Layout([count], [1], Layout.Offset + at), DType.UInt8));

    /// <summary>Refuses new work for all views. The sessions stay as they are: they belong to who made them.</summary>
    public void Close() => _hosts.Close();

    private protected override NDArray ViewOf(ArrayRef view) => new DistributedMemMap(view, Base ?? this);
}
