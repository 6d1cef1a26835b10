using MemMap.Handles;

namespace MemMap.Output;

/// <summary>An element or view with its index: the output of ConvertFrom-MemMap -WithIndex and Find-MemMapValue.</summary>
public class IndexedElement
{
    internal IndexedElement(object index, object? value)
    {
        Index = index;
        Value = value;
    }

    /// <summary>
    /// Returns an element, with its file if the cmdlet that found it was given the file and not the array, or if the array has several.
    /// </summary>
    internal static IndexedElement Of(object index, object? value, NDArray array, bool isFile, long position)
        => array is JoinedMemMap joined ? new JoinedElement(index, value, joined.PartOf(position), joined.RowOf(position))
            : isFile && array is MemMapArray map ? new IndexedFileElement(index, value, map.FileName)
            : new IndexedElement(index, value);

    /// <summary>The index: a <see cref="long"/> for one axis, an array of them for several axes.</summary>
    public object Index { get; }

    /// <summary>The element, or the view, at that index.</summary>
    public object? Value { get; }

    /// <summary>The array that was searched, in which <see cref="Index"/> counts; <see langword="null"/> if none was.</summary>
    internal KeptArray? Source { get; set; }
}

/// <summary>An element of a file that a cmdlet has opened itself, with its index.</summary>
public sealed class IndexedFileElement : IndexedElement
{
    internal IndexedFileElement(object index, object? value, string fileName) : base(index, value) => FileName = fileName;

    /// <summary>The file.</summary>
    public string FileName { get; }
}
