using MemMap.Tests.Memory;

namespace MemMap.Tests.Compute;

/// <summary>What is asked to stop while a map is sorted in place keeps every element.</summary>
public class InterruptedSortTests : TempFolder
{
    private const int Items = 16 << 20;

    [Theory]
    [InlineData("<i4", AccessHint.Normal)]
    [InlineData(">i4", AccessHint.Normal)]
    [InlineData("<i4", AccessHint.Buffered)]
    public void A_map_that_is_being_written_when_it_is_asked_to_stop_has_all_its_elements(string dtype, AccessHint access)
    {
        using MemMapArray map = MemMapArray.Open(NewPath(), dtype, MapMode.Write, shape: [Items], access: access);
        map.SetItem(["..."], NDArray.Arange(Items, 0, -1));
        using CancellationTokenSource stop = new();
        // The moment is that of the first change in the file, and so within the writing, unless this thread gets no turn until its end.
        Thread watcher = new(() =>
        {
            using MemMapArray seen = MemMapArray.Open(map.FileName!, dtype, MapMode.ReadOnly);
            while (!stop.IsCancellationRequested && (int)seen.GetItem([0])! == Items)
            {
                Thread.Yield();
            }
            stop.Cancel();
        });
        watcher.Start();
        using (Interruption.Use(stop.Token))
        {
            try
            {
                map.SortInPlace();
            }
            catch (OperationCanceledException)
            {
                // Before the writing, it may end.
            }
        }
        stop.Cancel();
        watcher.Join();
        Assert.Equal((long)Items * (Items + 1) / 2, map.Sum());
        Assert.True((int)map.GetItem([0])! is 1 or Items);
        Assert.Equal(Items, (int)map.Max()!);
        Assert.Equal(1, (int)map.Min()!);
    }
}
