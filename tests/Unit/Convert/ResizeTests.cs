using MemMap.Formats;
using MemMap.Memory;
using MemMap.Tests.Memory;

namespace MemMap.Tests.Conversion;

public class ResizeTests : TempFolder
{
    private static readonly byte[] Twelve = [.. Enumerable.Range(0, 12).Select(i => (byte)i)];

    [Fact]
    public void Growing_keeps_what_there_is_and_adds_zeros()
    {
        using MemMapArray map = Map(3, 4);
        map.Resize(5);
        Assert.Equal([5, 4], map.Shape);
        Assert.Equal([.. Twelve, .. new byte[8]], map.ToBytes());
        map[4, 3] = 7;
        Assert.Equal([.. Twelve, .. new byte[7], 7], Content(map.FileName));
    }

    [Fact]
    public void Shrinking_cuts_map_and_file()
    {
        using MemMapArray map = Map(3, 4);
        map.Resize([2, 4]);
        Assert.Equal([2, 4], map.Shape);
        Assert.Equal(Twelve[..8], map.ToBytes());
        Assert.Equal(Twelve[..8], Content(map.FileName));
        map[0, 0] = 9;
        map.Flush();
        Assert.Equal(9, Content(map.FileName)[0]);
    }

    [Fact]
    public void Views_see_what_still_exists_and_get_an_error_where_not()
    {
        using MemMapArray map = Map(3, 4);
        NDArray first = (NDArray)map["0"]!, column = (NDArray)map[":, 1"]!, last = (NDArray)map["2"]!,
            backwards = (NDArray)map["1::-1, ::-1"]!;
        map.Resize(2);
        Assert.Equal("[0 1 2 3]", first.ToString());
        Assert.Equal(6L, System.Convert.ToInt64(first.Sum(), System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal([7, 6, 5, 4, 3, 2, 1, 0], backwards.ToBytes());
        Action[] uses =
        [
            () => column.ToString(), () => column.Sum(), () => column.Copy(), () => _ = column + 1, () => column.Fill(1),
            () => column.Item(2),
            () => last.ToBytes(), () => last.ToArray(), ((MemMapArray)last).Flush, () => last.AsSpan<byte>().Dispose(),
            () => _ = last[new long[] { 0, 3 }],
            () => last.Sort(), () => last[0] = 5, () => last.AsTensorSpan<byte>().Dispose(), () => last.Unique(), () => last.CumSum(),
        ];
        foreach (Action use in uses)
        {
            Assert.Equal("BeyondResized", IdOf(Assert.ThrowsAny<InvalidOperationException>(use)));
        }
        Assert.Equal((byte)1, column.Item(0));
        map.Resize(3);
        Assert.Equal("[1 5 0]", column.ToString());
    }

    [Fact]
    public void Growing_and_shrinking_leave_views_of_the_rest_where_they_are()
    {
        using MemMapArray map = Map(3, 4);
        NDArray view = (NDArray)map["1"]!;
        map.Resize(100_000);
        view[0] = 99;
        Assert.Equal((byte)99, map[1, 0]);
        map.Resize(2);
        Assert.Equal("[99  5  6  7]", view.ToString());
        map.Close();
        Assert.Equal("Closed", IdOf(Xunit.Record.Exception(() => view.Item(0))));
    }

    [Fact]
    public void To_nothing_and_back()
    {
        using MemMapArray map = Map(3, 4);
        map.Resize(0);
        Assert.Empty(Content(map.FileName));
        Assert.Empty(map.ToBytes());
        map.Resize(1);
        Assert.Equal(new byte[4], map.ToBytes());
        map.Resize(1);
        Assert.Equal([1, 4], map.Shape);
    }

    [Fact]
    public void An_offset_stays()
    {
        string path = NewFile(Twelve);
        using MemMapArray map = MemMapArray.Open(path, DType.UInt16, offset: 3, shape: [4]);
        Assert.Equal("NotAtEnd", IdOf(Xunit.Record.Exception(() => map.Resize(5))));
        Assert.Equal(Twelve, Content(path));
        map.Close();
        File.WriteAllBytes(path, Twelve[..11]);
        using MemMapArray whole = MemMapArray.Open(path, DType.UInt16, offset: 3);
        whole.Resize(2);
        Assert.Equal(Twelve[..7], Content(path));
        whole.Resize(0);
        Assert.Equal(Twelve[..3], Content(path));
        whole.Resize(1);
        Assert.Equal([0, 1, 2, 0, 0], Content(path));
    }

    [Fact]
    public void What_can_t_be_resized_says_why()
    {
        using MemMapArray map = Map(3, 4);
        Assert.Equal("ResizeView", IdOf(Xunit.Record.Exception(() => ((MemMapArray)map["0:1"]!).Resize(2))));
        Assert.Equal("ResizeShape", IdOf(Xunit.Record.Exception(() => map.Resize([2, 5]))));
        Assert.Equal("NegativeDimension", IdOf(Xunit.Record.Exception(() => map.Resize(-1))));
        using MemMapArray fortran = MemMapArray.Open(map.FileName, shape: [3, 4], order: MemoryOrder.F);
        Assert.Equal("ResizeAxes", IdOf(Xunit.Record.Exception(() => fortran.Resize(2))));
        using MemMapArray none = MemMapArray.Open(map.FileName, "12u1", shape: []);
        none.Resize(12);
        using MemMapArray scalar = MemMapArray.Open(map.FileName, "V12", shape: []);
        Assert.Equal("ResizeAxes", IdOf(Xunit.Record.Exception(() => scalar.Resize(2))));
        using MemMapArray readOnly = MemMapArray.Open(map.FileName, mode: MapMode.ReadOnly);
        Assert.Equal("CannotResize", IdOf(Xunit.Record.Exception(() => readOnly.Resize(2))));
        Assert.Equal("NoSpace", IdOf(Xunit.Record.Exception(() => map.Resize(1L << 56))));
        Assert.Equal(Twelve, map.ToBytes());
        map.Close();
        Assert.Equal("Closed", IdOf(Xunit.Record.Exception(() => map.Resize(2))));
        Assert.Equal(Twelve, Content(map.FileName));
    }

    [Fact]
    public void A_map_that_is_being_worked_on_gets_longer_but_not_shorter()
    {
        using MemMapArray map = Map(12);
        using (ArraySpan<byte> span = map.AsSpan<byte>())
        {
            map.Resize(20);
            span.Span[0] = 42;
        }
        Assert.Equal((byte)42, map[0]);
        using (ArraySpan<byte> span = map.AsSpan<byte>())
        {
            Assert.Equal("InUse", IdOf(Catch(map)));
            Assert.Equal(20, span.Span.Length);
        }
        map.Resize(2);
        Assert.Equal([42, 1], map.ToBytes());
    }

    [Fact]
    public void A_header_is_rewritten_after_growing_and_before_shrinking()
    {
        List<(long Rows, long FileLength)> seen = [];
        bool refuses = false;
        string path = NewFile(Twelve);
        MapRequest request = new()
        {
            Path = path,
            Offset = 4,
            MakeHeader = rows => file =>
            {
                seen.Add((rows, RandomAccess.GetLength(file)));
                if (refuses)
                {
                    throw new FormatException("no room");
                }
            },
        };
        using var map = (MemMapArray)MemMapArray.Open(RawFile.Plan(request, new ArraySpec(DType.UInt16, Offset: 4)))[0];
        map.Resize(6);
        map.Resize(1);
        Assert.Equal([(6, 16), (1, 16)], seen);
        refuses = true;
        Assert.Throws<FormatException>(() => map.Resize(3));
        Assert.Throws<FormatException>(() => map.Resize(0));
        Assert.Equal(Twelve[..6], Content(path));
        Assert.Equal(Twelve[4..6], map.ToBytes());
    }

    [Fact]
    public async Task Views_can_be_read_while_the_map_is_resized()
    {
        using MemMapArray map = Map(12);
        NDArray view = (NDArray)map["2:6"]!;
        using CancellationTokenSource done = new();
        Task[] readers = [.. Enumerable.Range(0, 2).Select(_ => Task.Run(() =>
        {
            while (!done.IsCancellationRequested)
            {
                Assert.Equal([2, 3, 4, 5], view.ToBytes());
            }
        }, TestContext.Current.CancellationToken))];
        for (int i = 0; i < 200; i++)
        {
            // A reader that lost its core in the middle of its work may keep the map from becoming shorter.
            Exception? refused = Xunit.Record.Exception(() => map.Resize(6 + (i * 7919 % 10_000)));
            Assert.True(refused is null || IdOf(refused) == "InUse", refused?.ToString());
        }
        await done.CancelAsync();
        await Task.WhenAll(readers);
    }

    // A span can't be captured by a lambda, nor stand across one.
    private static Exception? Catch(MemMapArray map) => Xunit.Record.Exception(() => map.Resize(2));

    private MemMapArray Map(params long[] shape) => MemMapArray.Open(NewFile(Twelve), shape: shape);
}
