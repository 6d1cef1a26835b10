namespace MemMap.Compute;

/// <summary>Whether at least one element is true; false for no elements.</summary>
internal sealed class Any() : NonZeroReduction("any")
{
    protected override Reducer Count<T>()
        => new CountReducer<T, byte>(DType.Bool, static (count, _) => count > 0 ? (byte)1 : (byte)0);
}
