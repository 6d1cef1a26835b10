namespace MemMap.Compute;

/// <summary>Kernels between elements that are stored in a packing and blocks of numbers.</summary>
internal static unsafe class PackedBlocks
{
    /// <summary>The elements between two steps. Their numbers stay in the L1 cache.</summary>
    private const int Piece = 512;

    /// <summary>The kernel that unpacks elements, and then casts the numbers.</summary>
    /// <param name="stored">The dtype in memory.</param>
    /// <param name="block">The dtype in the block.</param>
    /// <param name="cast">The cast between the two numbers; <see langword="null"/> if they are of one dtype.</param>
    internal static Kernel Unpacking(DType stored, DType block, Kernel? cast)
    {
        int storedSize = stored.ItemSize, numberSize = stored.AsNative().ItemSize, blockSize = block.ItemSize;
        bool isBigEndian = stored.IsBigEndian;
        DataTypes.Packing packing = stored.Packing!;
        return (blocks, count) =>
        {
            byte* numbers = stackalloc byte[cast is null ? 0 : Piece * numberSize];
            byte** pair = stackalloc byte*[2];
            for (int done = 0; done < count; done += Piece)
            {
                int here = Math.Min(Piece, count - done);
                byte* target = blocks[1] + ((long)done * blockSize);
                packing.Unpack(
                    new(blocks[0] + ((long)done * storedSize), here * storedSize), isBigEndian,
                    new(cast is null ? target : numbers, here * numberSize));
                pair[0] = numbers;
                pair[1] = target;
                cast?.Invoke(pair, here);
            }
        };
    }

    /// <summary>The kernel that casts the numbers of a block, and then packs them.</summary>
    /// <inheritdoc cref="Unpacking"/>
    internal static Kernel Packing(DType stored, DType block, Kernel? cast)
    {
        int storedSize = stored.ItemSize, numberSize = stored.AsNative().ItemSize, blockSize = block.ItemSize;
        bool isBigEndian = stored.IsBigEndian;
        DataTypes.Packing packing = stored.Packing!;
        return (blocks, count) =>
        {
            byte* numbers = stackalloc byte[cast is null ? 0 : Piece * numberSize];
            byte** pair = stackalloc byte*[2];
            for (int done = 0; done < count; done += Piece)
            {
                int here = Math.Min(Piece, count - done);
                byte* source = blocks[0] + ((long)done * blockSize);
                pair[0] = source;
                pair[1] = numbers;
                cast?.Invoke(pair, here);
                packing.Pack(
                    new(cast is null ? source : numbers, here * numberSize),
                    new(blocks[1] + ((long)done * storedSize), here * storedSize), isBigEndian);
            }
        };
    }
}
