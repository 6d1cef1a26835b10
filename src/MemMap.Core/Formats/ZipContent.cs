using System.Diagnostics;
using System.IO.Compression;
using System.IO.Hashing;
using MemMap.Memory;

namespace MemMap.Formats;

/// <summary>The content of a new member of an archive: it is written to a range of the file, deflated if that is wanted.</summary>
internal sealed class ZipContent : WriteOnlyStream
{
    private readonly Crc32 _crc = new();
    private readonly Stream _target;
    private readonly FilePosition _file;
    private long _size;

    /// <param name="file">The archive.</param>
    /// <param name="start">The offset of the first byte.</param>
    /// <param name="limit">The offset that is not reached.</param>
    /// <param name="compresses">Whether the content is deflated.</param>
    internal ZipContent(OpenedFile file, long start, long limit, bool compresses)
    {
        _file = new FilePosition(file, start, limit);
        _target = compresses ? new DeflateStream(new BufferedStream(_file, 1 << 18), CompressionLevel.Optimal) : _file;
    }

    /// <summary>Ends the content. Returns its checksum, its size, and the offset of its end in the file.</summary>
    internal (uint Crc, long Size, long End) Complete()
    {
        _target.Dispose();
        return (_crc.GetCurrentHashAsUInt32(), _size, _file.At);
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        _crc.Append(buffer);
        _size += buffer.Length;
        _target.Write(buffer);
    }

    public override void Flush() => _target.Flush();

    /// <summary>Writes to a file from a position on. The file stays open.</summary>
    private sealed class FilePosition(OpenedFile file, long start, long limit) : WriteOnlyStream
    {
        internal long At { get; private set; } = start;

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            if (At + buffer.Length > limit)
            {
                throw new UnreachableException("a member is larger than the room that was made for it");
            }
            RandomAccess.Write(file.Handle, buffer, At);
            At += buffer.Length;
        }

        public override void Flush()
        {
        }
    }
}
