using System.IO.Compression;
using CsCheck;
using MemMap.Formats;
using MemMap.Tests.Memory;

namespace MemMap.Tests.Formats;

/// <summary>Arrays are added to an archive, replaced and removed, and the others stay where they are.</summary>
public class NpzUpdateTests : TempFolder
{
    [Fact]
    public void Members_are_added_behind_the_others()
    {
        string path = NewPath("a.npz");
        Export(path, [NDArray.Arange(0, 5), NDArray.Arange(0, 3)], ["a", "b"]);
        byte[] before = File.ReadAllBytes(path);
        MemMapArray map = (MemMapArray)MemMapArray.OpenMembers(path, ["a"])[0];
        Export(path, [NDArray.Arange(0, 1000)], ["c"], append: true);
        Export(path, [NDArray.Zeros([100], DType.Float32)], ["d"], append: true, compress: true);
        byte[] after = File.ReadAllBytes(path);
        int members = (int)(MemberList.Of(path, FileFormat.Auto)[2].Offset! - 200);
        Assert.Equal(before[..members], after[..members]);
        Assert.Equal(10L, map.Sum());
        map.Close();
        Assert.Equal(["a", "b", "c", "d"], Names(path));
        Assert.Equal(499_500L, Sum(path, "c"));
    }

    /// <remarks>Windows makes no file shorter that is mapped: there nobody may map it meanwhile.</remarks>
    [Fact]
    public void No_bytes_are_left_over_behind_members_that_are_added()
    {
        string path = NewPath("a.npz"), atOnce = NewPath("b.npz");
        Export(path, [NDArray.Arange(0, 5)], ["a"]);
        Export(path, [NDArray.Arange(0, 3)], ["b"], append: true);
        Export(path, [NDArray.Arange(0, 1000)], ["c"], append: true);
        Export(atOnce, [NDArray.Arange(0, 5), NDArray.Arange(0, 3), NDArray.Arange(0, 1000)], ["a", "b", "c"]);
        // The directory is right behind the last member, as in an archive that was written at once, but for what aligns the members.
        Assert.InRange(new FileInfo(path).Length - new FileInfo(atOnce).Length, 0, 100);
    }

    [Fact]
    public void A_member_that_exists_is_replaced_only_by_force()
    {
        string path = NewPath("a.npz");
        Export(path, [NDArray.Arange(0, 5), NDArray.Arange(0, 3)], ["a", "b"]);
        byte[] before = File.ReadAllBytes(path);
        Exception error = Assert.Throws<ArgumentException>(() => Export(path, [NDArray.Arange(0, 9)], ["a"], append: true));
        Assert.Equal("MemberExists", IdOf(error));
        Assert.Equal(before, File.ReadAllBytes(path));
        MemMapArray old = (MemMapArray)MemMapArray.OpenMembers(path, ["a"])[0];
        Export(path, [NDArray.Arange(0, 9)], ["a"], append: true, replaces: true);
        Assert.Equal(["b", "a"], Names(path));
        Assert.Equal(36L, Sum(path, "a"));
        Assert.Equal(10L, old.Sum()); // Its bytes are still in the file.
        old.Close();
    }

    [Fact]
    public void Names_that_are_not_given_go_on()
    {
        string path = NewPath("a.npz");
        Export(path, [NDArray.Arange(0, 5)], null, append: true);
        Export(path, [NDArray.Arange(0, 5), NDArray.Arange(0, 5)], null, append: true);
        Assert.Equal(["arr_0", "arr_1", "arr_2"], Names(path));
    }

    [Fact]
    public void Members_are_removed()
    {
        string path = NewPath("a.npz");
        Export(path, [NDArray.Arange(0, 5), NDArray.Arange(0, 300), NDArray.Arange(0, 400)], ["a", "b", "c"]);
        long length = new FileInfo(path).Length;
        Assert.Equal("NoSuchMember", IdOf(Assert.Throws<ArgumentException>(() => NpzUpdate.Remove(path, ["a", "x"]))));
        Assert.Equal(["a", "b", "c"], Names(path));
        NpzUpdate.Remove(path, ["a"]);
        Assert.Equal(["b", "c"], Names(path));
        NpzUpdate.Remove(path, ["c", "b.npy"]);
        Assert.Throws<InvalidDataException>(() => MemMapArray.OpenMembers(path));
        // What was removed at the end is cut off.
        Assert.InRange(new FileInfo(path).Length, 22, length - 5000);
        Export(path, [NDArray.Arange(0, 7)], ["d"], append: true);
        Assert.Equal(21L, Sum(path, "d"));
    }

    // At every write, the file as it would be after the process was killed there: .NET's reader, and this one, find the old archive whole
    // until they find the new one.
    [Fact]
    public void An_archive_that_is_interrupted_is_the_old_one()
    {
        string path = NewPath("a.npz");
        Export(path, [NDArray.Arange(0, 500), NDArray.Arange(0, 300)], ["a", "b"]);
        byte[] before = File.ReadAllBytes(path);
        foreach (int stop in Enumerable.Range(0, 4))
        {
            int written = 0, seen = 0;
            ZipAddition addition = new("c.npy", Compresses: stop % 2 == 1, 400_000, stream =>
            {
                for (int i = 0; i < 4; i++)
                {
                    stream.Write(new byte[100_000]);
                    string copy = NewPath("copy.npz");
                    File.WriteAllBytes(copy, Content(path));
                    Assert.Equal(["a", "b"], Names(copy));
                    Assert.Equal(44_850L, Sum(copy, "b"));
                    seen++;
                    if (written++ == stop)
                    {
                        throw new OperationCanceledException();
                    }
                }
            });
            Assert.Throws<OperationCanceledException>(() => NpzUpdate.Add(path, [addition], replaces: false));
            Assert.Equal(stop + 1, seen);
            Assert.Equal(before, File.ReadAllBytes(path));
        }
    }

    [Fact]
    public void Two_who_add_at_a_time_exclude_one_another()
    {
        string path = NewPath("a.npz");
        Export(path, [NDArray.Arange(0, 5)], ["a"]);
        ZipAddition outer = new("b.npy", false, 3, stream =>
        {
            stream.Write(new byte[3]);
            Assert.Equal(
                "AppendInUse", IdOf(Assert.Throws<IOException>(() => Export(path, [NDArray.Arange(0, 5)], ["c"], append: true))));
        });
        NpzUpdate.Add(path, [outer], replaces: false);
    }

    [Fact]
    public void A_checksum_is_updated_where_the_directory_has_moved_to()
    {
        string path = NewPath("a.npz");
        Export(path, [NDArray.Arange(0, 5), NDArray.Arange(0, 5)], ["a", "b"]);
        MemMapArray map = (MemMapArray)MemMapArray.OpenMembers(path, ["b"], MapMode.ReadWrite)[0];
        MemMapArray gone = (MemMapArray)MemMapArray.OpenMembers(path, ["a"], MapMode.ReadWrite)[0];
        map.Fill(7);
        gone.Fill(8);
        Export(path, [NDArray.Arange(0, 1000)], ["c"], append: true);
        NpzUpdate.Remove(path, ["a"]);
        map.Close();
        gone.Close();
        using ZipArchive archive = ZipFile.OpenRead(path);
        foreach (ZipArchiveEntry entry in archive.Entries)
        {
            using Stream content = entry.Open();
            content.CopyTo(Stream.Null); // Checks the sum.
        }
        Assert.Equal(["b.npy", "c.npy"], archive.Entries.Select(entry => entry.FullName));
    }

    [Fact]
    public void An_archive_of_another_kind_keeps_what_it_has()
    {
        string path = NewPath("a.npz");
        using (ZipArchive archive = ZipFile.Open(path, ZipArchiveMode.Create))
        {
            archive.Comment = "a comment";
            using Stream text = archive.CreateEntry("notes.txt", CompressionLevel.Optimal).Open();
            text.Write("some notes"u8);
        }
        Export(path, [NDArray.Arange(0, 5)], ["ä"], append: true);
        using ZipArchive changed = ZipFile.OpenRead(path);
        Assert.Equal("a comment", changed.Comment);
        Assert.Equal(["notes.txt", "ä.npy"], changed.Entries.Select(entry => entry.FullName));
        using StreamReader notes = new(changed.GetEntry("notes.txt")!.Open());
        Assert.Equal("some notes", notes.ReadToEnd());
    }

    [Fact]
    public void Only_archives_can_be_added_to()
    {
        string path = NewPath("a.npy");
        Exception error = Assert.Throws<ArgumentException>(() => Export(path, [NDArray.Arange(0, 5)], null, append: true));
        Assert.Equal("AppendWithoutNpz", IdOf(error));
        string bytes = NewFile(1, 2, 3);
        Assert.Throws<InvalidDataException>(() => NpzUpdate.Remove(bytes, ["a"]));
        Assert.Equal([1, 2, 3], File.ReadAllBytes(bytes));
    }

    // Any sequence of changes, against a dictionary.
    [Fact]
    public void Any_changes_leave_what_a_dictionary_has()
    {
        int number = 0;
        Gen.Select(Gen.Int[0, 4], Gen.Int[0, 3], Gen.Int[0, 300], Gen.Bool).Array[1, 12].Sample(changes =>
        {
            string path = NewPath($"p{Interlocked.Increment(ref number)}.npz");
            Dictionary<string, long> expected = [];
            foreach ((int kind, int name, int length, bool compress) in changes)
            {
                string member = $"m{name}";
                if (kind == 0 && expected.Remove(member))
                {
                    NpzUpdate.Remove(path, [member]);
                    continue;
                }
                Export(path, [NDArray.Arange(0, length)], [member], append: true, replaces: true, compress: compress);
                expected[member] = (long)length * (length - 1) / 2;
            }
            Assert.Equal(expected.Keys.Order(), expected.Count == 0 ? [] : Names(path).Order());
            Assert.All(expected, pair => Assert.Equal(pair.Value, Sum(path, pair.Key)));
        }, iter: 50);
    }

    private static void Export(
        string path, NDArray[] arrays, string[]? names, bool append = false, bool replaces = false, bool compress = false)
        => new ArrayExport(new ExportRequest(
            path, [.. arrays.Select(array => array.Ref)], FileFormat.Auto, names, compress, false, Append: append, Replaces: replaces))
            .Run(_ => { });

    private static string[] Names(string path) => [.. MemberList.Of(path, FileFormat.Npz).Select(member => member.Name)];

    private static long Sum(string path, string name)
    {
        NDArray array = MemMapArray.OpenMembers(path, [name])[0];
        try
        {
            return Convert.ToInt64(array.Sum(), null);
        }
        finally
        {
            array.Buffer.Close();
        }
    }
}
