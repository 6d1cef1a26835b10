namespace MemMap;

/// <summary>The expected access pattern of a file. It never changes the elements.</summary>
public enum AccessHint
{
    /// <summary>Mapped, with no expectation: the system reads a little ahead.</summary>
    Normal,
    /// <summary>Mapped, from start to end: the system reads far ahead.</summary>
    Sequential,
    /// <summary>Mapped, in random order: the system does not read ahead.</summary>
    Random,
    /// <summary>
    /// Reads and writes parts of the file by position instead of mapping it. This is slower. It suits a file that others may truncate at
    /// any time, which is then always an error that can be caught.
    /// </summary>
    Buffered,
}
