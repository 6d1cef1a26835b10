
namespace MemMap.Compute;

/// <summary>Summarises each of many bins, in one pass over blocks.</summary>
internal static unsafe class Envelopes
{
    /// <param name="array">The elements, or a part of them.</param>
    /// <param name="count">The number of bins of the whole.</param>
    /// <param name="first">The position of the array's first element in the whole.</param>
    /// <param name="total">The number of elements of the whole.</param>
    internal static BinSummary[] Run(ArrayRef array, long count, long first, long total)
    {
        Bins bins = Bins.OfWhole(total, count, first, array.Size);
        var summaries = new BinSummary[bins.Count];
        Array.Fill(summaries, new());
        BinnedElements elements = new(array.DType, "envelope");
        using (var leases = new LeaseSet())
        {
            Operand[] operands = BlockLoop.Normalize([elements.Operand(array, leases)], mayReorder: false);
            BlockLoop.Run(
                operands,
                (blocks, length, start) =>
                {
                    ReadOnlySpan<double> block = elements.Values(blocks[0], length);
                    int bin = 0;
                    for (long position = first + start; block.Length > 0;)
                    {
                        bin = bins.Of(position, bin);
                        int part = BlockLoop.PartItems - ((length - block.Length) % BlockLoop.PartItems);
                        int run = (int)Math.Min(Math.Min(block.Length, part), bins.Start(bin + 1) - position);
                        BinSummary summary = new();
                        summary.Add(block[..run], position);
                        // The result does not depend on the merging order. Few elements per bin occur only in small arrays, so the lock is
                        // taken rarely.
                        lock (summaries)
                        {
                            summaries[bin].Add(summary);
                        }
                        position += run;
                        block = block[run..];
                    }
                },
                leases.Verify);
        }
        return summaries;
    }
}
