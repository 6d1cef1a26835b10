using System.IO.Compression;
using MemMap.Formats;

namespace MemMap.Tests.Memory;

/// <summary>Archives and stores of many arrays hold few files and few mappings, and each array is a map of its own all the same.</summary>
public class ManyMapsTests : TempFolder
{
    private const int Members = 3000, Chunks = 1500, MostHeld = 600;

    [Theory]
    [InlineData("r", AccessHint.Normal)]
    [InlineData("c", AccessHint.Normal)]
    [InlineData("r+", AccessHint.Normal)]
    [InlineData("r", AccessHint.Sequential)]
    public void The_members_of_an_archive_share_one_file_and_one_mapping(string mode, AccessHint access)
    {
        string path = Archive(Members);
        using OpenPlan plan = ArrayFile.Plan(
            new() { Path = path, Mode = MapMode.Parse(mode), Access = access }, FileFormat.Npz, new ArraySpec());
        NDArray[] members = MemMapArray.Open(plan);
        plan.Dispose();
        Assert.Equal(Members, members.Length);
        Assert.Equal(Enumerable.Range(0, Members), members.Select(member => (int)member.GetItem([1])!));
        Assert.Equal(Enumerable.Range(0, Members).Select(i => $"m{i}"), members.Select(member => member.Member));
        RequireFew(path, files: 1, mappings: 1);
        Assert.Equal(Members, MemMapArray.OpenMaps.Count(map => map.FileName == path));

        ((MemMapArray)members[7]).Close();
        Assert.Throws<ObjectDisposedException>(() => members[7].Sum());
        Assert.Equal(16L, members[8].Sum());
        if (members[8].IsWriteable)
        {
            members[8].Fill(5);
        }
        foreach (MemMapArray member in members.Cast<MemMapArray>())
        {
            member.Close();
        }
        RequireFew(path, files: 0, mappings: 0);
        using ZipArchive archive = ZipFile.OpenRead(path);
        Assert.Equal(mode == "r+" ? 5 : 8, Content(archive, "m8")[^4]);
        Assert.Equal(9, Content(archive, "m9")[^4]);
    }

    [Fact]
    public void What_a_plan_shares_is_released_with_it()
    {
        string path = Archive(3);
        using (OpenPlan plan = ArrayFile.Plan(new() { Path = path, Mode = MapMode.ReadWrite }, FileFormat.Npz, new ArraySpec()))
        {
            MemMapArray first = (MemMapArray)MemMapArray.Open(plan.Parts![0])[0];
            first.Close();
            using MemMapArray second = (MemMapArray)MemMapArray.Open(plan.Parts[1])[0];
            Assert.Equal(2L, second.Sum());
        }
        RequireFew(path, files: 0, mappings: 0);
        File.Delete(path);
    }

    [Fact]
    public void Members_that_nobody_refers_to_release_the_file()
    {
        string path = Archive(3);
        Drop(path);
        CloseTests.CollectUntil(() => CountOf(path) == (0, 0));

        [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
        static void Drop(string path) => MemMapArray.OpenMembers(path, mode: MapMode.ReadWrite);
    }

    [Theory]
    [InlineData("r", AccessHint.Normal)]
    [InlineData("r+", AccessHint.Normal)]
    [InlineData("c", AccessHint.Normal)]
    [InlineData("r+", AccessHint.Buffered)]
    public void The_chunks_of_a_store_are_opened_as_they_are_used(string mode, AccessHint access)
    {
        string path = Store(Chunks);
        NDArray[] chunks = Open(path, mode, access);
        RequireFew(path, MostHeld, MostHeld);
        Assert.Equal(Enumerable.Range(0, Chunks), chunks.Select(chunk => (int)chunk.GetItem([0])!));
        Assert.All(chunks.Cast<MemMapArray>(), chunk => Assert.Equal(8, chunk.FileLength));
        RequireFew(path, MostHeld, MostHeld);
        bool isWriteable = mode != "r";
        for (int i = 0; isWriteable && i < Chunks; i++)
        {
            chunks[i].SetItem([1], -i);
        }
        // What is in memory only stays there.
        RequireFew(path, mode == "c" ? Chunks : MostHeld, mode == "c" ? Chunks : MostHeld);
        Assert.Equal(
            Enumerable.Range(0, Chunks).Select(i => isWriteable ? -i : i), chunks.Select(chunk => (int)chunk.GetItem([1])!));
        Assert.Equal(mode == "r+" ? -3 : 3, BitConverter.ToInt32(Content(Path.Combine(path, "3")), 4));
        Close(chunks);
        RequireFew(path, 0, 0);
    }

    [Fact]
    public void A_chunk_that_is_in_use_stays()
    {
        string path = Store(Chunks);
        NDArray[] chunks = Open(path, "r+");
        using (ArraySpan<int> first = chunks[0].AsSpan<int>())
        {
            Assert.All(chunks, chunk => Assert.True((long)chunk.Sum()! >= 0));
            first.Span[1] = 77;
            File.Delete(Path.Combine(path, "0"));
            Assert.Equal(77L, chunks[0].Sum());
        }
        Close(chunks);
    }

    [Fact]
    public void A_chunk_that_was_replaced_or_cut_short_since_is_an_error()
    {
        string path = Store(Chunks);
        NDArray[] chunks = Open(path, "r");
        string[] files = [.. Enumerable.Range(0, 3).Select(i => Path.Combine(path, $"{i}"))];
        File.WriteAllBytes(NewPath("new"), new byte[8]);
        File.Move(NewPath("new"), files[0], overwrite: true);
        File.Delete(files[1]);
        File.WriteAllBytes(files[2], [1]);
        Assert.Equal("OtherFile", IdOf(Assert.Throws<IOException>(() => chunks[0].Sum())));
        Assert.Equal("FileNotFound", IdOf(Assert.Throws<FileNotFoundException>(() => chunks[1].Sum())));
        Assert.Equal("FileTruncated", IdOf(Assert.Throws<IOException>(() => chunks[2].Sum())));
        File.WriteAllBytes(files[2], [1, 0, 0, 0, 2, 0, 0, 0]);
        Assert.Equal(3L, chunks[2].Sum());
        Close(chunks);
    }

    [Fact]
    public void Threads_use_more_chunks_than_are_held()
    {
        string path = Store(Chunks);
        NDArray[] chunks = Open(path, "r+");
        Thread[] threads = [.. Enumerable.Range(0, 2).Select(start => new Thread(() =>
        {
            Random random = new(start);
            for (int round = 0; round < 10_000; round++)
            {
                int i = random.Next(Chunks / 2) * 2 + start;
                chunks[i].SetItem([1], (int)chunks[i].GetItem([1])! + 1);
            }
        }))];
        Array.ForEach(threads, thread => thread.Start());
        Array.ForEach(threads, thread => thread.Join());
        long before = (long)Chunks * (Chunks - 1) / 2;
        Assert.Equal(before + 20_000, chunks.Sum(chunk => (int)chunk.GetItem([1])!));
        RequireFew(path, MostHeld, MostHeld);
        Close(chunks);
    }

    private static NDArray[] Open(string path, string mode, AccessHint access = AccessHint.Normal)
    {
        using OpenPlan plan = ArrayFile.Plan(
            new() { Path = path, Mode = MapMode.Parse(mode), Access = access }, FileFormat.Zarr, new ArraySpec());
        return ((JoinedMemMap)MemMapArray.Open(plan)[0]).OpenParts();
    }

    private static void Close(NDArray[] arrays) => Array.ForEach(arrays, array => ((MemMapArray)array).Close());

    /// <summary>An archive whose member number i is an int32 array of i, i.</summary>
    private string Archive(int members)
    {
        string path = NewPath("many.npz");
        using ZipArchive archive = ZipFile.Open(path, ZipArchiveMode.Create);
        byte[] header = NpyHeader.Write(DType.Int32, [2], MemoryOrder.C);
        for (int i = 0; i < members; i++)
        {
            using Stream member = archive.CreateEntry($"m{i}.npy", CompressionLevel.NoCompression).Open();
            member.Write([.. header, .. BitConverter.GetBytes(i), .. BitConverter.GetBytes(i)]);
        }
        return path;
    }

    /// <summary>A store whose chunk number i is an int32 array of i, i.</summary>
    private string Store(int chunks)
    {
        string path = NewPath("many.zarr");
        Directory.CreateDirectory(path);
        File.WriteAllText(
            Path.Combine(path, ZarrReader.ArrayFile),
            $$"""{"zarr_format":2,"shape":[{{2 * chunks}}],"chunks":[2],"dtype":"<i4","order":"C","compressor":null,"filters":null}""");
        for (int i = 0; i < chunks; i++)
        {
            File.WriteAllBytes(Path.Combine(path, $"{i}"), [.. BitConverter.GetBytes(i), .. BitConverter.GetBytes(i)]);
        }
        return path;
    }

    private static byte[] Content(ZipArchive archive, string name)
    {
        using Stream stream = archive.GetEntry(name + ".npy")!.Open();
        using MemoryStream content = new();
        stream.CopyTo(content);
        return content.ToArray();
    }

    private static void RequireFew(string path, int files, int mappings)
    {
        (int open, int mapped) = CountOf(path);
        Assert.InRange(open, 0, files);
        Assert.InRange(mapped, 0, mappings);
    }

    /// <summary>The open files and the mappings of a file, or of those in a folder, where the system tells.</summary>
    private static (int Files, int Mappings) CountOf(string path) => !OperatingSystem.IsLinux() ? (0, 0) : (
        Directory.GetFiles("/proc/self/fd").Count(fd => new FileInfo(fd).LinkTarget?.StartsWith(path, StringComparison.Ordinal) == true),
        File.ReadLines("/proc/self/maps").Count(line => line.Contains(path, StringComparison.Ordinal)));
}
