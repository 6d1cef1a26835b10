namespace MemMap.Compute;

/// <summary>
/// How a block loop casts elements: the dtype of each side in memory and in blocks, and the kernel between the blocks. Records pass
/// as raw bytes, since each of their fields has its own byte order and alignment.
/// </summary>
internal readonly record struct CastPlan(DType Source, DType SourceBlock, DType Target, DType TargetBlock, Kernel Kernel)
{
    /// <summary>Whether bytes are copied without conversion.</summary>
    internal bool IsCopy { get; private init; }

    /// <summary>Whether elements of the target have bytes that the kernel doesn't write.</summary>
    internal bool KeepsGaps { get; private init; }

    /// <summary>A plan that writes the target's elements. Gaps between fields keep their bytes.</summary>
    /// <exception cref="InvalidCastException">There is no such cast.</exception>
    internal static CastPlan Between(DType from, DType to)
    {
        if (from.Equals(to) && !HasGaps(to))
        {
            return Bytes(to.ItemSize);
        }
        (DType source, DType sourceBlock) = InLoop(from);
        (DType target, DType targetBlock) = InLoop(to);
        return new(source, sourceBlock, target, targetBlock, Casts.Get(from.IsRecord ? from : sourceBlock, to.IsRecord ? to : targetBlock))
        {
            KeepsGaps = to.Packing is null && HasGaps(to),
        };
    }

    /// <summary>The plan that copies bytes without interpretation or alignment.</summary>
    internal static CastPlan Bytes(int itemSize)
    {
        DType raw = DType.Flexible(ElementKind.Void, itemSize);
        return new(raw, raw, raw, raw, Kernels.Copy(itemSize)) { IsCopy = true };
    }

    /// <summary>Whether elements have bytes or bits that belong to no field, as in a view of some fields.</summary>
    internal static bool HasGaps(DType dtype)
    {
        if (dtype.Fields is not { } fields)
        {
            return dtype.Packing is { IsPartial: true } || (dtype.SubType is { } element && HasGaps(element));
        }
        int end = 0;
        foreach (Field field in fields.OrderBy(field => field.Offset))
        {
            if (field.Offset > end || HasGaps(field.DType))
            {
                return true;
            }
            end = Math.Max(end, field.Offset + field.DType.ItemSize);
        }
        return end < dtype.ItemSize;
    }

    private static (DType Stored, DType Block) InLoop(DType dtype)
    {
        DType raw = DType.Flexible(ElementKind.Void, dtype.ItemSize);
        return dtype.IsRecord ? (raw, raw) : (dtype, dtype.AsNative());
    }
}
