using System.Diagnostics;
using System.Runtime.InteropServices;
using MemMap.Tests.Memory;

namespace MemMap.Tests.Faults;

/// <summary>What ends other processes; each in a process of its own. docs/reliability.md tells which promise each of these holds.</summary>
public class FaultTests(ITestOutputHelper output) : TempFolder
{
    [Theory]
    [InlineData("truncate-before")]
    [InlineData("truncate-during")]
    [InlineData("truncate-race", 4)]
    [InlineData("resize-race", 300)]
    [InlineData("close-races", 10_000)]
    [InlineData("dropped")]
    public void A_fault_is_an_error(string scenario, int? argument = null)
    {
        if (OperatingSystem.IsWindows() && scenario.StartsWith("truncate", StringComparison.Ordinal))
        {
            Assert.Skip("Windows cuts no file that is mapped");
        }
        Run(scenario, argument is null ? [] : [argument]);
    }

    [Theory]
    [InlineData("page-faults")]
    [InlineData("page-faults-one-by-one")]
    [InlineData("truncate-mapped", 1000)]
    [InlineData("page-faults-in-a-fork")]
    [InlineData("page-faults-without-handler")]
    public void A_page_that_the_system_cannot_supply_is_an_error(string scenario, int? argument = null)
    {
        SkipWithoutHandler();
        Run(scenario, argument is null ? [] : [argument]);
    }

    [Fact]
    public void A_fault_in_memory_of_others_is_left_to_the_runtime()
    {
        SkipWithoutHandler();
        using Child child = Child.Fault("page-fault-of-others", Folder);
        Assert.NotEqual(0, child.End());
        Assert.Contains("about to fault", child.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("survived", child.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Holes_on_a_full_disk_are_an_error()
    {
        SkipWithoutHandler();
        Mounted("size=4m", () => Run("holes"));
    }

    [Fact]
    public void Holes_on_a_full_disk_of_blocks_are_an_error()
    {
        SkipWithoutHandler();
        OnDisk(12, _ => Run("holes"));
    }

    [Fact]
    public void A_file_that_may_no_longer_be_changed_is_an_error()
    {
        SkipWithoutHandler();
        OnDisk(12, _ => Run("immutable", "chattr"));
    }

    [Fact]
    public void A_disk_that_fails_is_an_error()
    {
        SkipWithoutHandler();
        OnDisk(64, image =>
        {
            File.WriteAllBytes(NewPath("large"), new byte[32 << 20]);
            Assert.True(Execute("umount", Folder) && Execute("mount", "-o", "loop", image, Folder));
            // What is behind the end of the disk's own file can't be read.
            using (FileStream disk = new(image, FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
            {
                disk.SetLength(8 << 20);
            }
            Run("broken-disk");
        });
    }

    private static void SkipWithoutHandler()
    {
        if (!OperatingSystem.IsLinux() || RuntimeInformation.ProcessArchitecture is not (Architecture.X64 or Architecture.Arm64))
        {
            Assert.Skip("there is a handler of memory faults on Linux only");
        }
    }

    /// <summary>Does something while the folder is a disk of its own, of so many MiB, in a file.</summary>
    private void OnDisk(int size, Action<string> work)
    {
        string image = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            using (FileStream file = File.Create(image))
            {
                file.SetLength((long)size << 20);
            }
            if (!Environment.IsPrivilegedProcess || !Execute("mkfs.ext4", "-q", image) || !Execute("mount", "-o", "loop", image, Folder))
            {
                Assert.Skip("only root can mount a disk, and the system must have loop devices and ext4");
            }
            try
            {
                Execute("rmdir", Path.Combine(Folder, "lost+found"));
                work(image);
            }
            finally
            {
                Execute("umount", Folder);
            }
        }
        finally
        {
            File.Delete(image);
        }
    }

    [Theory]
    [InlineData("many-members")]
    [InlineData("many-chunks")]
    [InlineData("many-parts")]
    [InlineData("too-many-files")]
    [InlineData("too-many-mappings")]
    [InlineData("dropped-in-a-loop", 20_000)]
    public void Open_files_and_mappings_are_bounded(string scenario, int? argument = null)
    {
        if (!OperatingSystem.IsLinux())
        {
            Assert.Skip("only Linux tells which files and mappings a process has");
        }
        Run(scenario, argument is null ? [] : [argument]);
    }

    [Theory]
    [InlineData("memory-available")]
    [InlineData("memory-limit")]
    public void What_does_not_fit_into_memory_is_an_error(string scenario)
    {
        if (!OperatingSystem.IsLinux())
        {
            Assert.Skip("only Linux lets a test say how much memory there is");
        }
        Run(scenario);
    }

    [Theory]
    [InlineData(500, 64 << 20)]
    [InlineData(2_000, 3 << 20)]
    [InlineData(10_000, 900_000)]
    public void Memory_of_dropped_results_is_given_back(int rounds, int bytes) => Run("dropped-results", rounds, bytes);

    [Fact]
    public void A_terabyte_is_mapped_where_files_may_have_holes()
    {
        if (!OperatingSystem.IsLinux())
        {
            Assert.Skip("not every file system has files of that length");
        }
        Run("terabyte");
    }

    [Theory]
    [InlineData("Normal", "blocks")]
    [InlineData("Normal", "interleaved")]
    [InlineData("Buffered", "blocks")]
    [InlineData("Buffered", "interleaved")]
    public void Two_processes_write_disjoint_halves_and_lose_nothing(string access, string how)
    {
        const int items = 1_000_000;
        string path = NewPath("shared");
        using (MemMapArray map = MemMapArray.Open(path, DType.Int16, MapMode.Write, shape: [items]))
        {
            map.Fill(-1);
        }
        using (Child first = Child.Fault("half", Folder, 0, access, how), second = Child.Fault("half", Folder, 1, access, how))
        {
            first.Succeed();
            second.Succeed();
        }
        short[] result = (short[])MemMapArray.Open(path, DType.Int16, MapMode.ReadOnly).ToArray();
        Assert.All(
            result.Index().Where(one => one.Index % 997 < 2), one
            => Assert.Equal((how == "blocks" ? one.Index * 2 / items : one.Index % 2) + 1, one.Item));
    }

    [Fact]
    public void A_process_that_is_killed_leaves_old_or_new_files()
    {
        const int kills = 8, operations = 200;
        using (Child begin = Child.Fault("begin", Folder))
        {
            begin.Succeed();
        }
        Random random = new(6);
        int inTheMiddle = 0;
        for (int seed = 0; seed < kills; seed++)
        {
            using (Child child = Child.Fault("replace", Folder, operations, seed))
            {
                child.WaitFor("started");
                Thread.Sleep(random.Next(600));
                inTheMiddle += child.HasEnded ? 0 : 1;
                child.Kill();
            }
            using Child verify = Child.Fault("verify", Folder);
            verify.Succeed();
            // What a dead process was writing stays, under a name that tells whose it was.
            Assert.All(
                Directory.GetFiles(Folder), file
                => Assert.Matches(
                    @"^(a\.(npy|npz|dat|csv|svg|png)|(objects|rows|table|part\d)\.dat|table\.csv|joined\.npy|\.memmap-[\w.]+)$",
                    Path.GetFileName(file)));
        }
        output.WriteLine($"killed in the middle {inTheMiddle} of {kills} times");
    }

    [Fact]
    public void A_limit_on_the_length_of_files_is_an_error()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no such limit");
        }
        Run("size-limit");
    }

    [Theory]
    [InlineData("objects")]
    [InlineData("append")]
    [InlineData("sparse")]
    [InlineData("resize")]
    public void The_limit_is_an_error_from_the_first_operation_on(string operation)
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no such limit");
        }
        Run("size-limit-first", operation);
    }

    [Fact]
    public void A_quota_that_is_used_up_is_an_error_that_leaves_what_was_there()
    {
        if (!OperatingSystem.IsLinux() || RuntimeInformation.ProcessArchitecture is not (Architecture.X64 or Architecture.Arm64))
        {
            Assert.Skip("only Linux lets a test answer in the system's place");
        }
        Run("quota");
    }

    [Theory]
    [InlineData("077")]
    [InlineData("022")]
    [InlineData("000")]
    public void Files_have_the_permissions_that_the_umask_leaves_and_unfinished_ones_are_private(string umask)
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has access lists, which files get from their folder");
        }
        Run("permissions", umask);
    }

    [Fact]
    public void A_full_disk_is_an_error_that_leaves_what_was_there()
    {
        Mounted("size=16m", () => Run("no-space"));
    }

    [Fact]
    public void A_disk_that_cannot_be_written_can_be_read()
    {
        Mounted("size=1m", () =>
        {
            File.WriteAllBytes(NewPath("old"), [1, 1, 1, 1]);
            Execute("mount", "-o", "remount,ro", Folder);
            Run("read-only-disk");
        });
    }

    /// <summary>Does something while the folder is a small file system of its own, where that can be had.</summary>
    private void Mounted(string options, Action work)
    {
        if (!OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess
            || !Execute("mount", "-t", "tmpfs", "-o", options, "tmpfs", Folder))
        {
            Assert.Skip("only root can mount a file system");
        }
        try
        {
            work();
        }
        finally
        {
            Execute("umount", Folder);
        }
    }

    private void Run(string scenario, params object[] arguments)
    {
        using Child child = Child.Fault(scenario, Folder, arguments);
        output.WriteLine(child.Succeed());
    }

    private static bool Execute(string program, params string[] arguments)
    {
        try
        {
            using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
