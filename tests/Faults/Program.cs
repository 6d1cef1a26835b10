namespace MemMap.Faults;

/// <summary>
/// Runs one fault in a process of its own, so that a crash is seen as one: SCENARIO FOLDER [ARGUMENT...]. What went as it should ends with
/// 0.
/// </summary>
internal static class Program
{
    private static readonly Dictionary<string, Action<string, string[]>> Scenarios = new()
    {
        ["truncate-before"] = static (folder, _) => Truncation.Before(folder),
        ["truncate-during"] = static (folder, _) => Truncation.During(folder),
        ["truncate-race"] = Truncation.Race,
        ["truncate-loop"] = static (folder, _) => Truncation.Loop(folder),
        ["truncate-mapped"] = Truncation.Mapped,
        ["page-faults"] = static (folder, _) => PageFaults.Known(folder),
        ["page-faults-one-by-one"] = static (folder, _) => PageFaults.OneByOne(folder),
        ["page-fault-of-others"] = static (folder, _) => PageFaults.OfOthers(folder),
        ["page-faults-in-a-fork"] = static (folder, _) => PageFaults.InAFork(folder),
        ["page-faults-without-handler"] = static (folder, _) => PageFaults.WithoutHandler(folder),
        ["holes"] = static (folder, _) => Holes.Full(folder),
        ["immutable"] = Holes.Immutable,
        ["broken-disk"] = static (folder, _) => Holes.BrokenDisk(folder),
        ["resize-race"] = static (folder, args) => Resizing.Race(folder, args),
        ["no-space"] = static (folder, _) => Space.Full(folder),
        ["size-limit"] = static (folder, _) => Space.Limited(folder),
        ["size-limit-first"] = Space.LimitedFirst,
        ["quota"] = static (folder, _) => Space.OverQuota(folder),
        ["permissions"] = static (folder, args) =>
        {
            if (!OperatingSystem.IsWindows())
            {
                Permissions.Under(folder, args);
            }
        },
        ["read-only-disk"] = static (folder, _) => Space.ReadOnly(folder),
        ["close-races"] = Closing.Races,
        ["dropped"] = static (folder, _) => Closing.Dropped(folder),
        ["many-members"] = static (folder, _) => Limits.ManyMembers(folder),
        ["many-parts"] = static (folder, _) => Limits.ManyParts(folder),
        ["many-chunks"] = static (folder, _) => Limits.ManyChunks(folder),
        ["too-many-files"] = static (folder, _) => Limits.Descriptors(folder),
        ["too-many-mappings"] = static (folder, _) => Limits.Mappings(folder),
        ["dropped-in-a-loop"] = Limits.DroppedInALoop,
        ["memory-available"] = static (_, _) => MemoryLimits.Available(),
        ["memory-limit"] = static (folder, _) => MemoryLimits.UnderLimit(folder),
        ["memory-limited"] = static (_, _) => MemoryLimits.Limited(),
        ["dropped-results"] = static (_, args) => MemoryLimits.DroppedResults(args),
        ["replace"] = Killing.Replace,
        ["begin"] = static (folder, _) => Killing.Begin(folder),
        ["verify"] = static (folder, _) => Killing.Verify(folder),
        ["half"] = Sharing.Half,
        ["terabyte"] = static (folder, _) => Sharing.Terabyte(folder),
    };

    private static int Main(string[] args)
    {
        if (args.Length < 2 || !Scenarios.TryGetValue(args[0], out Action<string, string[]>? scenario))
        {
            Console.Error.WriteLine($"usage: {string.Join('|', Scenarios.Keys)} FOLDER [ARGUMENT...]");
            return 2;
        }
        try
        {
            scenario(args[1], args[2..]);
            return 0;
        }
        catch (Exception e)
        {
            Console.Error.WriteLine(e);
            return 1;
        }
    }
}
