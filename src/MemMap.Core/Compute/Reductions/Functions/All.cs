namespace MemMap.Compute;

/// <summary>Whether all elements are true; true for no elements.</summary>
internal sealed class All() : NonZeroReduction("all")
{
    protected override Reducer Count<T>()
        => new CountReducer<T, byte>(DType.Bool, static (count, items) => count == items ? (byte)1 : (byte)0);
}
