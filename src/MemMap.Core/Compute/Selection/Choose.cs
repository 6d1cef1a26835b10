using System.Runtime.CompilerServices;
using MemMap.DataTypes;
using MemMap.Geometry;

namespace MemMap.Compute;

/// <summary>Selects each element from the one of several arrays that an index names.</summary>
internal static unsafe class Choose
{
    /// <summary>
    /// A new array of elements of the choices, broadcast together with the indices; a lazy one if any of them is. Elements are moved as
    /// bytes, whatever the dtype.
    /// </summary>
    /// <exception cref="ArgumentException">An index names no choice, by mode Raise.</exception>
    internal static ArrayRef Run(ArrayRef indices, ArrayRef[] choices, IndexMode mode)
    {
        if (mode == IndexMode.Raise && !indices.IsLazy)
        {
            IndexBounds.Require(indices, choices.Length, index => Error.NoSuchChoice(index, choices.Length));
        }
        DType dtype = choices.Select(choice => choice.DType).Aggregate(Promotion.PromoteTypes);
        long[] shape = Broadcast.Shapes([indices.Shape, .. choices.Select(choice => choice.Shape)]);
        bool isLazy = indices.IsLazy || Array.Exists(choices, choice => choice.IsLazy);
        DType raw = DType.Flexible(ElementKind.Void, dtype.ItemSize);
        DType[] blocks = [DType.Int64, .. Enumerable.Repeat(raw, choices.Length + 1)];
        // Stored numbers were looked at.
        Loop loop = new(KernelOf(dtype.ItemSize, choices.Length, mode), raw, blocks)
        {
            MayFail = mode == IndexMode.Raise && indices.IsLazy ? static _ => true : null,
        };
        ArrayRef[] inputs = [
            indices, .. choices.Select(choice
                => (choice.DType.Equals(dtype) ? choice : (choice with { IsLazy = isLazy }).Cast(dtype)) with { DType = raw })];
        return Elementwise.Results(loop, inputs, shape, MemoryOrder.C) with { DType = dtype };
    }

    private static Kernel KernelOf(int itemSize, int choices, IndexMode mode)
    {
        Func<long, long> place = IndexBounds.PlaceOf(choices, mode);
        return (blocks, count) =>
        {
            var index = (long*)blocks[0];
            byte* result = blocks[choices + 1];
            for (int i = 0; i < count; i++, result += itemSize)
            {
                // Negative indices name no choice, though they count from the end elsewhere.
                long choice = mode == IndexMode.Raise && (index[i] < 0 || index[i] >= choices) ? throw Error.NoSuchChoice(index[i], choices)
                    : place(index[i]);
                Unsafe.CopyBlockUnaligned(result, blocks[choice + 1] + ((long)i * itemSize), (uint)itemSize);
            }
        };
    }
}
