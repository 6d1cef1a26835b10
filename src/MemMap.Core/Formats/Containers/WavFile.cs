using MemMap.Compute;
using MemMap.Memory;

namespace MemMap.Formats;

/// <summary>
/// Sound: RIFF/WAVE, its big-endian form RIFX, and RF64 for more than 4 GiB. Samples of 8, 16, 32 bits and floats are mapped; those of 24
/// bits are read into memory as int32. Several channels are the last axis.
/// <code>
/// |RIFF|size|WAVE| |fmt |size|format, channels, rate ...| |data|size|samples| ...      chunks begin at even offsets
/// </code>
/// </summary>
internal sealed class WavFile() : Container(FileFormat.Wav)
{
    private const int RiffSize = 12, ChunkHeader = 8, MaxChunks = 10_000;
    private const short Pcm = 1, Float = 3, Extensible = -2;

    internal override IReadOnlyList<ContainerArray> Read(HeaderReader file)
    {
        HeaderCursor riff = file.Cursor(file.Read(0, RiffSize));
        string id = riff.Text(4);
        riff.At = 8;
        if (id is not ("RIFF" or "RIFX" or "RF64") || riff.Text(4) != "WAVE")
        {
            throw file.Invalid("it does not begin as RIFF, RIFX or RF64, with WAVE");
        }
        bool isBig = id == "RIFX";
        long? largeSize = null;
        WavFormat? format = null;
        long at = RiffSize;
        for (int chunks = 0; chunks < MaxChunks && at <= file.Length - ChunkHeader; chunks++)
        {
            HeaderCursor header = file.Cursor(file.Read(at, ChunkHeader), isBig);
            string name = header.Text(4);
            long size = header.UInt32();
            at += ChunkHeader;
            switch (name)
            {
                case "ds64":
                    HeaderCursor sizes = file.Cursor(file.Read(at, Math.Min(size, 28)));
                    sizes.Take(8);
                    largeSize = sizes.Int64();
                    break;
                case "fmt ":
                    format = ReadFormat(file, file.Cursor(file.Read(at, Math.Min(size, 40)), isBig));
                    break;
                case "data":
                    size = size == uint.MaxValue && largeSize is { } large ? large : size;
                    // A program that streams its output does not know the size before it ends.
                    size = Math.Clamp(size, 0, file.Length - at);
                    return [Samples(format ?? throw file.Invalid("its samples come before their format"), at, size, isBig)];
            }
            at += size + (size & 1);
        }
        throw file.Invalid("it has no samples");
    }

    private static WavFormat ReadFormat(HeaderReader file, HeaderCursor cursor)
    {
        short tag = cursor.Int16(), channels = cursor.Int16();
        long rate = cursor.UInt32();
        cursor.Take(6);
        short bits = cursor.Int16();
        if (tag == Extensible)
        {
            cursor.Take(8);
            tag = cursor.Int16();
        }
        file.Require("number of channels", channels, 1, short.MaxValue);
        return new WavFormat(tag, channels, rate, bits);
    }

    private static ContainerArray Samples(WavFormat format, long at, long size, bool isBig)
    {
        string order = isBig ? ">" : "<";
        DType? dtype = (format.Tag, format.Bits) switch
        {
            (Pcm, 8) => DType.UInt8,
            (Pcm, 16 or 32 or 64) => DType.Parse($"{order}i{format.Bits / 8}"),
            (Pcm, 24) => DType.Int32,
            (Float, 32 or 64) => DType.Parse($"{order}f{format.Bits / 8}"),
            _ => null,
        };
        int sampleSize = Math.Max(1, format.Bits / 8);
        long frames = size / ((long)sampleSize * format.Channels);
        long[] shape = format.Channels == 1 ? [frames] : [frames, format.Channels];
        return new ContainerArray("", dtype, shape, at)
        {
            Attributes =
            [
                KeyValuePair.Create("SampleRate", (object?)format.Rate), KeyValuePair.Create("Channels", (object?)(int)format.Channels),
                KeyValuePair.Create("BitsPerSample", (object?)(int)format.Bits),
            ],
            Problem = dtype is null ? $"its samples are of format {format.Tag} with {format.Bits} bits, which is not PCM or float" : null,
            Decode = format is { Tag: Pcm, Bits: 24 } ? opened => Widen(opened, at, shape, isBig) : null,
        };
    }

    private static ArrayRef Widen(OpenedFile file, long at, long[] shape, bool isBig)
    {
        const int blockSamples = 1 << 16, sampleSize = 3;
        ArrayRef result = ArrayRef.Allocate(shape, DType.Int32);
        using BufferLease lease = result.Lease(forWrite: true);
        var block = new int[blockSamples];
        for (long done = 0; done < result.Size; done += blockSamples)
        {
            Interruption.Token.ThrowIfCancellationRequested();
            int count = (int)Math.Min(blockSamples, result.Size - done);
            byte[] bytes = NpyFile.ReadStart(file, at + (done * sampleSize), (long)count * sampleSize);
            if (bytes.Length < count * sampleSize)
            {
                throw Error.FileTruncated(file.Path, at + (result.Size * sampleSize), at + (done * sampleSize) + bytes.Length);
            }
            for (int i = 0, b = 0; i < count; i++, b += sampleSize)
            {
                block[i] = isBig ? ((sbyte)bytes[b] << 16) | (bytes[b + 1] << 8) | bytes[b + 2]
                    : ((sbyte)bytes[b + 2] << 16) | (bytes[b + 1] << 8) | bytes[b];
            }
            lease.Write(done * sizeof(int), System.Runtime.InteropServices.MemoryMarshal.AsBytes(block.AsSpan(0, count)));
        }
        return result;
    }

    private sealed record WavFormat(short Tag, short Channels, long Rate, short Bits);
}
