using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Runtime.CompilerServices;
using MemMap.Compute;
using MemMap.Output;
using MemMap.Tests.Commands;

namespace MemMap.Tests.Conversion;

[Collection(ModuleTests.Name)]
public sealed class ConvertFromTests(ModuleSession session)
{
    private readonly string _file = Path.Combine(session.Folder, $"{Guid.NewGuid():N}.dat");

    [Fact]
    public void Elements_come_in_C_order_whatever_the_order_in_memory()
    {
        NDArray array = NDArray.Arange(0, 12).Reshape(3, 4);
        Assert.Equal(Enumerable.Range(0, 12).Select(i => (object)(long)i), From(array));
        Assert.Equal([0L, 4L, 8L, 1L, 5L, 9L, 2L, 6L, 10L, 3L, 7L, 11L], From(array.T));
        Assert.Equal([11L, 9L, 3L, 1L], From((NDArray)array["::-2, ::-2"]!));
        Assert.Equal([7L], From((NDArray)array["1:2, 3"]!));
        Assert.Empty(From((NDArray)array["3:"]!));
        Assert.Equal([5L], From(NDArray.Array(5)));
    }

    [Fact]
    public void An_index_is_one_integer_on_one_axis_and_several_on_several()
    {
        Assert.Equal([0L, 1L, 2L], Indexed(NDArray.Arange(5, 8)).Select(element => element.Index));
        IndexedElement[] elements = Indexed(NDArray.Arange(0, 6).Reshape(2, 3));
        Assert.Equal([[0, 0], [0, 1], [0, 2], [1, 0], [1, 1], [1, 2]], elements.Select(element => (long[])element.Index));
        Assert.Equal([0L, 1L, 2L, 3L, 4L, 5L], elements.Select(element => element.Value));
        Assert.Empty((long[])Assert.Single(Indexed(NDArray.Array(5))).Index);
    }

    [Fact]
    public void Along_an_axis_there_are_views()
    {
        NDArray array = NDArray.Arange(0, 12).Reshape(3, 4);
        var columns = From(array, ("Axis", -1)).Cast<NDArray>().ToArray();
        Assert.Equal(["[0 4 8]", "[1 5 9]", "[ 2  6 10]", "[ 3  7 11]"], columns.Select(column => column.ToString()));
        Assert.All(columns, column => Assert.Same(array.Buffer, column.Buffer));
        Assert.Equal([3L, 4L], From((NDArray)array["0, 3:"]!, ("Axis", 0)).Concat(From((NDArray)array["1, :1"]!, ("Axis", 0))));
        IndexedElement last = (IndexedElement)From(array, ("Axis", 0), ("WithIndex", true))[2]!;
        Assert.Equal((2L, "[ 8  9 10 11]"), (last.Index, last.Value!.ToString()));
    }

    [Fact]
    public void Records_are_objects_and_fields_are_values()
    {
        NDArray array = NDArray.Zeros([2], "i4,M8[s],2u1,S3");
        array[0] = new object[] { 7, "2024-05-06", new byte[] { 1, 2 }, "abc" };
        array[1] = new object[] { 8, "NaT", new byte[] { 3, 4 }, "" };
        PSObject[] records = [.. From(array).Cast<PSObject>()];
        Assert.Equal(["f0", "f1", "f2", "f3"], records[0].Properties.Select(property => property.Name));
        Assert.Equal(new DateTime(2024, 5, 6, 0, 0, 0, DateTimeKind.Utc), records[0].Properties["f1"].Value);
        Assert.Null(records[1].Properties["f1"].Value);
        PSObject list = (PSObject)records[1].Properties["f2"].Value;
        Assert.Equal(new byte[] { 3, 4 }, list.BaseObject);
        Assert.Equal("3, 4", list.ToString());
        Assert.Equal([7, 8], From(array, ("Field", "f0")));
        Assert.Equal([(byte)1, (byte)2, (byte)3, (byte)4], From(array, ("Field", "f2")));
        Assert.Equal(
            ["f3", "f0"], ((PSObject)From(array, ("Field", new[] { "f3", "f0" }))[0]!).Properties.Select(property => property.Name));
    }

    [Fact]
    public void A_list_that_is_one_element_is_one_object()
        => Assert.Equal(
            [new byte[] { 1, 2 }, new byte[] { 3, 4 }],
            session.Run($"[IO.File]::WriteAllBytes('{_file}', (1, 2, 3, 4)); New-MemMap '{_file}' V2 r | ConvertFrom-MemMap")
                .Select(value => value.BaseObject));

    [Fact]
    public void A_map_may_be_closed_further_down_the_pipeline()
    {
        File.WriteAllBytes(_file, new byte[5000]);
        using PowerShell shell = session.Shell(
            $"$m = New-MemMap '{_file}'; $m | ConvertFrom-MemMap | ForEach-Object {{ $m | Close-MemMap; $_ }}");
        var output = shell.Invoke();
        Assert.InRange(output.Count, 1, 4999);
        Assert.StartsWith("Closed", Assert.Single(shell.Streams.Error).FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public void A_closed_map_is_an_error_even_where_nothing_is_read()
    {
        File.WriteAllBytes(_file, new byte[4]);
        using PowerShell shell = session.Shell(
            $"$m = New-MemMap '{_file}' -Shape 2, 2; $m | Close-MemMap; $m | ConvertFrom-MemMap -Axis 0; $m | ConvertFrom-MemMap -Axis 2");
        shell.Invoke();
        Assert.Equal(2, shell.Streams.Error.Count);
    }

    [Fact]
    public async Task Stopping_the_pipeline_stops_it_on_the_way()
    {
        // All elements would take minutes.
        const long Length = 1L << 27;
        StrongBox<long> seen = new();
        using PowerShell shell = session.Shell(
            $"param($seen) New-MemMap '{_file}' f8 w+ -Shape {Length} -Sparse | ConvertFrom-MemMap | ForEach-Object {{ $seen.Value++ }}");
        shell.AddArgument(seen);
        Task running = shell.InvokeAsync();
        while (Volatile.Read(ref seen.Value) == 0 && !running.IsCompleted)
        {
            await Task.Delay(5, TestContext.Current.CancellationToken);
        }
        shell.Stop();
        await Assert.ThrowsAsync<PipelineStoppedException>(() => running);
        Assert.InRange(seen.Value, 1, Length - 1);
    }

    [Theory]
    [InlineData("r")]
    [InlineData("r+")]
    [InlineData("c")]
    public void What_was_read_and_left_memory_is_still_there(string mode)
    {
        const int rows = 1500, size = 1 << 16;
        using (MemMapArray created = MemMapArray.Open(_file, $"V{size}", MapMode.Write, shape: [rows]))
        {
            created[7] = Enumerable.Repeat((byte)7, size).ToArray();
        }
        using MemMapArray map = MemMapArray.Open(_file, $"V{size}", MapMode.Parse(mode));
        if (mode != "r")
        {
            map[8] = Enumerable.Repeat((byte)8, size).ToArray();
        }
        for (int round = 0; round < 2; round++)
        {
            ElementReader reader = new(map.Ref);
            List<int> sums = [];
            for (var block = reader.Read(); block.Count > 0; block = reader.Read())
            {
                sums.AddRange(block.Select(value => ((byte[])value!)[^1] + ((byte[])value)[0]));
            }
            Assert.Equal((rows, 14, mode == "r" ? 0 : 16, mode == "r" ? 14 : 30), (sums.Count, sums[7], sums[8], sums.Sum()));
        }
        map.Close();
        Assert.Equal(mode == "r+" ? 8 : 0, ReadByte(8 * size));

        int ReadByte(long at)
        {
            using FileStream stream = File.OpenRead(_file);
            stream.Position = at;
            return stream.ReadByte();
        }
    }

    [Fact]
    public void Blocks_end_where_the_array_does()
    {
        foreach (int count in new[] { 1, 1023, 1024, 1025, 3000 })
        {
            ElementReader reader = new(NDArray.Arange(0, count).Ref);
            List<object?> values = [];
            for (var block = reader.Read(); block.Count > 0; block = reader.Read())
            {
                values.AddRange(block);
            }
            Assert.Equal(Enumerable.Range(0, count).Select(i => (object?)(long)i), values);
        }
    }

    private IndexedElement[] Indexed(NDArray array) => [.. From(array, ("WithIndex", true)).Cast<IndexedElement>()];

    private object?[] From(NDArray array, params (string Name, object Value)[] parameters)
    {
        using PowerShell shell = session.Shell();
        shell.AddCommand("ConvertFrom-MemMap").AddParameter("InputObject", array);
        foreach ((string name, object value) in parameters)
        {
            shell.AddParameter(name, value);
        }
        Collection<PSObject> output = shell.Invoke();
        Assert.Empty(shell.Streams.Error);
        return [.. output.Select(value => value?.BaseObject is PSCustomObject ? value : value?.BaseObject)];
    }
}
