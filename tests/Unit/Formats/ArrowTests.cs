using MemMap.Formats;
using MemMap.Memory;
using MemMap.Tests.Memory;

namespace MemMap.Tests.Formats;

/// <summary>What is special to Arrow; that elements are right is ContainerTests'.</summary>
public class ArrowTests : TempFolder
{
    [Fact]
    public void Record_batches_are_one_array_whose_parts_are_in_the_file()
    {
        var column = Assert.IsType<JoinedMemMap>(Open(FileOf("batches.arrow"), "i32"));
        Assert.Equal([4L, 4L, 2L], column.Parts.Select(part => part.Rows));
        Assert.Equal(-900000, column.Item(9));
        Assert.Equal("i32", column.Member);
        column.Close();
    }

    [Fact]
    public void What_is_mapped_is_changed_in_place_across_record_batches()
    {
        string path = NewPath("x.arrow");
        File.Copy(FileOf("batches.arrow"), path);
        NDArray column = Open(path, "f32", MapMode.ReadWrite);
        column.SetItem(["2:9"], 0.5f);
        column.Buffer.Close();
        NDArray again = Open(path, "f32");
        Assert.Equal(0 + 0.25f + (7 * 0.5f) + 2.25f, Convert.ToSingle(again.Sum(), null));
        again.Buffer.Close();
        NDArray other = Open(path, "i8");
        Assert.Equal(-5L, other.Sum());
        other.Buffer.Close();
        Assert.Equal("MemberReadOnly", IdOf(Assert.Throws<ArgumentException>(() => Open(path, "flag", MapMode.ReadWrite))));
    }

    [Fact]
    public void What_is_refused_says_why()
    {
        Assert.Contains("of variable length", Problem("kinds.arrow", "list"), StringComparison.Ordinal);
        Assert.Contains("nulls (150), and int64 has no element", Problem("words.arrow", "holes"), StringComparison.Ordinal);
        Assert.Contains("nulls (1), and int32 has no element", Problem("nulls.arrow", "i"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_length_of_texts_is_known_once_they_are_read()
    {
        ArrayMember member = MemberList.Of(FileOf("words.arrow"), FileFormat.Auto).Single(member => member.Name == "text");
        Assert.Equal(("<U0", null, false), (member.DType!.ToString(), member.NBytes, member.IsMapped));
        NDArray texts = Open(FileOf("words.arrow"), "text");
        Assert.Equal("<U39", texts.DType.ToString());
        Assert.Equal(["", "a", "\u00fcber"], Enumerable.Range(0, 3).Select(row => (string)texts.Item(row)!));
        Assert.Equal(("\ud83d\ude00!", ""), (texts.Item(4), texts.Item(3)));
        texts.Buffer.Close();
    }

    [Fact]
    public void Days_show_dates()
    {
        NDArray days = Open(FileOf("kinds.arrow"), "day");
        Assert.Equal(new DateTime(2024, 10, 4), days.Item(0));
        days.Buffer.Close();
    }

    [Fact]
    public void A_file_that_was_not_finished_says_so()
    {
        string path = NewPath("x.arrow");
        File.WriteAllBytes(path, File.ReadAllBytes(FileOf("kinds.arrow"))[..^20]);
        Exception error = Assert.Throws<InvalidDataException>(() => MemberList.Of(path, FileFormat.Auto));
        Assert.Contains("did not finish", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Blocks_of_lz4_may_refer_to_those_before()
    {
        byte[] frame = File.ReadAllBytes(FileOf("linked.lz4"));
        byte[] bytes = Lz4Frame.Decompress(frame, 150_064);
        Assert.Equal(150_000, bytes.Length);
        Assert.All(bytes.Chunk(1000), part => Assert.Equal(bytes[..1000], part));
        Assert.Throws<InvalidDataException>(() => Lz4Frame.Decompress(frame, 100_000));
        Assert.Throws<InvalidDataException>(() => Lz4Frame.Decompress(frame.AsSpan(0, frame.Length - 10), 150_064));
        Assert.Throws<InvalidDataException>(() => Lz4Frame.Decompress([1, 2, 3], 10));
    }

    private static string FileOf(string name) => Path.Combine(Repository.Root, "tests", "Golden", "containers", name);

    private static string Problem(string file, string name)
        => MemberList.Of(FileOf(file), FileFormat.Auto).Single(member => member.Name == name).Problem!;

    private static NDArray Open(string path, string member, MapMode? mode = null)
    {
        MapRequest request = new() { Path = path, Mode = mode ?? MapMode.ReadOnly };
        using OpenPlan plan = ArrayFile.Plan(request, FileFormat.Auto, new ArraySpec(), [member]);
        return Assert.Single(MemMapArray.Open(plan));
    }
}
