namespace MemMap.Compute;

/// <summary>A scan of records, of which ports read fields: they read the same lines of the cache.</summary>
/// <param name="place">Where the first element is of the port that was made first.</param>
/// <param name="stride">The bytes from one record to the next.</param>
internal sealed class RecordScan(nint place, long stride)
{
    /// <inheritdoc cref="PortSet.Expect" path="/param[@name='last']"/>
    internal long Asked;

    private long _step = -1;

    internal nint Place => place;

    internal long Stride => stride;

    /// <summary>Whether no port has begun a step yet: the first one asks for the records of the next step.</summary>
    /// <param name="start">The position of the step's first element.</param>
    internal bool Begins(long start)
    {
        bool begins = start != _step;
        _step = start;
        return begins;
    }
}
