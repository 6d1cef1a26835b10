using System.Management.Automation;
using MemMap.Parameters;
using MemMap.Remoting;

namespace MemMap.Commands;

/// <summary>Gets a part of an array: a view that shares its memory, a copy for a fancy index, or one element.</summary>
/// <remarks>
/// <para>
/// The rules are numpy's. Slices, '...' and newaxis give a view of the same file: nothing is read, and what is assigned to the view is
/// assigned to the file. Lists of integers and bool arrays give a copy in memory. Where every axis has an integer, the element itself
/// is written, as a .NET value.
/// </para>
/// <para>about_MemMap_Indexing explains the index; $m['1:3', 0] is the same without a cmdlet.</para>
/// </remarks>
/// <notes>The index is checked before anything is read; one that is out of bounds is an error that tells the index, the axis and its
/// size.</notes> <output cref="MemMapArray">A view of a map.</output> <output cref="NDArray">A part of an array in memory, and any
/// copy.</output> <output cref="object">An element, where every axis has an integer.</output>
/// <example>
/// <summary>Rows and columns</summary>
/// <code>
/// PS> $m = [MemMap.NDArray]::Arange(0, 12).Reshape(3, 4)
/// PS> $m | Get-MemMapSlice '1:, ::2'
/// int64 (2, 2)
/// [[ 4  6]
///  [ 8 10]]
/// PS> $m | Get-MemMapSlice 1, -1
/// 7
/// </code>
/// <para>The slice '1:' goes from row 1 to the end, '::2' takes every second column; two integers are one element.</para>
/// </example>
/// <example>
/// <summary>The first bytes of a file</summary>
/// <code>
/// PS> New-MemMap tone.wav -Mode r | Get-MemMapSlice ':4'
/// uint8 (4,) r /data/tone.wav
/// [82 73 70 70]
/// </code>
/// </example>
/// <example>
/// <summary>One field of all records</summary>
/// <code>
/// PS> New-MemMap gpt.img gpt_entry r -Offset 1024 -Shape 3 | Get-MemMapSlice -Field first_lba
/// uint64 (3,) r /data/gpt.img
/// [ 2048 18432     0]
/// </code>
/// <para>A view again: of each record only this field is read.</para>
/// </example>
/// <example>
/// <summary>What a mask selects</summary>
/// <code>
/// PS> $m = [MemMap.NDArray]::Arange(0, 12).Reshape(3, 4)
/// PS> $m | Get-MemMapSlice $m.Gt(8)
/// int64 (3,)
/// [ 9 10 11]
/// </code>
/// </example>
/// <seealso cref="SetMemMapValueCommand"/>
/// <seealso cref="ConvertFromMemMapCommand"/>
[Cmdlet(VerbsCommon.Get, "MemMapSlice")]
[OutputType(typeof(MemMapArray), typeof(NDArray), typeof(object))]
public sealed class GetMemMapSliceCommand : ArrayCmdlet
{
    /// <summary>
    /// What to take, an item for each axis: an integer (negative ones count from the end), a slice such as '1:3' or '::-1', '...',
    /// $null for a new axis, a list of integers, an array of integers or bools; or the whole expression as text, such as '1:3, ::2'.
    /// 1,2 is two integers; (1,2),(2,3) is two lists; (,(0,1)) is one list. What Find-MemMapValue writes stands for where it was found.
    /// </summary>
    [Parameter(Position = 0)]
    [AllowNull, AllowEmptyCollection]
    public object?[]? Index { get; set; }

    /// <summary>
    /// The field of an array of records to take, before the index; several names give a view of those fields.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty, ArgumentCompleter(typeof(FieldCompleter))]
    public string[]? Field { get; set; }

    /// <summary>Gives a copy in memory instead of a view: it stays as it is, whatever happens to the file.</summary>
    [Parameter]
    public SwitchParameter Copy { get; set; }

    /// <summary>
    /// Of an array on other hosts (Connect-MemMap), a part of at most this many bytes is fetched; a larger one stays a view of the hosts'
    /// files.
    /// </summary>
    [Parameter]
    [ValidateRange(0, long.MaxValue)]
    public long FetchLimit { get; set; } = 1 << 20;

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
        NDArray array = IndexParameter.Fields(InputObject, Field);
        object? slice = array.GetItem(IndexParameter.Items(this, Index, array));
        if (slice is DistributedMemMap distributed)
        {
            return Copy || distributed.NBytes <= FetchLimit ? DistributedFetch.Copy(distributed, Interruption.Token) : distributed;
        }
        return Copy && slice is NDArray view && ReferenceEquals(view.Buffer, InputObject.Buffer) ? view.Copy() : slice;
    }
}
