namespace MemMap.Output;

/// <summary>An element or view with its index: the output of ConvertFrom-MemMap -WithIndex and Find-MemMapValue.</summary>
public sealed class IndexedElement
{
    internal IndexedElement(object index, object? value)
    {
        Index = index;
        Value = value;
    }

    /// <summary>The index: a <see cref="long"/> for one axis, an array of them for several axes.</summary>
    public object Index { get; }

    /// <summary>The element, or the view, at that index.</summary>
    public object? Value { get; }
}
