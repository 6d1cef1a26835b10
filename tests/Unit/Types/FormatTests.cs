using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;

namespace MemMap.Tests.Types;

/// <summary>
/// The built-in formats on files that real programs wrote: tests/Golden/make_formats.py made them, and facts.json is what other programs
/// say about them.
/// </summary>
public sealed class FormatTests
{
    private static readonly JsonElement Facts = JsonDocument.Parse(File.ReadAllText(PathOf("facts.json"))).RootElement;

    [Fact]
    public void Utmp()
    {
        Record[] records = Read("wtmp", "utmp", 0, 3);
        Assert.Equal(["BootTime", "UserProcess", "DeadProcess"], records.Select(r => r["type"]!.ToString()));
        Record login = records[1];
        Assert.Equal(
            ("alice", "pts/0", "ts/0", "example.org", 4711),
            (login["user"], login["line"], login["id"], login["host"], (int)Number(login, "pid")));
        Assert.Equal(new DateTime(2024, 2, 29, 12, 34, 56, DateTimeKind.Utc), login["time"]);
        Assert.Equal(250000, Number(records[0], "microseconds"));
        Assert.Equal(IPAddress.Parse("192.0.2.7"), login["address"]);
    }

    [Fact]
    public void Mbr()
    {
        Record mbr = Read("mbr.img", "mbr");
        Assert.Equal(0xAA55, Number(mbr, "magic"));
        Assert.Equal(
            Facts.GetProperty("mbr.img").GetProperty("id").GetString(), "0x"
            + Number(mbr, "id").ToString("x8", CultureInfo.InvariantCulture));
        Record[] used = [.. ((System.Collections.IEnumerable)mbr["partitions"]!).Cast<Record>().Where(p => Number(p, "type") != 0)];
        Assert.Equal(Partitions("mbr.img", p => $"{p.GetProperty("start")} {p.GetProperty("size")} {p.GetProperty("type").GetString()}"),
            used.Select(p => $"{p["first_lba"]} {p["sectors"]} {Number(p, "type"):x}"));
        Assert.Equal([0x80, 0, 0], used.Select(p => Number(p, "status")));
    }

    [Fact]
    public void Gpt()
    {
        Record gpt = Read("gpt.img", "gpt", 512);
        Assert.Equal(("EFI PART", 0x10000, 92), (gpt["magic"], (int)Number(gpt, "revision"), (int)Number(gpt, "header_size")));
        JsonElement facts = Facts.GetProperty("gpt.img");
        Assert.Equal(facts.GetProperty("firstlba").GetInt64(), Number(gpt, "first_usable_lba"));
        Assert.Equal(facts.GetProperty("lastlba").GetInt64(), Number(gpt, "last_usable_lba"));
        Assert.Equal(facts.GetProperty("id").GetGuid(), gpt["disk_guid"]);
        Assert.Equal(128, Number(gpt, "entry_size"));
        Record[] entries = Read("gpt.img", "gpt_entry", 512 * Number(gpt, "entries_lba"), (int)Number(gpt, "entries"));
        Assert.Equal(
            Partitions("gpt.img",
                p => $"{p.GetProperty("start")} {p.GetProperty("size")} {p.GetProperty("type").GetGuid()} "
                    + $"{p.GetProperty("uuid").GetGuid()} {p.GetProperty("name").GetString()}"),
            entries.Where(e => Number(e, "first_lba") != 0).Select(e =>
                $"{e["first_lba"]} {Number(e, "last_lba") - Number(e, "first_lba") + 1} {e["type_guid"]} {e["guid"]} {e["name"]}"));
        Assert.All(entries, entry => Assert.Equal("None", entry["attributes"]!.ToString()));
    }

    [Fact]
    public void Pcap()
    {
        Record header = Read("two.pcap", "pcap");
        Assert.Equal(
            (0xa1b2c3d4, 2, 4, "Ethernet"),
            (Number(header, "magic"), (int)Number(header, "version_major"), (int)Number(header, "version_minor"),
                header["linktype"]!.ToString()));
        List<string> times = [];
        long at = 24;
        foreach (JsonElement length in Facts.GetProperty("two.pcap").GetProperty("lengths").EnumerateArray())
        {
            Record packet = Read("two.pcap", "pcap_packet", at);
            long seconds = new DateTimeOffset((DateTime)packet["time"]!).ToUnixTimeSeconds();
            times.Add(string.Create(CultureInfo.InvariantCulture, $"{seconds}.{Number(packet, "microseconds"):d6}"));
            Assert.Equal((length.GetInt64(), length.GetInt64()), (Number(packet, "included"), Number(packet, "original")));
            at += 16 + Number(packet, "included");
        }
        Assert.Equal(Facts.GetProperty("two.pcap").GetProperty("times").EnumerateArray().Select(time => time.GetString()), times);
        Assert.Equal(new FileInfo(PathOf("two.pcap")).Length, at);
    }

    [Fact]
    public void Wav()
    {
        JsonElement facts = Facts.GetProperty("tone.wav");
        Record wav = Read("tone.wav", "wav");
        Assert.Equal(
            ("RIFF", "WAVE", "fmt ", "Pcm", 16),
            (wav["riff"], wav["wave"], wav["fmt"], wav["format"]!.ToString(), (int)Number(wav, "bits")));
        Assert.Equal(facts.GetProperty("channels").GetInt64(), Number(wav, "channels"));
        Assert.Equal(facts.GetProperty("rate").GetInt64(), Number(wav, "rate"));
        Record data = Read("tone.wav", "riff_chunk", 20 + Number(wav, "fmt_size"));
        Assert.Equal("data", data["id"]);
        Assert.Equal(facts.GetProperty("frames").GetInt64() * Number(wav, "block_align"), Number(data, "size"));
    }

    [Fact]
    public void Bmp()
    {
        Record bmp = Read("five.bmp", "bmp");
        Assert.Equal(
            ("BM", 5, 3, 24, 54),
            (bmp["magic"], (int)Number(bmp, "width"), (int)Number(bmp, "height"), (int)Number(bmp, "bits"), (int)Number(bmp, "offset")));
        Assert.Equal(new FileInfo(PathOf("five.bmp")).Length, Number(bmp, "file_size"));
        Assert.Equal(96, Math.Round(Number(bmp, "x_per_meter") * 0.0254));
        Assert.Equal("None", bmp["compression"]!.ToString());
    }

    [Fact]
    public void Elf()
    {
        Record elf = Read("true.elf", "elf64");
        Assert.Equal(("\x7f" + "ELF", 2, 1, 64, 64, 56), (
            elf["magic"], (int)Number(elf, "class"), (int)Number(elf, "data"), (int)Number(elf, "header_size"),
            (int)Number(elf, "section_size"), (int)Number(elf, "program_size")));
        Record[] sections = Read("true.elf", "elf64_section", Number(elf, "section_offset"), (int)Number(elf, "sections"));
        byte[] content = File.ReadAllBytes(PathOf("true.elf"));
        long names = Number(sections[Number(elf, "names_section")], "offset");
        Assert.Equal(Sections("true.elf"), sections.Select(s => Name(content, names + Number(s, "name"))));
        Record first = Read("true.elf", "elf64_program", Number(elf, "program_offset"));
        // The first segment is the table of segments itself.
        Assert.Equal(("ProgramHeaders", "Read"), (first["type"]!.ToString(), first["flags"]!.ToString()));
        Assert.Equal((Number(elf, "program_offset"), 56 * Number(elf, "programs")), (Number(first, "offset"), Number(first, "file_size")));
        Assert.Equal(("Shared", true), (elf["type"]!.ToString(), Enum.IsDefined(elf["machine"]!.GetType(), elf["machine"]!)));
        Record text = sections.Single(s => Name(content, names + Number(s, "name")) == ".text");
        Assert.Equal(("ProgramBits", "Allocate, Execute"), (text["type"]!.ToString(), text["flags"]!.ToString()));
    }

    [Fact]
    public void Pe()
    {
        Record dos = Read("library.dll", "pe_dos");
        Assert.Equal("MZ", dos["magic"]);
        long at = Number(dos, "pe_offset");
        Record pe = Read("library.dll", "pe", at);
        Assert.Equal("PE", pe["magic"]);
        Assert.Superset(new HashSet<string> { "Dll", "ExecutableImage" }, pe["flags"]!.ToString()!.Split(", ").ToHashSet());
        using MemMapArray magic = MemMapArray.Open(Repository.Golden("formats", "library.dll"), "<u2", MapMode.ReadOnly, at + 24, [1]);
        bool is64 = (ushort)magic[0]! == 0x20b;
        Record optional = Read("library.dll", is64 ? "pe_optional64" : "pe_optional32", at + 24);
        Assert.Equal((is64 ? 0x20b : 0x10b, 16), (Number(optional, "magic"), (int)Number(optional, "directories")));
        Assert.Equal(Number(pe, "optional_size"), (is64 ? 112 : 96) + 16 * DType.Parse("pe_directory").ItemSize);
        Record[] sections = Read("library.dll", "pe_section", at + 24 + Number(pe, "optional_size"), (int)Number(pe, "sections"));
        Assert.Equal(Sections("library.dll"), sections.Select(s => s["name"]));
        Assert.Superset(new HashSet<string> { "ContainsCode", "MemExecute" }, sections[0]["flags"]!.ToString()!.Split(", ").ToHashSet());
        Assert.All(sections, s => Assert.Equal(0, Number(s, "raw_offset") % Number(optional, "file_alignment")));
    }

    [Fact]
    public void Zip()
    {
        JsonElement facts = Facts.GetProperty("two.zip");
        long length = new FileInfo(PathOf("two.zip")).Length;
        Record end = Read("two.zip", "zip_end", length - 22);
        Assert.Equal(
            (0x06054b50, 2, facts.GetProperty("directory").GetInt64()),
            (Number(end, "magic"), (int)Number(end, "entries"), Number(end, "directory_offset")));
        byte[] content = File.ReadAllBytes(PathOf("two.zip"));
        long at = Number(end, "directory_offset");
        foreach (JsonElement name in facts.GetProperty("names").EnumerateArray())
        {
            Record entry = Read("two.zip", "zip_entry", at);
            Assert.Equal(0x02014b50, Number(entry, "magic"));
            Assert.Equal(new DateTime(2024, 2, 29), entry["date"]);
            Assert.Equal(new TimeSpan(12, 34, 56), entry["time"]);
            Assert.Equal(name.GetString(), Encoding.ASCII.GetString(content, (int)at + 46, (int)Number(entry, "name_length")));
            at += 46 + Number(entry, "name_length") + Number(entry, "extra_length") + Number(entry, "comment_length");
        }
        Assert.Equal(length - 22, at);
    }

    [Fact]
    public void Npy()
    {
        Record npy = Read("six.npy", "npy");
        Assert.Equal(("\x93NUMPY", 1, 0), (npy["magic"], (int)Number(npy, "major"), (int)Number(npy, "minor")));
        Assert.Equal(new FileInfo(PathOf("six.npy")).Length, 10 + Number(npy, "header_length") + (6 * sizeof(int)));
    }

    private static Record Read(string file, string type, long offset = 0) => Read(file, type, offset, 1)[0];

    private static Record[] Read(string file, string type, long offset, int count)
    {
        using MemMapArray map = MemMapArray.Open(PathOf(file), type, MapMode.ReadOnly, offset, [count], format: FileFormat.Raw);
        // Through the codec: the module's tests make PowerShell objects of records, for the whole process.
        byte[] bytes = map.ToBytes();
        return [.. Enumerable.Range(0, count).Select(i => (Record)map.DType.Codec.Read(bytes.AsSpan(i * map.ItemSize, map.ItemSize))!)];
    }

    private static long Number(Record record, string field) => Convert.ToInt64(record[field], CultureInfo.InvariantCulture);

    private static IEnumerable<string> Partitions(string file, Func<JsonElement, string> text)
        => Facts.GetProperty(file).GetProperty("partitions").EnumerateArray().Select(text);

    private static IEnumerable<string?> Sections(string file)
        => Facts.GetProperty(file).GetProperty("sections").EnumerateArray().Select(name => name.GetString());

    private static string Name(byte[] content, long at)
        => Encoding.ASCII.GetString(content.AsSpan((int)at, content.AsSpan((int)at).IndexOf((byte)0)));

    private static string PathOf(string file) => Path.Combine(Repository.Root, "tests", "Golden", "formats", file);
}
