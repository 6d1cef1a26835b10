using System.Management.Automation;
using MemMap.Compute;
using MemMap.Geometry;
using MemMap.Output;
using MemMap.Parameters;
using MemMap.Questions;
using MemMap.Remoting;

namespace MemMap.Commands;

/// <summary>Writes the elements of an array to the pipeline, one by one.</summary>
/// <remarks>
/// <para>
/// The elements are written in C order: numbers as .NET numbers, strings as strings, times as DateTime and TimeSpan (NaT as $null), and
/// records as objects with a property for each field.
/// </para>
/// <para>
/// A DateTime is of kind Utc: arrays store dates without a zone, and ConvertTo-MemMap converts those of kind Local to UTC. Its
/// ToLocalTime() is the time in the zone of the machine, as in ... | ForEach-Object { $_.time.ToLocalTime() }.
/// </para>
/// <para>
/// Elements are read in blocks as the pipeline consumes them. So the array can be larger than memory, and changes made in the meantime may
/// be visible.
/// </para>
/// </remarks>
/// <notes>
/// The pipeline processes some hundred thousand objects a second. The methods of the array ($m.Sum(), $m.Gt(5)) process billions of
/// elements. Select elements with Get-MemMapSlice or a mask first, and send only these to the pipeline.
/// </notes>
/// <output cref="object">An element: a number, a string, a DateTime, a record as an object.</output>
/// <output cref="IndexedElement">With -WithIndex: an object with Index and Value.</output>
/// <output cref="NDArray">With -Axis: a part of an array in memory.</output>
/// <output cref="MemMapArray">With -Axis: a view of a part of a map.</output>
/// <example>
/// <summary>The records of a file as objects</summary>
/// <code>
/// PS> ConvertFrom-MemMap gpt.img gpt_entry -Offset 1024 -Shape 3 -Field first_lba, last_lba | Where-Object last_lba
/// first_lba last_lba
/// --------- --------
///      2048    18431
///     18432   129023
/// </code>
/// <para>The objects can be piped to any cmdlet, such as Export-Csv, Group-Object or ConvertTo-Json.</para>
/// </example>
/// <example>
/// <summary>Elements with their positions</summary>
/// <code>
/// PS> $m = [MemMap.NDArray]::Arange(0, 6).Reshape(2, 3)
/// PS> $m | ConvertFrom-MemMap -WithIndex | Where-Object Value -GT 3 | ForEach-Object { "$($_.Index): $($_.Value)" }
/// 1 1: 4
/// 1 2: 5
/// </code>
/// </example>
/// <example>
/// <summary>Some elements</summary>
/// <code>
/// PS> ConvertFrom-MemMap tone.wav -DType int16 -Skip 22 -First 3
/// 595
/// 898
/// 5455
/// PS> ConvertFrom-MemMap tone.wav -DType int16 -Last 2
/// -5455
/// -7973
/// </code>
/// </example>
/// <example>
/// <summary>Text in another encoding</summary>
/// <code>
/// PS> Set-Content names.txt "J`u{f6}rgNo`u{eb}l" -NoNewline
/// PS> New-MemMap names.txt S5 r | ConvertFrom-MemMap -Encoding utf8
/// Jörg
/// Noël
/// </code>
/// </example>
/// <example>
/// <summary>What another process appends</summary>
/// <code>
/// PS> 1..3 | ConvertTo-MemMap growing.dat int32 | Close-MemMap
/// PS> ConvertFrom-MemMap growing.dat -DType int32 -Wait -First 3
/// 1
/// 2
/// 3
/// </code>
/// <para>
/// Without -First, it waits for more until Ctrl+C is pressed. -Where writes only those for which a condition holds, as they are appended.
/// </para>
/// </example>
/// <example>
/// <summary>Row by row</summary>
/// <code>
/// PS> $m = [MemMap.NDArray]::Arange(0, 6).Reshape(2, 3)
/// PS> $m | ConvertFrom-MemMap -Axis 0 | ForEach-Object { $_.Sum() }
/// 3
/// 12
/// </code>
/// <para>Each row is a view, and nothing is copied. A row of a map can be larger than memory.</para>
/// </example>
/// <example>
/// <summary>The records for which a condition holds</summary>
/// <code>
/// PS> ConvertFrom-MemMap wtmp -DType utmp -Where { $_.type -eq 'UserProcess' -and $_.user -like 'a*' } | ForEach-Object user
/// alice
/// </code>
/// <para>This is much faster than Where-Object, which needs an object for each record.</para>
/// </example>
/// <example>
/// <summary>The largest ones, with names in place of numbers</summary>
/// <code>
/// PS> $sales = New-MemMap sales.dat 'price &lt;f4, host u1' w+ -Shape 5
/// PS> $sales | Set-MemMapValue -Field price -Value 5, 40, 20, 30, 7
/// PS> $sales | Set-MemMapValue -Field host -Value 1, 2, 1, 1, 3
/// PS> $sales | ConvertFrom-MemMap -OrderBy price -Descending -First 3 -Lookup @{ host = @{ 1 = 'alpha'; 2 = 'beta' } }
/// price host
/// ----- ----
/// 40.00 beta
/// 30.00 alpha
/// 20.00 alpha
/// </code>
/// <para>All records are read once, and three are kept.</para>
/// </example>
/// <seealso cref="ConvertToMemMapCommand"/>
/// <seealso cref="GetMemMapSliceCommand"/>
/// <seealso cref="ExportMemMapCommand"/>
[Cmdlet(VerbsData.ConvertFrom, "MemMap", DefaultParameterSetName = ArraySet)]
[OutputType(typeof(object), typeof(IndexedElement), typeof(NDArray), typeof(MemMapArray))]
public sealed partial class ConvertFromMemMapCommand : ArrayOrFileCmdlet
{
    /// <summary>
    /// Writes the sub-arrays along this axis instead of the elements. They are views, which share the array's memory. For an array with one
    /// axis, they are its elements. Negative axes count from the last; an axis that has a name in the file may be given by it.
    /// </summary>
    /// <value>elements</value>
    [Parameter(Position = 0, ParameterSetName = ArraySet)]
    [Parameter(ParameterSetName = FileSet)]
    [Parameter(ParameterSetName = LiteralFileSet)]
    [AxisArgument, ArgumentCompleter(typeof(AxisCompleter))]
    public AxisName? Axis { get; set; }

    /// <inheritdoc/>
    [Parameter(Position = 1, ParameterSetName = FileSet)]
    [Parameter(ParameterSetName = ArraySet), Parameter(ParameterSetName = LiteralFileSet)]
    [DTypeArgument(InsteadOfFile = "files are separated by commas, and come first: ConvertFrom-MemMap a.bin, {0}")]
    [ArgumentCompleter(typeof(DTypeCompleter)), ValidateNotNull]
    public override DType? DType { get; set; }

    /// <summary>
    /// Writes objects with an Index and a Value. The index is an integer for one axis, and a list with an integer for each axis otherwise.
    /// </summary>
    [Parameter]
    public SwitchParameter WithIndex { get; set; }

    /// <summary>The field of the records to read. Several names give records of those fields.</summary>
    [Parameter]
    [Alias("Property")]
    [ValidateNotNullOrEmpty, ArgumentCompleter(typeof(FieldCompleter))]
    public string[]? Field { get; set; }

    /// <summary>
    /// The encoding of bytes that are text (S): each then ends at its first NUL. A name (utf8, unicode, latin1 and so on), or an object.
    /// </summary>
    /// <value>each byte is a character</value>
    [Parameter]
    [EncodingArgument, ArgumentCompleter(typeof(EncodingCompleter)), ValidateNotNull]
    public System.Text.Encoding? Encoding { get; set; }

    /// <summary>The number of elements to write, or with -Axis, of sub-arrays.</summary>
    /// <value>all</value>
    [Parameter]
    [Alias("Top")]
    [ValidateRange(0, long.MaxValue)]
    public long? First { get; set; }

    /// <summary>Writes only so many elements (with -Axis, sub-arrays), the last ones.</summary>
    [Parameter]
    [ValidateRange(0, long.MaxValue)]
    public long? Last { get; set; }

    /// <summary>The number of elements (with -Axis, of sub-arrays) to leave out before the first one that is written.</summary>
    [Parameter]
    [ValidateRange(0, long.MaxValue)]
    public long Skip { get; set; }

    /// <summary>
    /// Writes only the records for which a condition holds, in which $_ is a record: { $_.price -gt 20 -and $_.kind -eq 'warn' }; of other
    /// arrays, $_ is an element. -First, -Last and -Skip count these records. about_MemMap_Questions tells what the condition may contain.
    /// </summary>
    [Parameter]
    [ValidateNotNull, ConditionArgument, ArgumentCompleter(typeof(ConditionCompleter))]
    public ScriptBlock? Where { get; set; }

    /// <summary>
    /// Goes on when all elements of a file are written: waits for what other processes append to it, and writes that. It ends with Ctrl+C,
    /// when -First elements are written, or when a command behind it in the pipeline has what it wants. If the file is replaced or cut
    /// short, as log rotation does, the new content is written from its beginning. The directory is looked at twice a second.
    /// </summary>
    [Parameter(ParameterSetName = FileSet), Parameter(ParameterSetName = LiteralFileSet)]
    public SwitchParameter Wait { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        RefuseMissingFile(Axis);
        foreach (string name in (string[])[nameof(Where), nameof(OrderBy), nameof(Lookup)])
        {
            if (MyInvocation.BoundParameters.ContainsKey(name) && MyInvocation.BoundParameters.ContainsKey(nameof(Axis)))
            {
                ThrowTerminatingError(Errors.OneOf(nameof(Axis), name));
            }
        }
        if (OrderBy is not null && Last is not null)
        {
            ThrowTerminatingError(Errors.OneOf(nameof(OrderBy), nameof(Last)));
        }
        Require(nameof(SortedBy), nameof(Between));
        Require(nameof(Descending), nameof(OrderBy));
        if (Last is not null && (First is not null || MyInvocation.BoundParameters.ContainsKey(nameof(Skip))))
        {
            ThrowTerminatingError(Errors.OneOf(nameof(Last), nameof(First), nameof(Skip)));
        }
    }

    /// <summary>The part of a number of items that is written.</summary>
    private (long From, long To) Part(long all)
    {
        long from = Last is { } last ? Math.Max(0, all - last) : Math.Min(Skip, all);
        return (from, First is { } first ? from + Math.Min(first, all - from) : all);
    }

    private protected override void Process(NDArray source)
    {
        Read(source);
        foreach (string warning in _lookup?.Warnings ?? [])
        {
            WriteWarning(warning);
        }
    }

    private void Read(NDArray source)
    {
        if (!TryBetween(source, Between, SortedBy, Field, out SortedField part) || !Try(source, () => Source(part.Records), out var array)
            || !TryLookup(source.DType))
        {
            return;
        }
        (source, _firstPosition) = (part.Records, part.First);
        if (Where is not null || OrderBy is not null)
        {
            NDArray records = Decoded(source);
            if (!TryCondition(records, Where, out Condition? condition))
            {
                return;
            }
            if (OrderBy is not null)
            {
                WriteOrdered(records, condition, OrderBy);
            }
            else
            {
                WriteWhere(records, condition!);
            }
            return;
        }
        if (Axis is not null)
        {
            if (!Try(array, () => Axis.In(array), out int axis))
            {
                return;
            }
            if (array.NDim > 1)
            {
                WriteSubArrays(array, axis);
                return;
            }
        }
        WriteElements(array);
    }

    private NDArray Source(NDArray source)
    {
        // Check for a closed map here: an empty array, or views along an axis, read nothing.
        source.Buffer.Verify();
        return IndexParameter.Fields(source, Field);
    }

    private NDArray Decoded(NDArray array)
        => Encoding is null ? array : array.WithLayout(array.Layout, array.DType.WithEncoding(Encoding));

    private void WriteSubArrays(NDArray array, int axis)
    {
        (long from, long to) = Part(array.Layout.Shape[axis]);
        for (long i = from; i < to; i++)
        {
            NDArray part = Decoded(array.WithLayout(array.Layout.Narrow(axis, i, 1).Squeeze([axis])));
            // The map of a file is closed when the work on it is done.
            part = InputObject is NDArray ? part : part.Copy();
            WriteObject(WithIndex ? new IndexedElement(_firstPosition + i, part) : part);
        }
    }

    private void WriteElements(NDArray array)
    {
        long[] shape = array.Shape;
        (long from, long to) = Part(array.Size);
        long[] index = from < to ? UnravelIndex.Of(shape, from) : [];
        if (_firstPosition > 0 && index.Length > 0)
        {
            // Records in a range are those of one axis.
            index[0] += _firstPosition;
            shape[0] += _firstPosition;
        }
        long first = 0;
        using IEnumerator<NDArray> blocks = (array is DistributedMemMap hosts ? DistributedFetch.Blocks(hosts, StopToken) : [array])
            .GetEnumerator();
        while (Try(array, () => blocks.MoveNext() ? blocks.Current : null, out NDArray? block) && block is not null && first < to)
        {
            // Of the blocks of other hosts, those before the part are only counted.
            long skip = Math.Clamp(from - first, 0, block.Size);
            WriteElements(block, new ElementReader(Decoded(block).Ref, skip, to - first - skip), index, shape);
            first += block.Size;
        }
    }

    private void WriteElements(NDArray block, ElementReader reader, long[] index, long[] shape)
    {
        // Only Try touches the memory; no lease on it is held while values are written to the pipeline.
        while (Try(block, reader.Read, out var values) && values.Count > 0)
        {
            foreach (object? value in values)
            {
                WriteElement(WithIndex ? Take(index, shape) : null, value);
            }
        }
    }

    /// <summary>Writes an element, or what the tables have in place of its values.</summary>
    /// <param name="index">Where it is; null if that isn't asked for.</param>
    /// <param name="value">The element.</param>
    private void WriteElement(object? index, object? value)
    {
        value = _lookup is null ? value : _lookup.Of(value);
        // A value may be a list (raw bytes, a sub-array). It is written as one object.
        WriteObject(index is null ? value : new IndexedElement(index, value), enumerateCollection: false);
    }

    /// <summary>Returns the current index, and advances it in C order.</summary>
    private static object Take(long[] index, long[] shape)
    {
        object taken = index.Length == 1 ? index[0] : index.Clone();
        for (int axis = index.Length - 1; axis >= 0 && ++index[axis] == shape[axis]; axis--)
        {
            index[axis] = 0;
        }
        return taken;
    }
}
