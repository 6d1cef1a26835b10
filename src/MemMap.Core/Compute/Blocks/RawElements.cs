namespace MemMap.Compute;

/// <summary>The bytes of elements one after another, as they stand in the array's memory or file.</summary>
internal static unsafe class RawElements
{
    /// <summary>Works on the bytes: in the memory itself where they follow one another there, in a copy otherwise.</summary>
    /// <param name="array">The array.</param>
    /// <param name="start">The first element, counted in C order.</param>
    /// <param name="count">How many elements.</param>
    /// <param name="work">The work; what it is given is good until it returns.</param>
    internal static T Use<T>(ArrayRef array, long start, int count, Func<nint, int, T> work)
    {
        int itemSize = array.ItemSize, bytes = checked(count * itemSize);
        DType raw = DType.Flexible(ElementKind.Void, itemSize);
        using var leases = new LeaseSet();
        var operand = leases.Input(array with { DType = raw }, raw);
        leases.Verify();
        if (array.IsContiguous && !operand.IsBuffered)
        {
            return work((nint)(operand.Memory + array.Layout.Offset + (start * itemSize)), bytes);
        }
        byte[] copy = new byte[bytes];
        fixed (byte* block = copy)
        {
            operand.Gather(array.Layout, start, count, block, Interruption.Token);
            return work((nint)block, bytes);
        }
    }
}
