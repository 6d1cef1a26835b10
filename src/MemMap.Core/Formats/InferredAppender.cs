namespace MemMap.Formats;

/// <summary>
/// Appends elements of a dtype that follows from all of them. The first ones are kept, so that their dtype may become any other that holds
/// them all. What comes later can only widen it, by writing the file anew.
/// </summary>
/// <param name="target">Where the elements go, of the dtype that the first object has.</param>
/// <param name="isContinued">Whether the file has older elements, which can't become others.</param>
/// <param name="isOpen">Whether numbers in text may still turn out to be numbers, when it is known what else is in their field.</param>
internal sealed class InferredAppender(IElementSink target, bool isContinued, bool isOpen)
{
    private const int MostKept = 2048, MostBytesKept = 1 << 22;

    private List<object?>? _first = [];
    private bool _hasChanged;

    /// <summary>
    /// The fields that are text, and whose first values are all numbers or dates in the notation of another culture, with that. They are
    /// known when the dtype is settled.
    /// </summary>
    internal IReadOnlyList<(string Field, string Culture)> Meant { get; private set; } = [];

    /// <summary>Appends an element.</summary>
    /// <param name="element">The element, as a cell of the present or an earlier dtype; of a record, its fields' values in order.</param>
    /// <exception cref="ArgumentException">No dtype holds it and the elements before it.</exception>
    internal void Append(object? element)
    {
        if (!InferredDType.Fits(target.DType, element) || InferredDType.IsCut(target.DType, element))
        {
            Widen(element);
        }
        // Until it changes, elements are read for the dtype when they come.
        target.Append(Plain(_hasChanged ? Read(element, target.DType) : element, target.DType));
        if (_first is not null)
        {
            _first.Add(element);
            if (_first.Count == MostKept || (long)_first.Count * target.DType.ItemSize > MostBytesKept)
            {
                Settle();
            }
        }
    }

    /// <summary>Decides what the first elements are, if there are no more of them.</summary>
    internal void Settle()
    {
        if (isOpen && _first is { Count: > 0 } first && InferredDType.Common(target.DType, first) is { } dtype
            && !dtype.Equals(target.DType))
        {
            Restart(dtype, first);
        }
        Meant = _first is { Count: > 0 } all ? InferredDType.Meant(target.DType, all) : Meant;
        _first = null;
    }

    private void Widen(object? element)
    {
        _hasChanged = true;
        if (_first is { } first && InferredDType.Common(target.DType, [.. first, element]) is { } common)
        {
            Restart(common, first);
            return;
        }
        if (_first is not null || isContinued || InferredDType.Widened(target.DType, element) is not { } wider || !target.TryWiden(wider))
        {
            InferredDType.RequireDTypes(target.DType, element);
            throw Error.NotAsInferred(InferredDType.Proposed(target.DType, element));
        }
    }

    private void Restart(DType dtype, List<object?> elements)
    {
        target.Restart(dtype);
        foreach (object? element in elements)
        {
            target.Append(Plain(Read(element, dtype), dtype));
        }
    }

    // The elements that are kept stay as they came: they may turn out to be text.
    private static object? Plain(object? element, DType dtype)
        => CellCulture.Current is { } culture ? culture.Plain(element, dtype) : element;

    /// <summary>What a cell of a table means in the present dtype, which may not be the one that it was read for.</summary>
    private static object? Read(object? element, DType dtype)
    {
        if (element is string)
        {
            return TableCell.Read(element, dtype);
        }
        for (int i = 0; dtype.Fields is { } fields && InferredDType.Bare(element) is object?[] values && i < fields.Count; i++)
        {
            values[i] = Read(values[i], fields[i].DType);
        }
        return element;
    }
}
