namespace MemMap;

/// <summary>"Not a time": the count that means no date or time span, in memory and in files, as in numpy.</summary>
internal static class NaT
{
    internal const long Value = long.MinValue;
}
