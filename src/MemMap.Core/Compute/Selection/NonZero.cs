namespace MemMap.Compute;

/// <summary>Tests whether elements of any dtype are not zero.</summary>
internal static unsafe class NonZero
{
    /// <summary>Whether elements are not zero. Text and raw bytes need one byte that is not zero, records one field.</summary>
    internal static ArrayRef Run(ArrayRef array)
    {
        if (array.DType.IsNumeric || array.DType.Traits.IsTime)
        {
            return array.Cast(DType.Bool);
        }
        if (array.DType.Fields is { } fields)
        {
            ArrayRef any = ArrayRef.Zeros(array.Shape, DType.Bool);
            foreach (Field field in fields)
            {
                Merge(Run(array.Field(field.Name)), any);
            }
            return any;
        }
        ArrayRef bytes = ArrayRef.Allocate(array.Layout.Shape, DType.Bool);
        int itemSize = array.ItemSize;
        DType raw = DType.Flexible(ElementKind.Void, itemSize);
        using var leases = new LeaseSet();
        BlockLoop.Run(
            [
                leases.Input(array with { DType = raw }, raw),
                leases.Output(bytes, DType.Bool),
            ],
            (blocks, count) =>
            {
                for (int i = 0; i < count; i++)
                {
                    blocks[1][i] = new ReadOnlySpan<byte>(blocks[0] + ((long)i * itemSize), itemSize).ContainsAnyExcept((byte)0) ? (byte)1
                        : (byte)0;
                }
            },
            leases.Verify);
        return bytes;
    }

    /// <summary>Sets elements to true where a part is true. For a sub-array, one true element is enough.</summary>
    private static void Merge(ArrayRef part, ArrayRef any)
    {
        if (part.NDim == any.NDim)
        {
            Elementwise.Copy(Where.Run(any, any, part), any);
            return;
        }
        int last = part.NDim - 1;
        for (long i = 0; i < part.Layout.Shape[last]; i++)
        {
            Merge(part.WithLayout(part.Layout.Narrow(last, i, 1).Squeeze([last])), any);
        }
    }
}
