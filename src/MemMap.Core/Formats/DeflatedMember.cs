using System.IO.Compression;
using System.IO.Hashing;
using MemMap.Compute;
using MemMap.Memory;

namespace MemMap.Formats;

/// <summary>Reads a compressed member of an archive into memory.</summary>
internal static class DeflatedMember
{
    /// <summary>The maximum expansion of Deflate. A member that claims more is malicious.</summary>
    private const long MaxRatio = 1032;

    private const int BlockBytes = 1 << 20;

    public static OpenPlan Plan(OpenedFile file, MapRequest request, ArraySpec given, ZipMember member, long start, string name)
    {
        if (member.Size / MaxRatio > member.CompressedSize)
        {
            throw Error.InvalidZip(
                file.Path, $"member '{member.Name}' can't have {member.Size} bytes in {member.CompressedSize} compressed ones");
        }
        NpyHeader header = NpyHeader.Read(ReadStart(file, member, start), name);
        given.RequireAgreement(header, header.Length, name);
        NpzFile.RequireData(header, member, name);
        DType dtype = given.DType ?? header.DType;
        return new OpenPlan(request, () => [ReadArray(file, request, member, start, header with { DType = dtype }, name)]);
    }

    /// <summary>Returns the first bytes of a member, up to the maximum length of a header.</summary>
    public static byte[] ReadStart(OpenedFile file, ZipMember member, long start)
    {
        using Stream content = Open(file, member, start);
        return ReadPrefix(content, $"{file.Path}:{member.Name}");
    }

    private static OpenedArray ReadArray(
        OpenedFile file, MapRequest request, ZipMember member, long start, NpyHeader header, string name)
    {
        ArrayRef array = ArrayRef.Allocate(header.Shape, header.DType, header.Order);
        try
        {
            using Stream content = Open(file, member, start);
            Read(content, array.Buffer, header.Length, member, name);
            array.Buffer.Member = request.Member;
            return new(array, header.Order);
        }
        catch
        {
            array.Buffer.Close();
            throw;
        }
    }

    /// <summary>
    /// Reads the whole member: the header, the elements into the buffer, and any trailing data. The checksum is verified.
    /// </summary>
    private static void Read(Stream content, ArrayBuffer buffer, long headerLength, ZipMember member, string name)
    {
        using BufferLease lease = buffer.Lease(forWrite: true);
        var block = new byte[Math.Clamp(member.Size, 1, BlockBytes)];
        Crc32 crc = new();
        long at = -headerLength, end = member.Size - headerLength;
        while (at < end)
        {
            Interruption.Token.ThrowIfCancellationRequested();
            int count = Inflate(content, block.AsSpan(0, (int)Math.Min(block.Length, end - at)), name);
            if (count == 0)
            {
                throw Error.NpyTooShort(name, member.Size, at + headerLength);
            }
            crc.Append(block.AsSpan(0, count));
            int skip = (int)Math.Clamp(-at, 0, count);
            long target = at + skip, fits = Math.Min(count - skip, buffer.ByteLength - target);
            if (fits > 0)
            {
                CopyTo(block.AsSpan(skip, (int)fits), lease, target);
            }
            at += count;
        }
        if (crc.GetCurrentHashAsUInt32() != member.Crc)
        {
            throw Error.InvalidNpy(name, "its checksum isn't that of the archive's directory");
        }
    }

    private static unsafe void CopyTo(ReadOnlySpan<byte> source, BufferLease lease, long at)
        => source.CopyTo(new Span<byte>(lease.Pointer + at, source.Length));

    private static byte[] ReadPrefix(Stream content, string name)
    {
        var prefix = new byte[NpyHeader.MaxLength];
        int length = 0;
        for (int more; length < prefix.Length && (more = Inflate(content, prefix.AsSpan(length), name)) > 0; length += more)
        {
        }
        return prefix[..length];
    }

    private static int Inflate(Stream content, Span<byte> block, string name)
    {
        try
        {
            return content.Read(block);
        }
        catch (InvalidDataException e)
        {
            throw Error.InvalidNpy(name, e.Message, e);
        }
    }

    private static DeflateStream Open(OpenedFile file, ZipMember member, long start)
        => new(new FileRange(file, start, member.CompressedSize), CompressionMode.Decompress);
}
