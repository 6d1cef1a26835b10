namespace MemMap.Handles;

/// <summary>
/// An array that an output tells about, such as the one that was searched. It can be had again when its map is closed, as that of a file is
/// which a cmdlet has opened itself.
/// </summary>
internal sealed class KeptArray
{
    private readonly NDArray _array;
    private readonly ArrayHandle? _handle;

    /// <param name="array">The array, which is open.</param>
    internal KeptArray(NDArray array)
    {
        _array = array;
        _handle = array is not MemMapArray map ? null : new ArrayHandle
        {
            FileName = map.FileName,
            ByteOffset = map.ByteOffset,
            DType = map.DType,
            Shape = map.Shape,
            Strides = map.Strides,
            Mode = MapMode.ReadOnly,
            Access = map.Access,
            IsWriteable = false,
            FileLength = map.FileLength,
            Host = map.FileHost,
            FileId = map.FileId,
            Member = map.Member,
            FirstRow = map.FirstRow,
        };
    }

    /// <summary>The array as it was; its map may be closed.</summary>
    internal NDArray Array => _array;

    /// <summary>Returns the array, or if it was closed, a map of the same elements that is read-only.</summary>
    /// <param name="isOwn">Whether the caller closes it.</param>
    /// <exception cref="IOException">The file is gone, or another one has taken its place.</exception>
    internal NDArray Open(out bool isOwn)
    {
        isOwn = _handle is not null && _array is MemMapArray { IsClosed: true };
        return isOwn ? MemMapArray.Open(_handle!) : _array;
    }
}
