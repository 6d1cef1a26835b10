using System.Management.Automation;
using MemMap.Compute;
using MemMap.Handles;
using MemMap.Output;
using MemMap.Parameters;
using MemMap.Questions;
using MemMap.Remoting;

namespace MemMap.Commands;

/// <summary>Gets a part of an array: a view that shares its memory, a copy for a fancy index, or one element.</summary>
/// <remarks>
/// <para>
/// The rules are numpy's. Slices, '...' and newaxis give a view of the same file: nothing is read, and assigning to the view changes the
/// file. Lists of integers and bool arrays give a copy in memory. If each axis has an integer, the output is the element as a .NET value.
/// </para>
/// <para>
/// A file goes in the place of an array, before the index: Get-MemMapSlice x.bin '1:3'. It is opened read-only. Its map stays open as long
/// as a view of it is there, and Close-MemMap closes both; for an element or a copy, the file is closed at once.
/// </para>
/// <para>about_MemMap_Indexing explains the index; $m['1:3', 0] is the same without a cmdlet.</para>
/// </remarks>
/// <notes>The index is checked before anything is read. If it is out of bounds, the error names the index, the axis and its size.</notes>
/// <output cref="MemMapArray">A view of a map.</output>
/// <output cref="NDArray">A part of an array in memory, and any
/// copy.</output>
/// <output cref="object">An element, if each axis has an integer.</output>
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
/// <para>The slice '1:' goes from row 1 to the end, '::2' takes every second column; two integers select one element.</para>
/// </example>
/// <example>
/// <summary>The first bytes of a file</summary>
/// <code>
/// PS> Get-MemMapSlice tone.wav ':4'
/// uint8 (4,) r /data/tone.wav
/// [82 73 70 70]
/// PS> Get-MemMapSlice tone.wav 0 -DType int16 -Offset 44
/// 595
/// </code>
/// <para>New-MemMap tone.wav -Mode r | Get-MemMapSlice ':4' is the same.</para>
/// </example>
/// <example>
/// <summary>One field of all records</summary>
/// <code>
/// PS> New-MemMap gpt.img gpt_entry r -Offset 1024 -Shape 3 | Get-MemMapSlice -Field first_lba
/// uint64 (3,) r /data/gpt.img
/// [ 2048 18432     0]
/// </code>
/// <para>This is a view too: only this field of each record is read.</para>
/// </example>
/// <example>
/// <summary>The elements that a mask selects</summary>
/// <code>
/// PS> $m = [MemMap.NDArray]::Arange(0, 12).Reshape(3, 4)
/// PS> $m | Get-MemMapSlice $m.Gt(8)
/// int64 (3,)
/// [ 9 10 11]
/// </code>
/// </example>
/// <example>
/// <summary>The records for which a condition holds</summary>
/// <code>
/// PS> $log = New-MemMap log.dat 'price &lt;f4, kind S4' w+ -Shape 6
/// PS> $log | Set-MemMapValue -Field price -Value 5, 40, 20, 30, 7, 99
/// PS> $log['kind']['3:'] = 'warn'
/// PS> $log | Get-MemMapSlice -Where { $_.price -gt 20 -and $_.kind -eq 'warn' }
/// records of 8 bytes (2,)
///    price  kind
///    -----  ----
/// 0     30  warn
/// 1     99  warn
/// PS> ($log | Get-MemMapSlice -Field price -Where { $_.kind -eq 'warn' } -First 2).Mean()
/// 18.5
/// </code>
/// <para>about_MemMap_Questions explains the condition.</para>
/// </example>
/// <example>
/// <summary>An expression, computed into a file</summary>
/// <code>
/// PS> $m = [MemMap.NDArray]::Arange(0, 12).Reshape(3, 4)
/// PS> $half = New-MemMap half.dat float32 w+ -Shape 3, 2
/// PS> ($m.Lazy() * 0.5) | Get-MemMapSlice ':, ::2' -Into $half
/// float32 (3, 2) w+ /data/half.dat
/// [[0. 1.]
///  [2. 3.]
///  [4. 5.]]
/// </code>
/// <para>It is computed block by block: neither the array nor the result has to fit in memory.</para>
/// </example>
/// <example>
/// <summary>The records of a time range, and the largest ones</summary>
/// <code>
/// PS> $trades = New-MemMap trades.dat 'time &lt;M8[s], price &lt;f4' w+ -Shape 6
/// PS> $trades | Set-MemMapValue -Field time -Value ((0..5) | ForEach-Object { [datetime]'2026-11-28' + [timespan]::FromHours($_) })
/// PS> $trades | Set-MemMapValue -Field price -Value 5, 40, 20, 30, 7, 99
/// PS> $trades | Get-MemMapSlice -SortedBy time -Between '2026-11-28T01:00', '2026-11-28T02:30'
/// records of 12 bytes (2,) w+ /data/trades.dat
///                     time  price
///                     ----  -----
/// 0  '2026-11-28T01:00:00'     40
/// 1  '2026-11-28T02:00:00'     20
/// PS> $trades | Get-MemMapSlice -OrderBy price -Descending -First 2
/// records of 12 bytes (2,)
///                     time  price
///                     ----  -----
/// 0  '2026-11-28T05:00:00'     99
/// 1  '2026-11-28T01:00:00'     40
/// </code>
/// <para>The range is a view, which bisection finds: of a file of any size, a few dozen records are read.</para>
/// </example>
/// <seealso cref="SetMemMapValueCommand"/>
/// <seealso cref="ConvertFromMemMapCommand"/>
[Cmdlet(VerbsCommon.Get, "MemMapSlice", SupportsShouldProcess = true)]
[OutputType(typeof(MemMapArray), typeof(NDArray), typeof(object))]
public sealed partial class GetMemMapSliceCommand : FileArrayCmdlet
{
    /// <summary>
    /// The index, with an item for each axis: an integer (negative integers count from the end), a slice such as '1:3' or '::-1', '...',
    /// 'newaxis', a list of integers, or an array of integers or bools. The whole index can also be text, such as '1:3, ::2'.
    /// 1,2 is two integers; (1,2),(2,3) is two lists; (,(0,1)) is one list. The output of Find-MemMapValue selects the elements that were
    /// found. A script block is the condition of -Where. $null alone, as where nothing was found, is an error.
    /// </summary>
    [Parameter(Position = 0)]
    [AllowNull, AllowEmptyCollection, ArgumentCompleter(typeof(IndexCompleter))]
    public object?[]? Index { get; set; }

    /// <summary>
    /// The field of the records to get, selected before the index is applied; of nested records, position.x. Several names give a view of
    /// those fields; with -Where or -OrderBy, a copy that has these alone.
    /// </summary>
    [Parameter]
    [Alias("Property")]
    [ValidateNotNullOrEmpty, ArgumentCompleter(typeof(FieldCompleter))]
    public string[]? Field { get; set; }

    /// <summary>Gives a copy in memory instead of a view. Later changes of the file do not affect it.</summary>
    [Parameter]
    public SwitchParameter Copy { get; set; }

    /// <summary>
    /// For an array on other hosts (Connect-MemMap): a slice of at most this many bytes is fetched. A larger slice is a view of the hosts'
    /// files.
    /// </summary>
    [Parameter]
    [ValidateRange(0, long.MaxValue)]
    public long FetchLimit { get; set; } = 1 << 20;

    /// <summary>
    /// Selects the records for which a condition holds, in which $_ is a record: { $_.price -gt 20 -and $_.kind -eq 'warn' }; of other
    /// arrays, $_ is an element. They are a copy in memory, of one axis, to which the index is applied. about_MemMap_Questions tells what
    /// the condition may contain.
    /// </summary>
    [Parameter]
    [ValidateNotNull, ConditionArgument, ArgumentCompleter(typeof(ConditionCompleter))]
    public ScriptBlock? Where { get; set; }

    /// <summary>
    /// Selects the records whose field -SortedBy is from one value to another, both included: -Between $from, $to. $null is no limit, and
    /// NaN and NaT are in no range. They
    /// are found by bisection: some dozen records are read, whatever the size of the file. The values are numbers, text or times.
    /// </summary>
    [Parameter]
    [RangeEnds]
    public object?[]? Between { get; set; }

    /// <summary>
    /// With -Between: the field that the records are sorted by, in ascending order. Only records that are compared are checked: if some of
    /// them are out of order, it is an error. -Verbose tells how many that were. An array without fields is sorted itself.
    /// </summary>
    /// <value>the field of -Field</value>
    [Parameter]
    [ValidateNotNullOrEmpty, ArgumentCompleter(typeof(FieldCompleter))]
    public string? SortedBy { get; set; }

    /// <summary>
    /// Orders the records by this field, and those that are equal in it by the next one. With -First, only these records are kept, in one
    /// pass over the data and in memory for so many keys. Text is ordered by the numbers of its characters; NaN and NaT come last. Equal
    /// records keep their order. As of Sort-Object, { $_.price } is a field too, and @{ Expression = 'price'; Descending = $true } has a
    /// direction of its own.
    /// </summary>
    [Parameter]
    [OrderKeyArgument, ValidateNotNullOrEmpty, ArgumentCompleter(typeof(FieldCompleter))]
    public OrderKey[]? OrderBy { get; set; }

    /// <summary>With -OrderBy: the largest values come first, of the fields that have no direction of their own.</summary>
    [Parameter]
    public SwitchParameter Descending { get; set; }

    /// <summary>With -Where: the number of records after which the search ends. With -OrderBy: the number of records to get.</summary>
    /// <value>all</value>
    [Parameter]
    [ValidateRange(0, long.MaxValue)]
    public long? First { get; set; }

    /// <summary>
    /// Writes what is selected into this array, such as a map, and outputs that: an array of the selection's shape, and of a dtype to which
    /// elements are cast by the rule same_kind. A lazy array is computed in bounded memory, block by block.
    /// </summary>
    [Parameter]
    [ArrayArgument, ValidateNotNull]
    public NDArray? Into { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        FindSource();
        Require(nameof(SortedBy), nameof(Between));
        Require(nameof(Descending), nameof(OrderBy));
        if (IndexParameter.ConditionOf(Index) is { } condition)
        {
            if (Where is not null)
            {
                ThrowTerminatingError(Errors.OneOf(nameof(Where), nameof(Index)));
            }
            (Where, Index) = (condition, []);
        }
        if (Where is null && OrderBy is null && First is { } count)
        {
            ThrowTerminatingError(Errors.FirstWithoutCondition(count));
        }
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (InputObject is RefusedInput)
        {
            FindSource();
        }
        foreach (object source in Sources(InputObject, Path, LiteralPath, SourceHint))
        {
            ForEachArray(source, Process);
            _kept.Clear();
        }
    }

    private void Process(NDArray array)
    {
        if (!TryBetween(array, Between, SortedBy, Field, out SortedField part)
            || !TryCondition(array, Where, out Condition? condition))
        {
            return;
        }
        NDArray records = part.Records;
        if (condition is null && OrderBy is null ? Try(array, () => Slice(records), out object? slice)
            : TryLong(records, "Selecting", 1, () => Selected(records, condition), out slice))
        {
            if (Into is not null && (!ShouldProcess(ArrayHeader.Of(Into), "Write the selected elements")
                || !TryLong(records, "Writing", 1, () => ArrayOf(slice, records.DType).Compute(Into), out slice)))
            {
                return;
            }
            Keep(slice);
            // An element may be a list itself (raw bytes). It is written as one object.
            WriteObject(slice, enumerateCollection: false);
        }
    }

    private static NDArray ArrayOf(object? slice, DType dtype) => slice as NDArray ?? new(ArrayLiteral.Scalar(slice, dtype));

    private object? Selected(NDArray array, Condition? condition)
    {
        array.Buffer.Verify();
        NDArray records = IndexParameter.Packed(OrderBy is null ? Filtered(array, condition!)
            : RecordOrder.At(
                IndexParameter.Fields(array, Field), array.Shape,
                RecordOrder.First(array, condition, OrderBy, Descending, First ?? long.MaxValue)));
        return IndexParameter.Items(this, Index, records) is { Length: > 0 } items ? records.GetItem(items) : records;
    }

    private NDArray Filtered(NDArray array, Condition condition)
    {
        if (array is DistributedMemMap hosts)
        {
            return DistributedRecords.Run(hosts, HostCondition.Of(this, Where)!, Field, First ?? long.MaxValue, Interruption.Token);
        }
        Func<ArrayRef, ArrayRef>? view = Field is null ? null : rows => IndexParameter.Fields(new NDArray(rows), Field).Ref;
        return new(condition.FilterOf(array).TakeAll(view, First ?? long.MaxValue));
    }

    private object? Slice(NDArray records)
    {
        // Check for a closed map here: making a view touches no memory.
        records.Buffer.Verify();
        NDArray array = IndexParameter.Fields(records, Field);
        object? slice = array.GetItem(IndexParameter.Items(this, Index, array));
        if (slice is DistributedMemMap distributed)
        {
            return Copy || distributed.NBytes <= FetchLimit ? DistributedFetch.Copy(distributed, Interruption.Token) : distributed;
        }
        if (slice is NDArray view)
        {
            return Copy && ReferenceEquals(view.Buffer, records.Buffer) ? view.Copy() : slice;
        }
        // The map of a file is closed when the work on it is done.
        return Copy || InputObject is not NDArray ? RecordField.Detached(slice) : slice;
    }
}
