using MemMap.Compute;

namespace MemMap.Tests.Faults;

/// <summary>What is asked to stop stops within what it does, and not only before and after.</summary>
public class CancelTests
{
    [Theory]
    [InlineData(1000)]
    [InlineData(300_000)]
    public void A_sort_in_place_that_is_stopped_has_all_its_elements(int count)
    {
        Random random = new(3);
        double[] values = [.. Enumerable.Range(0, count).Select(_ => random.NextDouble() - 0.5)];
        double[] sorted = [.. values.Order()];
        NDArray array = NDArray.Array(values).Copy();
        for (int round = 0; round < 3; round++)
        {
            using CancellationTokenSource stop = new();
            using (Interruption.Use(stop.Token))
            {
                stop.CancelAfter(random.Next(20));
                try
                {
                    array.SortInPlace();
                }
                catch (OperationCanceledException)
                {
                    // At any point, or not at all.
                }
            }
            Assert.True(((double[])array.ToArray()).Order().SequenceEqual(sorted));
            array.SetItem([], NDArray.Array(values));
        }
    }

    [Fact]
    public void Elements_are_copied_out_a_part_at_a_time()
    {
        NDArray array = NDArray.Zeros([1000], DType.UInt8);
        using IDisposable scope = Interruption.Use(new CancellationToken(canceled: true));
        Assert.Throws<OperationCanceledException>(array.ToBytes);
        Assert.Throws<OperationCanceledException>(array.ToArray);
    }

    [Fact]
    public unsafe void A_loop_over_large_items_is_stopped_after_a_few()
    {
        const int rows = 64, rowBytes = 1 << 20;
        NDArray array = NDArray.Zeros([rows], DType.Parse($"V{rowBytes}"));
        using LeaseSet leases = new();
        Operand operand = new(leases.Add(array.Buffer), array.Layout, array.DType, array.DType, IsOutput: false);
        int checks = 0;
        BlockLoop.Run([operand], static (_, _, _) => { }, () => checks++, inOrder: true);
        Assert.InRange(checks, 4, rows);
    }
}
