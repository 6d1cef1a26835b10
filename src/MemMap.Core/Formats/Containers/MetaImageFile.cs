using System.Text;

namespace MemMap.Formats;

/// <summary>
/// MetaImage, the format of ITK: lines of <c>key = value</c>, of which <c>ElementDataFile</c> is the last, and the elements behind them
/// (.mha) or in a file of their own (.mhd), as they are or in zlib's frame. The first axis varies fastest; channels are an axis before it.
/// </summary>
internal sealed class MetaImageFile() : Container(FileFormat.MetaImage)
{
    private const int MaxHeader = 1 << 20;

    private protected override bool IsCertain(ReadOnlySpan<byte> start)
        => start.StartsWith("ObjectType = Image"u8) && start.IndexOf("NDims"u8) >= 0;

    internal override IReadOnlyList<ContainerArray> Read(HeaderReader file)
    {
        byte[] start = file.ReadUpTo(0, MaxHeader);
        Dictionary<string, string> header = new(StringComparer.OrdinalIgnoreCase);
        int at = 0;
        while (at < start.Length && !header.ContainsKey("ElementDataFile"))
        {
            int end = start.AsSpan(at).IndexOf((byte)'\n');
            string line = Encoding.UTF8.GetString(start, at, end < 0 ? start.Length - at : end);
            at = end < 0 ? start.Length : at + end + 1;
            int sign = line.IndexOf('=', StringComparison.Ordinal);
            if (sign > 0)
            {
                header[line[..sign].Trim()] = line[(sign + 1)..].Trim();
            }
            else if (line.Trim().Length > 0)
            {
                throw file.Invalid("a line of its header is no key and value");
            }
        }
        string Required(string key) => header.TryGetValue(key, out string? value) ? value : throw file.Invalid($"it has no {key}");
        bool Is(string key) => header.TryGetValue(key, out string? value) && value.Equals("True", StringComparison.OrdinalIgnoreCase);
        long[] shape = TextHeader.Numbers(Required("DimSize"));
        file.Require("NDims", TextHeader.Numbers(Required("NDims")) is [var dimensions] ? dimensions : -1, shape.Length, shape.Length);
        if (header.TryGetValue("ElementNumberOfChannels", out string? text) && TextHeader.Numbers(text) is [> 1 and var channels])
        {
            shape = [channels, .. shape];
        }
        string data = Required("ElementDataFile");
        bool isLocal = data.Equals("LOCAL", StringComparison.OrdinalIgnoreCase);
        bool isBig = Is("BinaryDataByteOrderMSB") || Is("ElementByteOrderMSB");
        long skip = header.TryGetValue("HeaderSize", out string? size) ? size == "-1" ? -1 : TextHeader.Numbers(size)[0] : 0;
        ContainerArray array = TextHeader.Array(
            file, TypeOf(Required("ElementType"), isBig ? ">" : "<"), shape, isLocal ? at : Math.Max(0, skip),
            isLocal ? null : TextHeader.DataFile(file, data), Is("CompressedData"), isGzip: false);
        return
        [
            array with
            {
                Attributes = [.. header.Select(pair => KeyValuePair.Create(pair.Key, (object?)pair.Value))],
                Problem = skip < 0 ? "its elements are at the end of their file, behind a header of unknown length" : array.Problem,
            },
        ];
    }

    private static DType? TypeOf(string type, string order) => type.ToUpperInvariant() switch
    {
        "MET_CHAR" => DType.Int8,
        "MET_UCHAR" => DType.UInt8,
        "MET_SHORT" => DType.Parse($"{order}i2"),
        "MET_USHORT" => DType.Parse($"{order}u2"),
        "MET_INT" or "MET_LONG" => DType.Parse($"{order}i4"),
        "MET_UINT" or "MET_ULONG" => DType.Parse($"{order}u4"),
        "MET_LONG_LONG" => DType.Parse($"{order}i8"),
        "MET_ULONG_LONG" => DType.Parse($"{order}u8"),
        "MET_FLOAT" => DType.Parse($"{order}f4"),
        "MET_DOUBLE" => DType.Parse($"{order}f8"),
        _ => null,
    };
}
