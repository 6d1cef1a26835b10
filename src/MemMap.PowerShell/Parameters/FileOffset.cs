using MemMap.Memory;
using MemMap.Output;

namespace MemMap.Parameters;

/// <summary>Offsets of -Offset: negative ones count from the end.</summary>
internal static class FileOffset
{
    /// <summary>The offset from the start of a file.</summary>
    /// <param name="path">The file, which is looked at only if the offset is negative.</param>
    /// <param name="offset">The offset; null for none.</param>
    /// <exception cref="ArgumentException">The file is shorter.</exception>
    /// <exception cref="IOException">The file can't be opened.</exception>
    internal static long? In(string path, long? offset)
    {
        if (offset is not < 0)
        {
            return offset;
        }
        OpenedFile file = OpenedFile.FromPath(path, new MapRequest { Path = path, Mode = MapMode.ReadOnly });
        using (file.Owner)
        {
            return In($"'{path}'", file.Length, offset.Value);
        }
    }

    /// <summary>The offset from the start of something of a known length.</summary>
    /// <param name="what">What it is, in words.</param>
    /// <param name="length">The length in bytes.</param>
    /// <param name="offset">The offset.</param>
    /// <exception cref="ArgumentException">It is shorter.</exception>
    internal static long In(string what, long length, long offset)
        => offset >= 0 ? offset : offset >= -length ? length + offset : throw Errors.OffsetBeforeStart(what, length, offset);
}
