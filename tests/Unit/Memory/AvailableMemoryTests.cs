using MemMap.Memory;

namespace MemMap.Tests.Memory;

/// <summary>What doesn't fit into memory is refused before it is allocated.</summary>
public class AvailableMemoryTests : TempFolder
{
    private const string Unified = "30 23 0:26 / /sys/fs/cgroup rw,nosuid shared:4 - cgroup2 cgroup2 rw,nsdelegate\n";

    /// <summary>Trees as a machine and containers have them: the files, and what is left of the smallest limit.</summary>
    public static TheoryData<string, string, string, long> Trees => new()
    {
        // Version 2: a service within a slice with a smaller limit; what files have can be had.
        {
            "0::/a/b\n", Unified,
            "a/memory.max=1000 a/memory.current=700 a/memory.stat=anon_500,active_file_100,inactive_file_60,slab_reclaimable_7 "
                + "a/b/memory.max=max a/b/memory.current=1",
            467
        },
        {
            "0::/a/b\n", Unified,
            "a/memory.max=1000 a/memory.current=1 a/memory.stat= a/b/memory.max=500 a/b/memory.current=600 a/b/memory.stat=file_9", 0
        },
        // A container that sees its own group only.
        { "0::/\n", Unified, "memory.max=1000 memory.current=400 memory.stat=", 600 },
        { "0::/../other\n", Unified, "memory.max=1000 memory.current=400 memory.stat=", 600 },
        // Version 1, with a container's group mounted as the top.
        {
            "5:cpu:/docker/1\n4:memory:/docker/1/in\n0::/\n",
            "31 23 0:27 /docker/1 /sys/fs/cgroup rw - cgroup cgroup rw,memory\n",
            "in/memory.limit_in_bytes=9223372036854771712 in/memory.usage_in_bytes=5 memory.limit_in_bytes=800 memory.usage_in_bytes=300 "
                + "memory.stat=active_file_1,total_active_file_20,total_inactive_file_30",
            550
        },
        // No limits, and none that can be read.
        { "0::/\n", Unified, "memory.max=max memory.current=5", long.MaxValue },
        { "0::/\n", "", "memory.max=5 memory.current=5", long.MaxValue },
        { "", "garbage - x\n1 2\n", "", long.MaxValue },
        { "0::/gone\n", Unified, "", long.MaxValue },
    };

    [Theory]
    [MemberData(nameof(Trees))]
    public void The_limits_of_control_groups_hold(string groups, string mounts, string files, long left)
    {
        Write("proc/self/cgroup", groups);
        Write("proc/self/mountinfo", mounts);
        foreach (string[] file in files.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(file => file.Split('=')))
        {
            string text = string.Join('\n', file[1].Split(',').Select(line => line.LastIndexOf('_') is > 0 and int at
                ? $"{line[..at]} {line[(at + 1)..]}" : line));
            Write("sys/fs/cgroup/" + file[0], text + "\n");
        }
        Assert.Equal(left, new ControlGroup(Folder).Room().Bytes);
    }

    [Fact]
    public void Every_way_to_more_than_there_is_is_refused()
    {
        const long much = 1L << 46;
        NDArray wide = NDArray.Arange(0, 1).BroadcastTo([much / 8]);
        Action[] ways =
        [
            () => NDArray.Zeros([much], DType.UInt8),
            () => wide.Copy(),
            () => _ = wide + 1,
            () => wide.AsType(DType.Float32),
            () => wide.Sort(),
            () => wide.ArgSort(),
            () => AvailableMemory.RequireManaged(much),
            () => AvailableMemory.NewArray(typeof(object), [much], much),
        ];
        Assert.All(ways, way => Assert.Equal("OutOfMemory", IdOf(Assert.Throws<InsufficientMemoryException>(way))));
        // What fits still does.
        Assert.Equal(3L, NDArray.Arange(0, 3).Sum());
    }

    [Fact]
    public void A_list_asks_before_it_grows_beyond_what_there_is()
    {
        List<long> list = new(1 << 20);
        System.Runtime.InteropServices.CollectionsMarshal.SetCount(list, 1 << 20);
        AvailableMemory.RequireGrowth(list);
    }

    private void Write(string name, string text)
    {
        string path = Path.Combine(Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
