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

    [Theory]
    [InlineData("V8")]
    [InlineData("U2")]
    [InlineData("<i4, >i4")]
    public void A_sort_by_comparing_is_stopped_within_its_line(string dtype)
    {
        // Enough for seconds, on any machine.
        NDArray numbers = NDArray.Arange(0, 3_000_000) * 2654435761L, array = numbers.View(DType.Parse(dtype));
        byte[] before = numbers.ToBytes();
        foreach (Action sort in (Action[])[() => array.SortInPlace(), () => array.ArgSort(), () => array.Unique()])
        {
            using CancellationTokenSource stop = new();
            using IDisposable scope = Interruption.Use(stop.Token);
            // By a thread of its own: a timer waits until the pool, which sorts, has one left.
            Thread timer = new(() =>
            {
                Thread.Sleep(20);
                stop.Cancel();
            });
            timer.Start();
            Assert.Throws<OperationCanceledException>(sort);
            timer.Join();
        }
        Assert.Equal(before, numbers.ToBytes());
    }

    [Fact]
    public unsafe void Elements_that_are_far_apart_are_gathered_a_page_at_a_time()
    {
        const int items = 8;
        CancellationToken stopped = new(canceled: true);
        NDArray array = NDArray.Zeros([items, 64 << 10], DType.Int64), block = NDArray.Arange(1, items + 1);
        NDArray column = (NDArray)array.GetItem([":, 0"])!;
        using LeaseSet leases = new();
        byte* memory = leases.Add(array.Buffer), target = leases.Add(block.Buffer);
        Assert.Throws<OperationCanceledException>(
            () => StridedMemory.Gather(memory, column.Layout, 0, items, target, sizeof(long), stopped));
        Assert.Equal([0, .. Enumerable.Range(2, items - 1).Select(i => (long)i)], (long[])block.ToArray());
        Assert.Throws<OperationCanceledException>(
            () => StridedMemory.Scatter(target + (2 * sizeof(long)), memory, column.Layout, 2, items - 2, sizeof(long), stopped));
        Assert.Equal([0, 0, 3, 0, 0, 0, 0, 0], (long[])column.ToArray());
        // What is near isn't worth a question.
        StridedMemory.Gather(memory, array.Layout, 0, items, target, sizeof(long), stopped);
    }

    [Fact]
    public void Fields_of_records_that_are_far_apart_are_compared_a_page_at_a_time()
    {
        DType dtype = DType.Parse("{'names':['a','b'],'formats':['i4','i4'],'itemsize':65536}");
        NDArray records = NDArray.Zeros([4096], dtype);
        records.Field("a").SetItem([], NDArray.Arange(4096).AsType(DType.Int32));
        using CancellationTokenSource stop = new();
        using IDisposable scope = Interruption.Use(stop.Token);
        int calls = 0;
        NDArray both = records.Field("a").Lazy().Test(_ =>
        {
            calls++;
            stop.Cancel();
            return true;
        }).LogicalAnd(records.Field("b").Lazy().Ge(0));
        Assert.ThrowsAny<OperationCanceledException>(() => both.Copy());
        // A piece of a block: all that was gathered before the first test.
        Assert.InRange(calls, 1, 1024);
    }

    [Fact]
    public void A_large_file_is_written_out_in_pieces_before_it_is_flushed()
    {
        string path = Path.GetTempFileName();
        try
        {
            const long length = 20 << 20;
            using MemMapArray map = MemMapArray.Open(path, DType.UInt8, MapMode.Write, shape: [length]);
            map.Fill((byte)1);
            using (Interruption.Use(new CancellationToken(canceled: true)))
            {
                Assert.Throws<OperationCanceledException>(map.Flush);
            }
            map.Flush();
            Assert.Equal((ulong)length, map.Sum());
        }
        finally
        {
            File.Delete(path);
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
