using System.Runtime.CompilerServices;

namespace MemMap;

// PowerShell binds an indexer with `params` one element at a time, so the overloads are written out.
public partial class NDArray
{
    // The indexer's usual name, Item, is that of numpy's method.
    private const string IndexerName = "Element";

    /// <summary>
    /// Elements or a view by index, with numpy's rules. Each argument is an integer, a slice or expression as text (<c>'1:3'</c>,
    /// <c>'...'</c>, <c>'newaxis'</c>, <c>'1:3, ::2'</c>), a list of integers, or an array of integers or bools.
    /// Integers for every axis give the element itself as a .NET value; slices a view; lists, arrays and masks a copy.
    /// </summary>
    /// <exception cref="IndexOutOfRangeException">An index is out of bounds, or there are too many.</exception>
    /// <exception cref="FormatException">A text is no index expression.</exception>
    /// <exception cref="ObjectDisposedException">The map was closed.</exception>
    [IndexerName(IndexerName)]
    public object? this[object? i]
    {
        get => i is int n && NDim == 1 ? ElementAt([n]) : GetItem([i]);
        set => SetItem([i ?? throw Error.NoPlace()], value);
    }

    /// <inheritdoc cref="this[object]"/>
    [IndexerName(IndexerName)]
    public object? this[object? i, object? j]
    {
        get => i is int m && j is int n && NDim == 2 ? ElementAt([m, n]) : GetItem([i, j]);
        set => SetItem([i, j], value);
    }

    /// <inheritdoc cref="this[object]"/>
    [IndexerName(IndexerName)]
    public object? this[object? i, object? j, object? k] { get => GetItem([i, j, k]); set => SetItem([i, j, k], value); }

    /// <inheritdoc cref="this[object]"/>
    [IndexerName(IndexerName)]
    public object? this[object? i, object? j, object? k, object? l]
    {
        get => GetItem([i, j, k, l]);
        set => SetItem([i, j, k, l], value);
    }

    /// <inheritdoc cref="this[object]"/>
    [IndexerName(IndexerName)]
    public object? this[object? i, object? j, object? k, object? l, object? m]
    {
        get => GetItem([i, j, k, l, m]);
        set => SetItem([i, j, k, l, m], value);
    }

    /// <inheritdoc cref="this[object]"/>
    [IndexerName(IndexerName)]
    public object? this[object? i, object? j, object? k, object? l, object? m, object? n]
    {
        get => GetItem([i, j, k, l, m, n]);
        set => SetItem([i, j, k, l, m, n], value);
    }

    /// <inheritdoc cref="this[object]"/>
    [IndexerName(IndexerName)]
    public object? this[object? i, object? j, object? k, object? l, object? m, object? n, object? o]
    {
        get => GetItem([i, j, k, l, m, n, o]);
        set => SetItem([i, j, k, l, m, n, o], value);
    }

    /// <inheritdoc cref="this[object]"/>
    [IndexerName(IndexerName)]
    public object? this[object? i, object? j, object? k, object? l, object? m, object? n, object? o, object? p]
    {
        get => GetItem([i, j, k, l, m, n, o, p]);
        set => SetItem([i, j, k, l, m, n, o, p], value);
    }

    private object? ElementAt(ReadOnlySpan<long> index) => ReadElement(Layout.OffsetOf(index));
}
