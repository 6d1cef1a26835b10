
namespace MemMap.Compute;

/// <summary>Sums up the elements of each of many bins, in one pass over blocks.</summary>
internal static unsafe class Envelopes
{
    /// <param name="array">The elements, or a part of them.</param>
    /// <param name="count">The number of bins of the whole.</param>
    /// <param name="first">Where in the whole the array's first element stands.</param>
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
                        int run = (int)Math.Min(block.Length, bins.Start(bin + 1) - position);
                        BinSummary summary = new();
                        summary.Add(block[..run], position);
                        // What is kept doesn't depend on the order, and this is rare: a bin of few elements is one of few elements in all.
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
