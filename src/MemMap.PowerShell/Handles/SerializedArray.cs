using System.Management.Automation;
using MemMap.Compute;
using MemMap.Output;

namespace MemMap.Handles;

/// <summary>
/// The properties that MemMap.types.ps1xml adds to arrays: one so that they can be sent to another process, and one for whoever looks at
/// all properties.
/// </summary>
/// <remarks>
/// They are code properties, because a script property has no value when a job serializes on a thread without a runspace.
/// </remarks>
public static class SerializedArray
{
    /// <summary>The maximum size in bytes of an array in memory that is sent by value.</summary>
    public const long MaxBytes = 16 << 20;

    /// <summary>
    /// The first elements, and how to get at all: Format-List *, ConvertTo-Json and Export-Csv see an array's properties, and not its
    /// elements.
    /// </summary>
    /// <param name="instance">The array.</param>
    public static string Elements(PSObject instance)
    {
        ArgumentNullException.ThrowIfNull(instance);
        PropertyReader.Warn();
        return $"{ArrayView.Line((NDArray)instance.BaseObject)}: ConvertFrom-MemMap writes them to the pipeline";
    }

    /// <summary>
    /// The bytes of a small array in hexadecimal, as they would be in a file; of a larger one the first ones. ConvertTo-Json has nothing
    /// else of what an array contains.
    /// </summary>
    /// <param name="instance">The array.</param>
    public static string? Hex(PSObject instance)
    {
        ArgumentNullException.ThrowIfNull(instance);
        const int most = 2048, few = 16;
        NDArray array = (NDArray)instance.BaseObject;
        int count = (int)(array.NBytes <= most ? array.NBytes : few);
        return array is DistributedMemMap ? null
            : Convert.ToHexString(RawElements.Bytes(array.Ref, 0, count)) + (array.NBytes > most ? $" ... ({array.NBytes} bytes)" : "");
    }

    /// <summary>What methods of arrays are for the properties that another process has sent: an error with what to write.</summary>
    /// <param name="instance">The properties.</param>
    /// <exception cref="InvalidOperationException">Always.</exception>
    // The engine calls it with any number of arguments.
    public static object? Method(PSObject instance)
        => throw Error.With("SentArray", new InvalidOperationException(
            "this is what another process has sent of an array, and has none of its methods; $a = $a | Get-MemMapSlice makes it the array "
                + "again, in a job $a = $using:a | Get-MemMapSlice, and cmdlets take it as it is"));

    /// <summary>The elements of a small array in memory, in C order; <see langword="null"/> for a larger one and for a map.</summary>
    /// <param name="instance">The array.</param>
    public static object? Bytes(PSObject instance)
    {
        ArgumentNullException.ThrowIfNull(instance);
        return instance.BaseObject is NDArray array and not MemMapArray && array.NBytes <= MaxBytes ? array.ToBytes() : null;
    }
}
