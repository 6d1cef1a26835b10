namespace MemMap.Output;

/// <summary>What ConvertFrom-MemMap -WithIndex writes: where something is in an array, and what it is.</summary>
public sealed class IndexedElement
{
    internal IndexedElement(object index, object? value)
    {
        Index = index;
        Value = value;
    }

    /// <summary>The index: a <see cref="long"/> on one axis, an array of them where there are several.</summary>
    public object Index { get; }

    /// <summary>The element, or the view of what has that index.</summary>
    public object? Value { get; }
}
