namespace MemMap;

/// <summary>How the elements of a file are going to be reached. It never changes what they are.</summary>
public enum AccessHint
{
    /// <summary>Through a map, with no promise: the system reads a little ahead.</summary>
    Normal,
    /// <summary>Through a map, from the start to the end: the system reads far ahead.</summary>
    Sequential,
    /// <summary>Through a map, here and there: reading ahead is a waste.</summary>
    Random,
    /// <summary>
    /// By reads and writes of parts of the file, not through a map: slower, and right for a file that others may cut short at any
    /// instant, which here is always an error that can be caught.
    /// </summary>
    Buffered,
}
