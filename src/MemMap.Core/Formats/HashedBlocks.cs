using MemMap.Compute;

namespace MemMap.Formats;

/// <summary>The digests of an array's blocks, or of the whole of it: the bytes are read once, a part at a time.</summary>
internal sealed class HashedBlocks : IDisposable
{
    private const int PartBytes = 8 << 20;

    private readonly ArrayRef _array;
    private readonly Digest _digest;
    private readonly long _blockSize;
    private bool _isWhole;

    /// <param name="array">The array, whose elements are taken in C order.</param>
    /// <param name="algorithm">One of <see cref="Digest.Names"/>.</param>
    /// <param name="blockSize">The bytes of a block; the last one may have fewer. Not given, all bytes are one.</param>
    /// <exception cref="ArgumentException">There is no such algorithm.</exception>
    /// <exception cref="ObjectDisposedException">The array's map was closed.</exception>
    internal HashedBlocks(ArrayRef array, string algorithm, long? blockSize)
    {
        array.Buffer.Verify();
        (_array, _digest) = (array, Digest.Create(algorithm));
        _blockSize = blockSize ?? Math.Max(1, array.NBytes);
        _isWhole = blockSize is null && array.NBytes == 0;
    }

    /// <summary>How many bytes were read.</summary>
    internal long Done { get; private set; }

    /// <summary>Reads a part.</summary>
    /// <returns>The digests of the blocks that ended in it, perhaps of none; <see langword="null"/> once all was read.</returns>
    /// <exception cref="OperationCanceledException">It was asked to stop.</exception>
    /// <exception cref="IOException">The array's file has become too short.</exception>
    internal IReadOnlyList<HashedBlock>? Next()
    {
        if (_isWhole)
        {
            _isWhole = false;
            return [Finish(0)]; // Nothing has a digest, too.
        }
        long left = _array.NBytes - Done;
        if (left == 0)
        {
            return null;
        }
        List<HashedBlock> found = [];
        ArrayBytes.ForEachBlock(_array, Done, Math.Min(left, PartBytes), bytes =>
        {
            while (bytes.Length > 0)
            {
                int count = (int)Math.Min(bytes.Length, _blockSize - (Done % _blockSize));
                _digest.Append(bytes[..count]);
                Done += count;
                bytes = bytes[count..];
                if (Done % _blockSize == 0 || Done == _array.NBytes)
                {
                    found.Add(Finish(((Done - 1) % _blockSize) + 1));
                }
            }
        });
        return found;
    }

    /// <inheritdoc/>
    public void Dispose() => _digest.Dispose();

    private HashedBlock Finish(long length) => new(_digest.Finish(), Done - length, length);
}

/// <summary>The digest of a block of bytes.</summary>
/// <param name="Hash">The digest in hexadecimal.</param>
/// <param name="Offset">Where the block begins among the array's bytes.</param>
/// <param name="Length">How many bytes the block has.</param>
internal readonly record struct HashedBlock(string Hash, long Offset, long Length);
