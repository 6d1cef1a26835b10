namespace MemMap;

/// <summary>How a map is going to be read. It changes what the system reads ahead and keeps, never what is read.</summary>
public enum AccessHint
{
    /// <summary>No promise: the system reads a little ahead.</summary>
    Normal,
    /// <summary>From the start to the end: read far ahead.</summary>
    Sequential,
    /// <summary>Here and there: reading ahead is a waste.</summary>
    Random,
}
