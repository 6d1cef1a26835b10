using MemMap.Compute;

namespace MemMap.Tests.Compute;

/// <summary>How soon work stops that was asked to.</summary>
public sealed unsafe class InterruptionTests
{
    // Counted and not timed: a chunk is a few milliseconds of work, and no clock of a busy machine tells that.
    [Fact]
    public void Every_thread_of_a_loop_stops_after_the_chunk_it_is_in()
    {
        const int Chunks = 64;
        NDArray array = NDArray.Zeros([Chunks * BlockLoop.ChunkItems], DType.UInt8);
        using LeaseSet leases = new();
        Operand operand = new(leases.Add(array.Buffer), array.Layout, array.DType, array.DType, IsOutput: false);
        using CancellationTokenSource stop = new();
        int begun = 0;
        using (Interruption.Use(stop.Token))
        {
            Assert.ThrowsAny<OperationCanceledException>(() => BlockLoop.Run([operand], (_, _, start) =>
            {
                if (start % BlockLoop.ChunkItems == 0)
                {
                    Interlocked.Increment(ref begun);
                    stop.Cancel();
                }
            }));
        }
        Assert.InRange(begun, 1, BlockLoop.Threads);
    }
}
