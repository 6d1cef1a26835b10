using System.Management.Automation;

namespace MemMap.Commands;

/// <summary>Gets a part of an array: a view that shares its memory, a copy for a fancy index, or one element.</summary>
/// <remarks>
/// The rules are numpy's. Slices, '...' and newaxis give a view of the same file: nothing is read, and what is assigned to the view is
/// assigned to the file. Lists of integers and bool arrays give a copy in memory. Where every axis has an integer, the element itself
/// is written, as a .NET value.
/// </remarks>
[Cmdlet(VerbsCommon.Get, "MemMapSlice")]
[OutputType(typeof(MemMapArray), typeof(NDArray), typeof(object))]
public sealed class GetMemMapSliceCommand : ArrayCmdlet
{
    /// <summary>
    /// What to take, an item for each axis: an integer (negative ones count from the end), a slice such as '1:3' or '::-1', '...',
    /// $null for a new axis, a list of integers, an array of integers or bools; or the whole expression as text, such as '1:3, ::2'.
    /// 1,2 is two integers; (1,2),(2,3) is two lists; (,(0,1)) is one list.
    /// </summary>
    [Parameter(Position = 0)]
    [AllowNull, AllowEmptyCollection]
    public object?[]? Index { get; set; }

    /// <summary>
    /// The field of an array of records to take, before the index; several names give a view of those fields.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[]? Field { get; set; }

    /// <summary>Gives a copy in memory instead of a view: it stays as it is, whatever happens to the file.</summary>
    [Parameter]
    public SwitchParameter Copy { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (Try(InputObject, Slice, out object? slice))
        {
            // An element may be a list itself (raw bytes): it is one object all the same.
            WriteObject(slice, enumerateCollection: false);
        }
    }

    private object? Slice()
    {
        // A view touches no memory, so a closed map would only be noticed later on.
        InputObject.Buffer.Verify();
        object? slice = IndexParameter.Fields(InputObject, Field).GetItem(IndexParameter.Items(this, Index));
        return Copy && slice is NDArray array && ReferenceEquals(array.Buffer, InputObject.Buffer) ? array.Copy() : slice;
    }
}
