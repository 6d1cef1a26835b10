using System.Management.Automation;

namespace MemMap.Handles;

/// <summary>What MemMap.types.ps1xml adds to arrays so that they can be sent to another process.</summary>
/// <remarks>Code properties: a script property has no value where a job serialises on a thread that has no runspace.</remarks>
public static class SerializedArray
{
    /// <summary>The most bytes of an array in memory that are sent by value.</summary>
    public const long MaxBytes = 16 << 20;

    /// <summary>The elements of a small array in memory, in C order; <see langword="null"/> for a larger one and for a map.</summary>
    /// <param name="instance">The array.</param>
    public static object? Bytes(PSObject instance)
    {
        ArgumentNullException.ThrowIfNull(instance);
        return instance.BaseObject is NDArray array and not MemMapArray && array.NBytes <= MaxBytes ? array.ToBytes() : null;
    }
}
