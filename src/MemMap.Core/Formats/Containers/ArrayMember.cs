using System.Collections.ObjectModel;

namespace MemMap;

/// <summary>An array that a file holds or describes: the output of Get-MemMapMember.</summary>
public sealed class ArrayMember
{
    internal ArrayMember(
        string fileName, FileFormat format, string name, DType? dtype, long[] shape, MemoryOrder order, long? offset, long? bytes,
        bool isMapped, string? problem, ReadOnlyDictionary<string, object?> attributes)
        => (FileName, Format, Name, DType, Shape, Order, Offset, NBytes, IsMapped, Problem, Attributes)
            = (fileName, format, name, dtype, shape, order, offset, bytes, isMapped, problem, attributes);

    /// <summary>The absolute path of the file.</summary>
    public string FileName { get; }

    /// <summary>The format of the file.</summary>
    public FileFormat Format { get; }

    /// <summary>The name of the array, as -Member takes it; empty for the only array of a format without names.</summary>
    public string Name { get; }

    /// <summary>The dtype of an element; <see langword="null"/> if it is unknown.</summary>
    public DType? DType { get; }

    /// <summary>The length of each axis.</summary>
    public long[] Shape { get; }

    /// <summary>Which axis varies fastest in the file.</summary>
    public MemoryOrder Order { get; }

    /// <summary>The offset of the first element in the file; <see langword="null"/> if the array can't be mapped.</summary>
    public long? Offset { get; }

    /// <summary>The size of the elements in bytes; <see langword="null"/> if it is unknown.</summary>
    public long? NBytes { get; }

    /// <summary>Whether the elements can be mapped in place. Otherwise they are read into memory, if there is no Problem.</summary>
    public bool IsMapped { get; }

    /// <summary>Why the array can't be opened; <see langword="null"/> if it can.</summary>
    public string? Problem { get; }

    /// <summary>What the file says beside the array.</summary>
    public ReadOnlyDictionary<string, object?> Attributes { get; }
}
