namespace MemMap.Formats;

/// <summary>Writes bytes at an offset among those that are appended.</summary>
internal delegate void BlockWriter(long offset, ReadOnlySpan<byte> block);

/// <summary>Takes an unknown number of elements, one behind the other. Disposed before it is complete, it was stopped.</summary>
internal interface IElementSink : IDisposable
{
    /// <summary>The dtype of an element.</summary>
    DType DType { get; }

    /// <summary>The number of appended elements.</summary>
    long Count { get; }

    /// <summary>Appends an element.</summary>
    /// <param name="value">A value that the dtype accepts.</param>
    /// <remarks>If the value is rejected, nothing is appended, and further values can be appended.</remarks>
    void Append(object? value);

    /// <summary>Appends elements as bytes, which may be written in any order and by several threads: all of them, or none.</summary>
    /// <param name="bytes">The number of bytes.</param>
    /// <param name="work">Writes them by the function that it is given.</param>
    /// <exception cref="ArgumentException">The elements are not a whole number of rows.</exception>
    void Append(long bytes, Action<BlockWriter> work);

    /// <summary>Drops all appended elements, and begins anew with those of another dtype.</summary>
    void Restart(DType dtype);

    /// <summary>Converts the elements to a dtype that holds all of them.</summary>
    /// <returns>Whether it holds them without loss; otherwise nothing is changed.</returns>
    bool TryWiden(DType dtype);

    /// <summary>Leaves what there was before the first element.</summary>
    void Abandon();
}
