using CsCheck;
using MemMap.Compute;
using MemMap.Formats;
using MemMap.Memory;
using MemMap.Tests.Memory;

namespace MemMap.Tests.Formats;

/// <summary>Changes of maps of mode c: as text, to their file, and back.</summary>
public class PatchTests : TempFolder
{
    private static readonly string[] Views = ["...", "3:90", "::2", "::-3", "10:60:7", "5:5"];

    private static readonly Gen<(byte[] Old, byte[] Now, bool[]? Marks)> Blocks = Gen.Select(
        Gen.Byte[0, 3].Array[0, 60], Gen.Byte[0, 3].Array[60], Gen.Bool.Array[60], Gen.Bool)
        .Select((old, now, marks, hasMarks) => (old, now[..old.Length], hasMarks ? marks[..old.Length] : null));

    [Fact]
    public void Runs_have_all_changes_that_count_and_no_other() => Blocks.Sample(
        blocks =>
        {
            (byte[] old, byte[] now, bool[]? marks) = blocks;
            byte[] expected = [.. old.Select((value, i) => marks is null || marks[i] ? now[i] : value)], made = [.. old];
            int end = 0;
            foreach ((int first, int length) in ChangedRuns.Of(old, now, marks))
            {
                Assert.InRange(first, end, old.Length - length);
                end = first + length;
                Assert.True(old[first] != now[first] && old[end - 1] != now[end - 1]);
                now.AsSpan(first, length).CopyTo(made.AsSpan(first));
            }
            Assert.Equal(expected, made);
        },
        iter: 20_000);

    [Fact]
    public void A_long_change_is_written_in_parts()
    {
        byte[] old = new byte[10_000], now = [.. Enumerable.Repeat((byte)1, 10_000)];
        Assert.Equal([(0, 4096), (4096, 4096), (8192, 1808)], ChangedRuns.Of(old, now, null));
    }

    [Fact]
    public void A_patch_makes_the_changes_of_a_view_and_takes_them_back()
        => Gen.Select(Gen.Byte.Array[100], Gen.Select(Gen.Int[0, 99], Gen.Byte).List[0, 40], Gen.OneOfConst(Views), Gen.Int[0, 9]).Sample(
            (content, changes, view, offset) =>
            {
                string path = NewFile(content), patch = NewPath("p.patch"), copy = NewPath("copy.bin");
                File.WriteAllBytes(copy, content);
                using MemMapArray map = MemMapArray.Open(path, mode: MapMode.CopyOnWrite, offset: offset);
                byte[] expected = [.. content];
                bool[] isInView = new bool[100];
                NDArray part = (NDArray)map[view]!;
                part.Layout.MarkBytes(1, -offset, isInView);
                foreach ((int at, byte value) in changes.Where(change => change.Item1 >= offset))
                {
                    map[at - offset] = value;
                    expected[at] = isInView[at] ? value : expected[at];
                }
                Export(part, patch);
                Assert.Equal(content, Content(path));

                using MemMapArray whole = MemMapArray.Open(copy);
                Apply(patch, whole);
                Assert.Equal(expected, Content(copy));
                Apply(patch, whole, isReversed: true);
                Assert.Equal(content, Content(copy));

                foreach ((MappedFile file, ArrayRef array) in PrivateChanges.FilesOf(part.Ref))
                {
                    PrivateChanges.Commit(file, array, force: false, _ => { });
                }
                Assert.Equal(expected, Content(path));
            },
            iter: 300, threads: 1);

    [Fact]
    public void Nothing_is_written_if_a_part_of_the_patch_is_missing()
    {
        (string patch, string target) = Changed();
        string text = File.ReadAllText(patch);
        byte[] before = Content(target);
        using MemMapArray map = MemMapArray.Open(target);
        for (int length = 0; length < text.TrimEnd().Length; length++)
        {
            File.WriteAllText(patch, text[..length]);
            Assert.ThrowsAny<InvalidDataException>(() => Apply(patch, map));
            Assert.Equal(before, Content(target));
        }
    }

    [Theory]
    [InlineData("MemMap patch 2\nend", "NotAPatch")]
    [InlineData("", "NotAPatch")]
    [InlineData("MemMap patch 1\n", "PatchIncomplete")]
    [InlineData("MemMap patch 1\n@ 0\n- 01\n+ 02\nend", "PatchInvalid")]
    [InlineData("MemMap patch 1\nfile a\n- 01\n+ 02\nend", "PatchInvalid")]
    [InlineData("MemMap patch 1\nfile a\n@ 0\n- 01 02\n+ 02\nend", "PatchInvalid")]
    [InlineData("MemMap patch 1\nfile a\n@ 0\n+ 02\n- 01\nend", "PatchInvalid")]
    [InlineData("MemMap patch 1\nfile a\n@ 0\n@ 5\n- 01\n+ 02\nend", "PatchInvalid")]
    [InlineData("MemMap patch 1\nfile a\n@ x\n- 01\n+ 02\nend", "PatchInvalid")]
    [InlineData("MemMap patch 1\nfile a\n@ -1\n- 01\n+ 02\nend", "PatchInvalid")]
    [InlineData("MemMap patch 1\nfile a\n@ 0\n- 1\n+ 02\nend", "PatchInvalid")]
    [InlineData("MemMap patch 1\nfile a\n@ 0\n- 0g\n+ 02\nend", "PatchInvalid")]
    [InlineData("MemMap patch 1\nfile a\n@ 3\n- 16\n+ 02\n@ 2\n- 0f\n+ 02\nend", "PatchInvalid")]
    [InlineData("MemMap patch 1\nfile a\n@ 2\n- 0f 16\n+ 02 02\n@ 3\n- 16\n+ 02\nend", "PatchInvalid")]
    [InlineData("MemMap patch 1\nfile a\nwhatever\nend", "PatchInvalid")]
    [InlineData("MemMap patch 1\nfile a\n@ 0\n- 99\n+ 02\nend", "PatchMismatch")]
    [InlineData("MemMap patch 1\nfile a\n@ 0\n- 01\n+ 02\n@ 1\n- 99\n+ 02\nend", "PatchMismatch")]
    [InlineData("MemMap patch 1\nfile a\n@ 24\n- 01\n+ 02\nend", "PatchOutside")]
    [InlineData("MemMap patch 1\nfile a\n@ 0x7fffffffffffffff\n- 01 01\n+ 02 02\nend", "PatchOutside")]
    [InlineData("MemMap patch 1\nfile a\n@ 0\n- 01\n+ 02\nfile b\n@ 1\n- 08\n+ 02\nend", "PatchOfSeveral")]
    public void What_is_no_patch_or_does_not_fit_changes_nothing(string text, string id)
    {
        string path = NewFile(Bytes(24)), patch = NewPath("p.patch");
        File.WriteAllText(patch, text);
        using MemMapArray map = MemMapArray.Open(path);
        Assert.Equal(id, IdOf(Xunit.Record.Exception(() => Apply(patch, map))));
        Assert.Equal(Bytes(24), Content(path));
    }

    [Fact]
    public void A_patch_that_a_person_has_written_is_read()
    {
        string path = NewFile(Bytes(24)), patch = NewPath("p.patch");
        File.WriteAllText(patch, "MemMap patch 1\r\n# why\r\nfile  other name\r\n\r\n@ 1\r\n-  08   0F\r\n+ 00\r\n+ aa |x\r\n  end\r\n");
        using MemMapArray map = MemMapArray.Open(path);
        Apply(patch, map);
        Assert.Equal([1, 0, 0xaa, 22], Content(path)[..4]);
    }

    [Fact]
    public void A_change_that_is_made_already_is_left_and_all_of_them_are_an_error()
    {
        (string patch, string target) = Changed();
        using MemMapArray map = MemMapArray.Open(target);
        map[3] = 200; // The first of the two.
        Assert.Equal(1, new ArrayPatch(patch, map.Ref, false).Check(5).Count);
        Apply(patch, map);
        Assert.Equal([200, 201], [Content(target)[3], Content(target)[20]]);
        Assert.Equal("PatchApplied", IdOf(Xunit.Record.Exception(() => Apply(patch, map))));
    }

    [Fact]
    public void A_joined_array_gives_and_takes_the_changes_of_each_file()
    {
        string[] paths = [.. Enumerable.Range(0, 3).Select(i => NewPath($"part{i}.bin"))];
        Array.ForEach(paths, path => File.WriteAllBytes(path, Bytes(8)));
        string patch = NewPath("p.patch");
        JoinedMemMap joined = JoinedMemMap.Join([.. paths.Select(path => MemMapArray.Open(path, mode: MapMode.CopyOnWrite))]);
        joined["7:9"] = 99;
        Export(joined, patch);
        joined.Close();
        Assert.Equal(["file part0.bin", "file part1.bin"], File.ReadLines(patch).Where(line => line.StartsWith("file", default)));
        Assert.Equal("PatchOfSeveral", Applied(paths[0]));

        JoinedMemMap target = JoinedMemMap.Join([.. paths.Select(path => MemMapArray.Open(path))]);
        Apply(patch, target);
        Assert.Equal([99, 99, 8], [Content(paths[0])[7], Content(paths[1])[0], Content(paths[1])[1]]);
        Assert.Equal(Bytes(8), Content(paths[2]));
        target.Close();
        JoinedMemMap others = JoinedMemMap.Join([MemMapArray.Open(paths[2]), MemMapArray.Open(paths[1])]);
        Assert.Equal("PatchOfOther", IdOf(Xunit.Record.Exception(() => Apply(patch, others))));
        others.Close();

        string? Applied(string path)
        {
            using MemMapArray map = MemMapArray.Open(path);
            return IdOf(Xunit.Record.Exception(() => Apply(patch, map)));
        }
    }

    [Fact]
    public void Others_changes_to_the_file_are_not_undone()
    {
        string path = NewFile(Bytes(24));
        using MemMapArray map = MemMapArray.Open(path, mode: MapMode.CopyOnWrite);
        map[1] = 50;
        (MappedFile file, ArrayRef array) = Assert.Single(PrivateChanges.FilesOf(map.Ref));
        File.SetLastWriteTimeUtc(path, File.GetLastWriteTimeUtc(path).AddSeconds(10));
        Assert.Equal("ChangedMeanwhile", IdOf(Xunit.Record.Exception(() => PrivateChanges.Commit(file, array, force: false, _ => { }))));
        Assert.Equal(8, Content(path)[1]);
        PrivateChanges.Commit(file, array, force: true, _ => { });
        map[2] = 51;
        PrivateChanges.Commit(file, array, force: false, _ => { });
        Assert.Equal([1, 50, 51], Content(path)[..3]);
    }

    [Fact]
    public void Stop_leaves_the_file_as_it_was()
    {
        (string patch, string target) = Changed();
        byte[] before = Content(target);
        using MemMapArray map = MemMapArray.Open(target), changed = MemMapArray.Open(target, mode: MapMode.CopyOnWrite);
        changed[0] = 77;
        (MappedFile file, ArrayRef array) = Assert.Single(PrivateChanges.FilesOf(changed.Ref));
        using (Interruption.Use(new CancellationToken(canceled: true)))
        {
            Assert.ThrowsAny<OperationCanceledException>(() => Apply(patch, map));
            Assert.ThrowsAny<OperationCanceledException>(() => Export(changed, NewPath("q.patch")));
            Assert.ThrowsAny<OperationCanceledException>(() => PrivateChanges.Commit(file, array, force: false, _ => { }));
        }
        Assert.Equal(before, Content(target));
        Assert.False(File.Exists(NewPath("q.patch")));
    }

    [Fact]
    public void Only_maps_of_mode_c_have_changes_that_are_not_in_their_file()
    {
        string path = NewFile(Bytes(24));
        using MemMapArray map = MemMapArray.Open(path);
        Assert.Equal("NoPrivateChanges", IdOf(Xunit.Record.Exception(() => Export(map, NewPath("p.patch")))));
        Assert.Equal("NoPrivateChanges", IdOf(Xunit.Record.Exception(() => Export(NDArray.Zeros([3]), NewPath("p.patch")))));
        JoinedMemMap joined = JoinedMemMap.Join([MemMapArray.Open(path, mode: MapMode.CopyOnWrite)]);
        Assert.Equal("ChangesOfJoinedView", IdOf(Xunit.Record.Exception(() => Export((NDArray)joined["1:3"]!, NewPath("p.patch")))));
        joined.Close();
    }

    /// <summary>A patch of two changes, and a file that it fits.</summary>
    private (string Patch, string Target) Changed()
    {
        string path = NewFile(Bytes(24)), patch = NewPath("p.patch");
        using MemMapArray map = MemMapArray.Open(path, mode: MapMode.CopyOnWrite);
        map[3] = 200;
        map[20] = 201;
        Export(map, patch);
        return (patch, path);
    }

    private static void Export(NDArray array, string path)
        => new ArrayExport(new(path, [array.Ref], FileFormat.Patch, null, Compress: false, NoClobber: false)).Run(_ => { });

    private static void Apply(string patch, NDArray array, bool isReversed = false)
    {
        ArrayPatch change = new(patch, array.Ref, isReversed);
        change.Check(3);
        change.Apply();
    }
}
