using System.Globalization;
using System.Text;

namespace MemMap.Formats;

/// <summary>
/// NRRD: lines of text, an empty line, the elements, as they are or in gzip's frame. They may be in another file of the same folder. The
/// first axis varies fastest, as in pynrrd.
/// </summary>
internal sealed class NrrdFile() : Container(FileFormat.Nrrd)
{
    private const int MaxHeader = 1 << 20;

    private protected override bool IsCertain(ReadOnlySpan<byte> start) => start.StartsWith("NRRD000"u8);

    internal override IReadOnlyList<ContainerArray> Read(HeaderReader file)
    {
        byte[] start = file.ReadUpTo(0, MaxHeader);
        if (!IsCertain(start))
        {
            throw file.Invalid("it does not begin with NRRD000");
        }
        int end = start.AsSpan().IndexOf("\n\n"u8), windows = start.AsSpan().IndexOf("\r\n\r\n"u8);
        bool isWindows = windows >= 0 && (end < 0 || windows < end);
        end = isWindows ? windows : end;
        Dictionary<string, string> header = new(StringComparer.OrdinalIgnoreCase);
        foreach (string line in Encoding.UTF8.GetString(start, 0, end < 0 ? start.Length : end).Split('\n').Skip(1))
        {
            int colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0 && line[0] != '#')
            {
                header[line[..colon].Trim()] = line[(colon + 1)..].TrimStart('=').Trim();
            }
        }
        string Required(string key) => header.TryGetValue(key, out string? value) ? value : throw file.Invalid($"it has no {key}");
        long[] shape = TextHeader.Numbers(Required("sizes"));
        long dimension = long.Parse(Required("dimension"), NumberStyles.None, CultureInfo.InvariantCulture);
        file.Require("dimension", dimension, shape.Length, shape.Length);
        string encoding = Required("encoding").ToUpperInvariant();
        string? detached = header.GetValueOrDefault("data file") ?? header.GetValueOrDefault("datafile");
        bool skips = header.GetValueOrDefault("line skip", "0") != "0"
            || (header.GetValueOrDefault("byte skip", "0") != "0" && detached is not null);
        ContainerArray array = TextHeader.Array(
            file, TypeOf(Required("type"), header.GetValueOrDefault("endian")), shape,
            detached is null && end >= 0 ? end + (isWindows ? 4 : 2) : 0, detached is null ? null : TextHeader.DataFile(file, detached),
            encoding is "GZIP" or "GZ", isGzip: true);
        return
        [
            array with
            {
                Attributes = [.. header.Select(pair => KeyValuePair.Create(pair.Key, (object?)pair.Value))],
                Problem = encoding is not ("RAW" or "GZIP" or "GZ") ? $"its elements are encoded as {encoding}"
                    : skips ? "its elements do not begin where their file does" : array.Problem,
            },
        ];
    }

    private static DType? TypeOf(string type, string? endian)
    {
        string order = endian == "big" ? ">" : "<";
        return type.ToUpperInvariant() switch
        {
            "SIGNED CHAR" or "INT8" or "INT8_T" => DType.Int8,
            "UCHAR" or "UNSIGNED CHAR" or "UINT8" or "UINT8_T" => DType.UInt8,
            "SHORT" or "SHORT INT" or "SIGNED SHORT" or "SIGNED SHORT INT" or "INT16" or "INT16_T" => DType.Parse($"{order}i2"),
            "USHORT" or "UNSIGNED SHORT" or "UNSIGNED SHORT INT" or "UINT16" or "UINT16_T" => DType.Parse($"{order}u2"),
            "INT" or "SIGNED INT" or "INT32" or "INT32_T" => DType.Parse($"{order}i4"),
            "UINT" or "UNSIGNED INT" or "UINT32" or "UINT32_T" => DType.Parse($"{order}u4"),
            "LONGLONG" or "LONG LONG" or "LONG LONG INT" or "SIGNED LONG LONG" or "INT64" or "INT64_T" => DType.Parse($"{order}i8"),
            "ULONGLONG" or "UNSIGNED LONG LONG" or "UINT64" or "UINT64_T" => DType.Parse($"{order}u8"),
            "FLOAT" => DType.Parse($"{order}f4"),
            "DOUBLE" => DType.Parse($"{order}f8"),
            _ => null,
        };
    }
}
