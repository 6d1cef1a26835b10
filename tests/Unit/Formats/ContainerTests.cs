using System.Text.Json;
using System.Text.Json.Serialization;
using MemMap.Formats;
using MemMap.Memory;
using MemMap.Tests.Memory;

namespace MemMap.Tests.Formats;

/// <summary>
/// Files that other programs wrote, against what independent readers find in them (tests/Golden/make_containers.py, make_hdf5.py and
/// make_arrow.mjs).
/// </summary>
public class ContainerTests : TempFolder
{
    private static readonly ContainerCase[] Cases = [
        .. new[] { "containers.json", "hdf5.json", "arrow.json" }
            .SelectMany(name => JsonSerializer.Deserialize<ContainerCase[]>(File.ReadAllBytes(FileOf(name)))!)];

    public static IEnumerable<TheoryDataRow<string>> Files => Cases.Select(item => new TheoryDataRow<string>(item.File));

    [Theory, MemberData(nameof(Files))]
    public void Arrays_have_the_elements_that_other_readers_find(string name)
    {
        ContainerCase item = Cases.Single(item => item.File == name);
        foreach (ExpectedArray expected in item.Arrays)
        {
            NDArray array = Open(item, expected.Name);
            Assert.Equal(expected.Mapped, array is MemMapArray or JoinedMemMap { IsDecoded: false });
            NDArray numbers = Expected(expected.Expected);
            Assert.Equal(numbers.Shape, array.Shape);
            Assert.True(numbers.Compare(array).Equal, $"{expected.Name}: {array} is not {numbers}");
        }
        foreach ((string key, JsonElement value) in item.Attributes)
        {
            string[] parts = key.Split(':', 2);
            NDArray array = Open(item, parts.Length == 1 ? "" : parts[0]);
            Assert.Equal(value.ToString(), FormattableString.Invariant($"{array.Attributes[parts[^1]]}"));
        }
    }

    [Theory, MemberData(nameof(Files))]
    public void Members_are_listed_with_what_can_be_opened(string name)
    {
        ContainerCase item = Cases.Single(item => item.File == name);
        IReadOnlyList<ArrayMember> members = MemberList.Of(PathOf(item), item.Auto ? FileFormat.Auto : item.Format);
        Assert.Equal([.. item.Arrays.Select(array => array.Name).Order()], [.. members.Where(member => member.Problem is null)
            .Select(member => member.Name).Order()]);
        Assert.Equal(item.Problems.Order(), members.Where(member => member.Problem is not null).Select(member => member.Name).Order());
        Assert.All(members, member => Assert.Equal(item.Format, member.Format));
        // Only what is certain is recognised: a sound, and a picture, stay bytes.
        if (!item.Auto)
        {
            Assert.Equal("NoMembers", IdOf(Assert.Throws<ArgumentException>(() => MemberList.Of(PathOf(item), FileFormat.Auto))));
            Assert.Equal(DType.UInt8, MemMapArray.Open(PathOf(item), mode: MapMode.ReadOnly).DType);
        }
    }

    [Theory, MemberData(nameof(Files))]
    public void A_damaged_file_is_an_error_or_another_array(string name)
    {
        ContainerCase item = Cases.Single(item => item.File == name);
        byte[] whole = File.ReadAllBytes(PathOf(item));
        var random = new Random(19);
        string path = NewPath();
        // Those with many arrays take longer, as each is opened.
        int rounds = whole.Length > 20_000 ? 12 : 60;
        for (int i = 0; i < rounds; i++)
        {
            byte[] damaged = [.. whole];
            if (i % 3 == 0)
            {
                damaged = damaged[..random.Next(damaged.Length)];
            }
            else
            {
                for (int flips = random.Next(1, 4); flips > 0; flips--)
                {
                    damaged[random.Next(i % 2 == 0 ? damaged.Length : Math.Min(damaged.Length, 4096))] = (byte)random.Next(256);
                }
            }
            File.WriteAllBytes(path, damaged);
            try
            {
                foreach (ArrayMember member in MemberList.Of(path, item.Format).Where(member => member.Problem is null))
                {
                    ReadLast(path, item.Format, member);
                }
            }
            catch (Exception e) when (e.Data.Contains(Error.IdKey))
            {
                Assert.True(e is InvalidDataException or ArgumentException or IOException, $"{e}");
            }
        }
    }

    [Fact]
    public void An_array_that_cannot_be_opened_hides_no_other()
    {
        ContainerCase item = Cases.Single(item => item.File == "five.mat");
        using OpenPlan plan = ArrayFile.Plan(new() { Path = PathOf(item), Mode = MapMode.ReadOnly }, FileFormat.Auto, new ArraySpec());
        int opened = 0;
        foreach (OpenPlan part in plan.Parts!)
        {
            try
            {
                opened += part.Open().Count;
            }
            catch (InvalidDataException e)
            {
                Assert.Contains("cell", e.Message, StringComparison.Ordinal);
            }
        }
        Assert.Equal(5, opened);
    }

    [Fact]
    public void A_given_dtype_or_offset_maps_the_bytes_of_a_container()
    {
        string path = FileOf("all.fits");
        MemMapArray bytes = MemMapArray.Open(path, DType.UInt8, MapMode.ReadOnly);
        Assert.Equal(new FileInfo(path).Length, bytes.Size);
        Assert.Equal(2880, MemMapArray.Open(path, DType.Parse(">i2"), MapMode.ReadOnly, 2880, [3, 4]).Offset);
    }

    [Fact]
    public void A_container_is_changed_in_place_but_not_resized_or_created()
    {
        string path = NewPath("x.nii");
        File.Copy(FileOf("two.nii"), path);
        MemMapArray map = MemMapArray.Open(path, mode: MapMode.ReadWrite);
        map.SetItem(["..."], 7);
        Assert.Throws<InvalidOperationException>(() => map.Resize(9));
        map.Close();
        Assert.Equal(7 * 48L, MemMapArray.Open(path, mode: MapMode.ReadOnly).Sum());
        Exception error = Assert.Throws<ArgumentException>(
            () => MemMapArray.Open(path, mode: MapMode.Write, shape: [3], format: FileFormat.Nifti));
        Assert.Equal("ContainerMode", IdOf(error));
    }

    // What can't be opened, or read, is an error of its own.
    private static void ReadLast(string path, FileFormat format, ArrayMember member)
    {
        try
        {
            MapRequest request = new() { Path = path, Mode = MapMode.ReadOnly };
            using OpenPlan plan = ArrayFile.Plan(request, format, new ArraySpec(), [member.Name]);
            NDArray array = MemMapArray.Open(plan)[0];
            _ = array.Size > 0 ? array.Item(array.Size - 1) : null;
            array.Buffer.Close();
        }
        catch (InvalidDataException e) when (e.Data.Contains(Error.IdKey) && !member.IsMapped)
        {
        }
    }

    private static NDArray Expected(string name)
    {
        string[] parts = name.Split(':');
        MapRequest request = new() { Path = FileOf(parts[0]), Mode = MapMode.ReadOnly };
        using OpenPlan plan = ArrayFile.Plan(request, FileFormat.Auto, new ArraySpec(), parts.Length == 1 ? null : [parts[1]]);
        return Assert.Single(MemMapArray.Open(plan));
    }

    // Not Repository.Golden: the live check makes no new ones of these.
    private static string FileOf(string name) => Path.Combine(Repository.Root, "tests", "Golden", "containers", name);

    private static string PathOf(ContainerCase item) => FileOf(item.File);

    private static NDArray Open(ContainerCase item, string member)
    {
        MapRequest request = new() { Path = PathOf(item), Mode = MapMode.ReadOnly };
        using OpenPlan plan = ArrayFile.Plan(
            request, item.Auto ? FileFormat.Auto : item.Format, new ArraySpec(), member.Length == 0 ? null : [member]);
        NDArray array = Assert.Single(MemMapArray.Open(plan));
        Assert.Equal(member.Length == 0 ? null : member, array.Member);
        return array;
    }

    private sealed record ContainerCase(
        [property: JsonPropertyName("file")] string File,
        [property: JsonPropertyName("format"), JsonConverter(typeof(JsonStringEnumConverter))] FileFormat Format,
        [property: JsonPropertyName("auto")] bool Auto,
        [property: JsonPropertyName("arrays")] ExpectedArray[] Arrays,
        [property: JsonPropertyName("problems")] string[] Problems,
        [property: JsonPropertyName("attributes")] Dictionary<string, JsonElement> Attributes);

    private sealed record ExpectedArray(
        [property: JsonPropertyName("name")] string Name,
        [property: JsonPropertyName("expected")] string Expected,
        [property: JsonPropertyName("mapped")] bool Mapped);
}
