using System.Globalization;

namespace MemMap.Memory;

/// <summary>
/// The memory limits of the Linux control groups that this process is in, of either version: those of a container. A group's limit holds
/// for all groups in it.
/// <code>
/// /proc/self/cgroup      0::/a/b            version 2        /proc/self/mountinfo   where the tree is mounted, and from which group on
///                        4:memory:/a/b      version 1
/// /sys/fs/cgroup/a/b/memory.max, memory.current, memory.stat;  version 1: memory.limit_in_bytes, memory.usage_in_bytes, memory.stat
/// </code>
/// </summary>
/// <param name="root">The folder that has <c>proc</c> and <c>sys</c>.</param>
internal sealed class ControlGroup(string root)
{
    /// <summary>The folders of the process's group and those above it, with the version.</summary>
    private readonly List<Group> _groups = Find(root);

    /// <summary>Returns the smallest room that a group leaves; the memory of files that it can give back counts as free.</summary>
    internal MemoryRoom Room()
    {
        MemoryRoom room = MemoryRoom.Unlimited;
        foreach ((string folder, bool isSecond) in _groups)
        {
            if (Number(folder, isSecond ? "memory.max" : "memory.limit_in_bytes") is not { } limit
                || Number(folder, isSecond ? "memory.current" : "memory.usage_in_bytes") is not { } used)
            {
                continue; // No limit, or no such group.
            }
            string[] reclaimable = isSecond ? ["active_file", "inactive_file", "slab_reclaimable"]
                : ["total_active_file", "total_inactive_file"];
            long files = 0;
            foreach (string line in Text(folder, "memory.stat").Split('\n'))
            {
                files += line.Split(' ') is [var name, var number] && reclaimable.Contains(name) ? Parse(number) ?? 0 : 0;
            }
            room = room.And(new MemoryRoom(Math.Max(0, limit - Math.Max(0, used - files)), "the memory limit of the container"));
        }
        return room;
    }

    private static List<Group> Find(string root)
    {
        List<Group> groups = [];
        string[] mounts = Text(root, "proc/self/mountinfo").Split('\n');
        foreach (string[] entry in Text(root, "proc/self/cgroup").Split('\n').Select(line => line.Split(':', 3)))
        {
            bool isSecond = entry is ["0", "", _];
            if (!isSecond && (entry.Length != 3 || !entry[1].Split(',').Contains("memory")))
            {
                continue;
            }
            if (mounts.Select(line => line.Split(' ')).FirstOrDefault(mount => IsTree(mount, isSecond)) is not { } tree)
            {
                continue;
            }
            // In a container, only the part of the tree from the container's own group on may be mounted.
            string top = tree[3] == "/" ? "" : tree[3], group = entry[2] == "/" ? "" : entry[2];
            string within = group.StartsWith(top + "/", StringComparison.Ordinal) ? group[top.Length..] : "";
            string mountPoint = root.TrimEnd('/') + tree[4];
            for (; within.Length > 0; within = within[..within.LastIndexOf('/')])
            {
                groups.Add(new(mountPoint + within, isSecond));
            }
            groups.Add(new(mountPoint, isSecond));
        }
        return groups;
    }

    // id parent major:minor root mountpoint options [tags] - type source options
    private static bool IsTree(string[] mount, bool isSecond)
    {
        int end = Array.IndexOf(mount, "-");
        return end > 4 && mount.Length > end + 3
            && (isSecond ? mount[end + 1] == "cgroup2" : mount[end + 1] == "cgroup" && mount[end + 3].Split(',').Contains("memory"));
    }

    private static long? Number(string folder, string name) => Parse(Text(folder, name).Trim());

    private static long? Parse(string text)
        => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number : null;

    private static string Text(string folder, string name)
    {
        try
        {
            return File.ReadAllText(Path.Combine(folder, name));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    /// <summary>A group's folder, and whether it is of version 2.</summary>
    /// <remarks>A class: .NET has native code for lists of classes, and none for lists of structures.</remarks>
    private sealed record Group(string Folder, bool IsSecond);
}
