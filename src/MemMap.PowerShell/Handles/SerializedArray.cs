using System.Management.Automation;

namespace MemMap.Handles;

/// <summary>The property that MemMap.types.ps1xml adds to arrays so that they can be sent to another process.</summary>
/// <remarks>It is a code property, because a script property has no value when a job serializes on a thread without a runspace.</remarks>
public static class SerializedArray
{
    /// <summary>The maximum size in bytes of an array in memory that is sent by value.</summary>
    public const long MaxBytes = 16 << 20;

    /// <summary>The elements of a small array in memory, in C order; <see langword="null"/> for a larger one and for a map.</summary>
    /// <param name="instance">The array.</param>
    public static object? Bytes(PSObject instance)
    {
        ArgumentNullException.ThrowIfNull(instance);
        return instance.BaseObject is NDArray array and not MemMapArray && array.NBytes <= MaxBytes ? array.ToBytes() : null;
    }
}
