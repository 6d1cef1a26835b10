using System.Management.Automation;
using MemMap.Compute;
using MemMap.DataTypes;
using MemMap.Output;
using MemMap.Parameters;
using MemMap.Questions;

namespace MemMap.Commands;

/// <summary>Walks a chain of records of variable length, and writes an object for each.</summary>
/// <remarks>
/// <para>
/// A third of all formats are chains: each record tells how long it is, and so where the next one begins. The type of a record tells that
/// by the lengths of its last members, as in uint8_t data[included], or the parameter Next does.
/// </para>
/// <para>
/// Each object has the Offset and the Index of its record, the fields, and the parts behind them: text as a string, other elements as a
/// view of the array. Where a field is called Offset or Index, the property is the field.
/// </para>
/// <para>
/// The walk ends at the array's end, and where records have a magic, at that of another type of the same format: the members of a zip file
/// (zip_local) end where its directory begins (zip_entry). It also ends where zeros fill what is left, and at a mark that the type names:
/// the attributes of NTFS (ntfs_attribute) end at one of type End. -Verbose tells why a walk ended before the array. A chain that is broken
/// ends with an error that names record and offset; the records before it have been written.
/// </para>
/// </remarks>
/// <notes>
/// Rules of types and simple scripts for Next (integers, fields of $_, + - * % -band -bor -bxor -shl -shr) are computed without PowerShell.
/// In other scripts $_ is the record's object.
/// </notes>
/// <output cref="ChainRecord">A record.</output>
/// <output cref="long">With -Count: the number of records.</output>
/// <output cref="NDArray">With -OffsetOnly: the offsets of the records.</output>
/// <example>
/// <summary>The packets of a capture</summary>
/// <code>
/// PS> $packets = New-MemMap two.pcap -Mode r | Get-MemMapRecord pcap_packet -Offset 24
/// PS> $packets | ForEach-Object { "$($_.Offset): $($_.included) bytes" }
/// 24: 60 bytes
/// 100: 60 bytes
/// </code>
/// <para>The type pcap_packet has the rule: its last member is uint8_t data[included].</para>
/// </example>
/// <example>
/// <summary>The chunks of a WAV file, whose sizes are rounded up to even ones</summary>
/// <code>
/// PS> $chunk = 'LE struct { char id[4]; uint32_t size; };'
/// PS> $b = New-MemMap tone.wav -Mode r
/// PS> $b | Get-MemMapRecord $chunk -Offset 12 -Next { 8 + $_.size + ($_.size % 2) } | ForEach-Object { "$($_.id): $($_.size)" }
/// fmt : 16
/// data: 3200
/// </code>
/// </example>
/// <example>
/// <summary>Count a chain, find its records once, and take them by position</summary>
/// <code>
/// PS> $b = New-MemMap two.pcap -Mode r
/// PS> $b | Get-MemMapRecord pcap_packet -Offset 24 -Count
/// 2
/// PS> $offsets = $b | Get-MemMapRecord pcap_packet -Offset 24 -OffsetOnly
/// PS> ($b | Get-MemMapRecord pcap_packet -At $offsets[-1]).included
/// 60
/// PS> ($b | Get-MemMapRecord pcap_packet -At $offsets['::-1']).Offset
/// 100
/// 24
/// </code>
/// </example>
/// <example>
/// <summary>The members of an archive</summary>
/// <code>
/// PS> Get-MemMapRecord two.zip zip_local | ForEach-Object name
/// a.txt
/// b/c.txt
/// </code>
/// <para>Its directory follows them, so the walk ends there.</para>
/// </example>
/// <example>
/// <summary>The type that is needed, and the records behind a header</summary>
/// <code>
/// PS> try { Get-MemMapRecord two.pcap } catch { "$_" }
/// it is not said what the records of 'two.pcap' are; write Get-MemMapRecord 'two.pcap' pcap_packet -Offset 24
/// PS> try { Get-MemMapRecord two.pcap pcap_packet -ErrorAction Stop } catch { "$_" }
/// pcap stands at the start, and the first pcap_packet is at offset 24: add -Offset 24; -SkipMagicCheck reads from the start all the same
/// PS> (Get-MemMapRecord two.pcap pcap_packet -Offset 24).included
/// 60
/// 60
/// </code>
/// </example>
/// <example>
/// <summary>From the end of a file</summary>
/// <code>
/// PS> New-MemMap two.pcap -Mode r | Get-MemMapRecord pcap_packet -Offset -76 | ForEach-Object Offset
/// 100
/// </code>
/// </example>
/// <seealso cref="RegisterMemMapTypeCommand"/>
/// <seealso cref="ConvertFromMemMapCommand"/>
[Cmdlet(VerbsCommon.Get, "MemMapRecord")]
[OutputType(typeof(ChainRecord), typeof(long), typeof(NDArray))]
public sealed partial class GetMemMapRecordCommand : FileCmdlet
{
    // The properties of the records that were written last.
    private RecordShape? _shape;
    private bool _isFile;

    /// <summary>
    /// The type of a record: a registered name, a definition in C, or any dtype. A type of Get-MemMapType may come through the pipeline.
    /// If there is none, the error names those that the file begins as.
    /// </summary>
    [Parameter(Position = 0)]
    [ValidateNotNullOrEmpty, ArgumentCompleter(typeof(DTypeCompleter))]
    public string Type { get; set; } = null!;

    /// <summary>
    /// The offset of the first record, in bytes from the first element of the array or from the start of the file. A negative one counts
    /// from the end.
    /// </summary>
    [Parameter]
    public long Offset { get; set; }

    /// <summary>
    /// The offsets of the records to read, in bytes from the array's first element, as -OffsetOnly gives them. Negative ones count from
    /// the array's end. Each record is read by itself.
    /// </summary>
    /// <value>the chain from -Offset on</value>
    [Parameter]
    [OffsetsArgument, ValidateNotNull]
    public long[]? At { get; set; }

    /// <summary>The length of a record, which is the distance to the next one: a script in which $_ is the record.</summary>
    /// <value>the length that the type tells</value>
    [Parameter]
    [ValidateNotNull]
    public ScriptBlock? Next { get; set; }

    /// <summary>Ends the walk behind the record for which this script returns true.</summary>
    [Parameter]
    [ValidateNotNull]
    public ScriptBlock? Until { get; set; }

    /// <summary>The number of records to pass over.</summary>
    [Parameter]
    [ValidateRange(0, long.MaxValue)]
    public long Skip { get; set; }

    /// <summary>The largest number of records to write.</summary>
    /// <value>all</value>
    [Parameter]
    [ValidateRange(1, long.MaxValue)]
    public long First { get; set; } = long.MaxValue;

    /// <summary>Writes the number of records instead of the records.</summary>
    [Parameter]
    public SwitchParameter Count { get; set; }

    /// <summary>Writes an array of the records' offsets instead of the records.</summary>
    [Parameter]
    public SwitchParameter OffsetOnly { get; set; }

    /// <summary>
    /// Reads records whose first bytes aren't those of the type. Without it, a record of a named type that has a magic must have it.
    /// </summary>
    [Parameter]
    public SwitchParameter SkipMagicCheck { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        RequireType();
        Array.ForEach(Sources(InputObject, Path, LiteralPath, SourceHint), Process);
    }

    private string? SourceHint(bool isBoth)
        => isBoth || !PositionalFile.MayName(Type) || CDefinitions.IsDefinition(Type) || PositionalFile.Of(this, Type) is not null ? null
            : $"; there is no file '{Type}'";

    private void Walk(NDArray array)
    {
        CExpression? next = Next is null ? null
            : NextExpression.TryTranslate((System.Management.Automation.Language.ScriptBlockAst)Next.Ast);
        if (!Try(array, () => Begin(array, next), out var begun))
        {
            return;
        }
        (RecordShape shape, RecordWalk walk, long[]? places) = begun;
        _shape = shape;
        bool isScripted = Next is not null && next is null, isSilent = Count || OffsetOnly, hasMore = true;
        List<long> offsets = [];
        long taken = 0, asked = 0;
        while (hasMore && taken < First)
        {
            RecordBatch batch = new(shape);
            List<object> records = [];
            InvalidDataException? broken = null;
            hasMore = Try(array, () =>
            {
                try
                {
                    return Take(batch, records);
                }
                catch (InvalidDataException e)
                {
                    // What was read before a broken record is written before the error.
                    broken = e;
                    return false;
                }
            }, out bool goesOn) && goesOn;
            records.ForEach(WriteObject);
            if (broken is not null)
            {
                WriteError(Errors.From(broken, array));
            }
        }
        if (walk.Ending is { } ending)
        {
            WriteVerbose($"The chain ends at offset {walk.Offset}, {ending}");
        }
        if (Count)
        {
            WriteObject(taken);
        }
        else if (OffsetOnly)
        {
            WriteObject(NDArray.Array(offsets.ToArray()));
        }

        bool MoveNext()
        {
            if (places is not null)
            {
                if (asked == places.Length)
                {
                    return false;
                }
                walk.MoveTo(places[asked++]);
            }
            return walk.MoveNext();
        }

        bool Take(RecordBatch batch, List<object> records)
        {
            for (int i = 0, slot = 0; i < RecordBatch.Capacity && taken < First; i++)
            {
                if (!MoveNext())
                {
                    return false;
                }
                bool isTaken = walk.Index >= Skip;
                ChainRecord? record = null;
                if (isScripted || Until is not null || (isTaken && !isSilent))
                {
                    batch.Set(slot, walk);
                    record = shape.Create().At(batch, slot);
                }
                if (isScripted)
                {
                    walk.SetLength(LanguagePrimitives.ConvertTo<long>(Run(Next!, record)));
                    batch.Set(slot, walk);
                }
                if (isTaken)
                {
                    taken++;
                    if (OffsetOnly)
                    {
                        offsets.Add(walk.Offset);
                    }
                    else if (!isSilent)
                    {
                        if (_isFile)
                        {
                            batch.KeepParts(slot);
                        }
                        records.Add(record!.Shown());
                        slot++;
                    }
                }
                if (Until is not null && LanguagePrimitives.IsTrue(Run(Until, record)))
                {
                    return false;
                }
            }
            return true;
        }
    }

    private static object? Run(ScriptBlock script, ChainRecord? record)
        => Condition.Run(script, null, [new PSVariable("_", record)]) is { Count: > 0 } results
            ? results.Count == 1 ? results[0] : results : null;

    private (RecordShape Shape, RecordWalk Walk, long[]? Places) Begin(NDArray array, CExpression? next)
    {
        char order = Type is ['<' or '>', ..] ? Type[0] : '|';
        NamedType? named = NamedTypes.Find(order == '|' ? Type : Type[1..]);
        CType? type = named?.Structure?.Type ?? (CDefinitions.IsDefinition(Type) ? CDefinitions.MainOf(Type, align: false).Type : null);
        type = type?.Error is { } error ? throw error : order == '|' ? type : type?.InOrder(order);
        DType dtype = type is null ? DType.Parse(Type) : type.DTypeOf('=');
        foreach (ScriptBlock script in new[] { Next, Until }.OfType<ScriptBlock>())
        {
            Notation.Check(this, script, dtype);
        }
        RecordRule rule = new(dtype, type);
        if (!rule.IsComplete && Next is null)
        {
            throw Error.RecordOpen(named?.Name ?? "this type");
        }
        NamedSource? source = named is { Magic.Count: > 0 } && !SkipMagicCheck ? new(named, order) : null;
        if (named is not null && !SkipMagicCheck && At is null && !MyInvocation.BoundParameters.ContainsKey(nameof(Offset)))
        {
            RequireNoHeader(array, named);
        }
        RecordWalk walk = new(array.Ref, rule, InArray(Offset), next, source);
        RecordShape shape = new(array, rule, named?.Name ?? "record", Next is not null);
        return (shape, walk, At is null ? null : Array.ConvertAll(At, InArray));

        long InArray(long offset) => FileOffset.In("the array", array.NBytes, offset);
    }
}
