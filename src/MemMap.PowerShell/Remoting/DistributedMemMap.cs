using MemMap.Compute;
using MemMap.Geometry;
using MemMap.Remoting;

namespace MemMap;

/// <summary>
/// An array whose rows are in files on several hosts, made by Connect-MemMap. It has a shape and views like any array, but holds no
/// elements. Cmdlets run on the hosts, and only the results are transferred. Methods and operators fetch the elements that they need, up to
/// <see cref="FetchLimit"/> bytes at a time.
/// </summary>
public sealed class DistributedMemMap : NDArray
{
    private readonly DistributedBuffer _hosts;

    internal DistributedMemMap(ArrayRef array, NDArray? @base = null) : base(array, @base) => _hosts = (DistributedBuffer)array.Buffer;

    /// <summary>
    /// The parts with elements of this array or view, in order: host, path, first row, number of rows, dtype, length of the file.
    /// </summary>
    /// <exception cref="InvalidOperationException">A row of the view has elements in several files.</exception>
    public DistributedPart[] Parts => Pieces(out _);

    /// <summary>The mode in which the hosts mapped their files.</summary>
    public MapMode Mode => _hosts.Mode;

    /// <summary>Whether it was closed, through this array or any view of it.</summary>
    public bool IsClosed => _hosts.IsClosed;

    /// <summary>The maximum number of bytes that a method, an operator or printing fetches from the hosts. More is an error.</summary>
    public long FetchLimit
    {
        get => _hosts.FetchLimit;
        set => _hosts.FetchLimit = value;
    }

    internal DistributedBuffer Hosts => _hosts;

    /// <summary>Returns the parts, and the axis along which they are concatenated.</summary>
    internal DistributedPart[] Pieces(out int axis)
    {
        _hosts.Verify();
        List<Geometry.Partition.Piece> pieces = Geometry.Partition.Split(Layout, ItemSize, _hosts.Ends, out axis)
            ?? throw RemoteErrors.RowsAcrossParts();
        return [.. pieces.Select(piece => new DistributedPart(_hosts.Sources[piece.Part], piece.Layout, DType, piece.First, piece.Count))];
    }

    /// <inheritdoc/>
    public override EnvelopeResult Envelope(long bins) => DistributedBins.Envelope(this, bins, Interruption.Token);

    /// <inheritdoc/>
    public override HeatMapResult HeatMap(long rows, long columns) => DistributedBins.HeatMap(this, rows, columns, Interruption.Token);

    internal override HistogramCounts BinsBetween(long bins, double low, double high)
        => DistributedBins.Histogram(this, bins, low, high, Interruption.Token);

    /// <summary>Returns a range of the array's bytes in C order.</summary>
    internal DistributedMemMap Range(long at, long count)
        => new(new ArrayRef(_hosts, new Layout([count], [1], Layout.Offset + at), DType.UInt8));

    /// <summary>Makes any further use of the array and its views an error. The sessions stay open: they belong to their creator.</summary>
    public void Close() => _hosts.Close();

    private protected override NDArray ViewOf(ArrayRef view) => new DistributedMemMap(view, Base ?? this);
}
