using MemMap.Formats;
using MemMap.Memory;
using MemMap.Tests.Memory;

namespace MemMap.Tests.Arrays;

/// <summary>
/// Files as one array: they are opened when they are used, few at a time, and what others do to them meanwhile is noticed.
/// </summary>
public class JoinedFileTests : TempFolder
{
    private const int Files = 1200, Items = 3, Written = 10;

    private static bool CanRest => OperatingSystem.IsLinux();

    [Theory]
    [InlineData("r")]
    [InlineData("r+")]
    public void Many_files_need_few_descriptors(string mode)
    {
        JoinedMemMap joined = Join(Files, mode);
        RequireFew();
        for (int pass = 0; pass < 2; pass++)
        {
            Assert.Equal((long)Items * Files * (Files - 1) / 2, joined.Sum());
            RequireFew();
        }
        if (joined.IsWriteable)
        {
            // Few of them, as each is flushed by itself.
            joined.SetItem([$"1:{Items * Written}:{Items}"], -1);
            joined.Flush();
            long before = (long)Items * Files * (Files - 1) / 2, replaced = Written * (Written - 1) / 2;
            Assert.Equal(before - replaced - Written, joined.Sum());
            RequireFew();
        }
        joined.Close();
        Assert.Equal([7, joined.IsWriteable ? -1 : 7, 7], Numbers(7));
        Assert.Throws<ObjectDisposedException>(() => joined.Sum());
    }

    [Fact]
    public void Files_that_were_cut_replaced_or_deleted_are_errors_that_name_them()
    {
        if (!CanRest)
        {
            Assert.Skip("elsewhere, files that are mapped are not cut or replaced");
        }
        foreach (bool isUsed in new[] { false, true })
        {
            JoinedMemMap joined = Join(4, "r+");
            if (isUsed)
            {
                joined.Fill(1);
            }
            using (FileStream other = new(PathOf(0), FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete))
            {
                other.SetLength(4);
            }
            File.WriteAllBytes(NewPath("new"), new byte[Items * sizeof(int)]);
            File.Move(NewPath("new"), PathOf(1), overwrite: true);
            File.Delete(PathOf(2));
            string?[] ids = [.. Enumerable.Range(0, 4).Select(file => IdOf(Xunit.Record.Exception(() => joined.GetItem([file * Items]))))];
            // A file that is open stays what it was; one that is not is looked for by its name.
            Assert.Equal(isUsed ? ["FileTruncated", null, null, null] : ["FileTruncated", "PartChanged", "FileNotFound", null], ids);
            joined.Close();
        }
    }

    [Fact]
    public void A_file_that_has_grown_is_as_long_as_it_was()
    {
        JoinedMemMap joined = Join(2, "r");
        using (FileStream other = new(PathOf(0), FileMode.Append, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete))
        {
            other.Write(new byte[5]);
        }
        Assert.Equal(3L, joined.Sum());
        joined.Close();
    }

    [Fact]
    public void A_failed_join_leaves_nothing_open()
    {
        Write(3);
        File.WriteAllBytes(PathOf(1), new byte[5]);
        Assert.Equal("NotAMultiple", IdOf(Assert.ThrowsAny<Exception>(() => JoinedMemMap.Join([.. Plans(3, "r")], 0, null))));
        Assert.DoesNotContain(MappedFile.OpenFiles, map => map.Path.StartsWith(Folder, StringComparison.Ordinal));
    }

    private JoinedMemMap Join(int count, string mode)
    {
        Write(count);
        return JoinedMemMap.Join([.. Plans(count, mode)], 0, null);
    }

    private void Write(int count)
    {
        for (int i = 0; i < count; i++)
        {
            byte[] number = BitConverter.GetBytes(i);
            File.WriteAllBytes(PathOf(i), [.. number, .. number, .. number]);
        }
    }

    private IEnumerable<OpenPlan> Plans(int count, string mode) => Enumerable.Range(0, count).Select(i => ArrayFile.Plan(
        new() { Path = PathOf(i), Mode = MapMode.Parse(mode), KeepsLength = true, CanRest = true }, FileFormat.Raw,
        new ArraySpec(DType.Int32)));

    private string PathOf(int number) => NewPath($"part{number}");

    private int[] Numbers(int number)
    {
        int[] numbers = new int[Items];
        Buffer.BlockCopy(Content(PathOf(number)), 0, numbers, 0, Items * sizeof(int));
        return numbers;
    }

    private void RequireFew()
    {
        if (OperatingSystem.IsLinux())
        {
            Assert.InRange(Directory.GetFiles("/proc/self/fd").Count(
                fd => new FileInfo(fd).LinkTarget?.StartsWith(Folder, StringComparison.Ordinal) == true), 0, 600);
        }
    }
}
