using System.Management.Automation;
using MemMap.Compute;
using MemMap.Handles;
using MemMap.Output;
using MemMap.Parameters;

namespace MemMap.Commands;

/// <summary>Finds elements by their value, or bytes by a pattern, and writes their positions.</summary>
/// <remarks>
/// <para>
/// The array is searched in windows, in C order. The matches in a window are written before the next window is read, so Select-Object
/// -First 1 ends the search. Memory use is bounded, whatever the size of the array. Comparisons are those of the array's methods: integers
/// compare by their exact values, and texts by code points (so upper and lower case differ). NaN and NaT equal nothing; -IsNaN finds them.
/// </para>
/// <para>
/// A pattern is text or bytes. Text is hexadecimal if it can only be meant as that: at least two pairs of hexadecimal digits separated by
/// blanks ('be ad' too), digits after 0x ('0x4D5A', '0x4D, 0x5A'), or pairs separated by a sign with a letter among them ('4D-5A', as
/// BitConverter
/// prints; '4d:5a'). A question mark stands for any digit, as in '4D 5A ?? 0?'. Text that can be either ('4D5A', '42', '12-31') is an error
/// that shows how to write both, and text that is mostly such pairs ('4D 5A 0') is one that names the wrong part. Other text stands for
/// its bytes in -Encoding (the default is UTF-8), and matches case-sensitively unless -IgnoreCase is given. With -Encoding, text is never
/// hexadecimal. The bytes are searched in the order of the file. Matches can cross the boundaries of elements, and can overlap. A pattern
/// with a question mark has at most 65,536 bytes.
/// </para>
/// <para>
/// By position, the pattern stands before the files. A file before a text that names none is taken as the file.
/// </para>
/// <para>
/// If nothing is found, a warning says what finds something, if it is known: another encoding, -IgnoreCase, -Regex. Up to 16 MiB of an
/// array are searched for that.
/// </para>
/// </remarks>
/// <example>
/// <summary>The position and value of the first element above a limit</summary>
/// <code>
/// PS> $m = New-MemMap data.dat -DType float32 -Mode w+ -Shape 1000
/// PS> $m | Set-MemMapValue 500 7.5
/// PS> $m | Find-MemMapValue -GT 5 -First 1
///          Index Value
///          ----- -----
///            500 7.5
/// </code>
/// </example>
/// <example>
/// <summary>Count the records of a kind</summary>
/// <code>
/// PS> $log = New-MemMap log.dat -DType ([ordered]@{ id = 'i4'; kind = 'S4' }) -Mode w+ -Shape 100
/// PS> $log | Set-MemMapValue '10:13' -Field kind -Value 'warn'
/// PS> $log | Find-MemMapValue -Field kind -EQ 'warn' -CountOnly
/// 3
/// </code>
/// </example>
/// <example>
/// <summary>A value, or a byte</summary>
/// <code>
/// PS> $ids = New-MemMap ids.dat int32 w+ -Shape 4
/// PS> $ids | Set-MemMapValue -Value 1, 256, 3, 1
/// PS> ($ids | Find-MemMapValue -EQ 1).Index
/// 0
/// 3
/// PS> ($ids | Find-MemMapValue -Pattern 1).Offset
/// 0
/// 5
/// 12
/// PS> try { $ids | Find-MemMapValue 1 -ErrorAction Stop } catch { "$_" }
/// 1 may be the value of elements, int32, or a byte: -EQ 1 finds the value, and -Pattern 1 the byte
/// </code>
/// <para>A list of values is a condition: { $_ -in 1, 3 }.</para>
/// </example>
/// <example>
/// <summary>Records by flags, and by text</summary>
/// <code>
/// PS> $notes = New-MemMap notes.dat -DType ([ordered]@{ kind = [System.IO.FileAttributes]; name = 'S8' }) -Mode w+ -Shape 3
/// PS> $notes | Set-MemMapValue -Field name -Value 'north', 'south', 'nowhere'
/// PS> $notes | Set-MemMapValue 1 -Field kind -Value 'Hidden, System'
/// PS> $notes | Find-MemMapValue -Field kind -HasFlag Hidden, System | ForEach-Object Index
/// 1
/// PS> $notes | Find-MemMapValue -Field name -Like 'no*' -CountOnly
/// 2
/// PS> $notes | Find-MemMapValue -Field name -Match 'th$' | ForEach-Object Value
/// north
/// south
/// </code>
/// </example>
/// <example>
/// <summary>Find bytes in a file; ?? stands for any byte</summary>
/// <code>
/// PS> $bytes = New-MemMap program.bin -Mode w+ -Shape 4096
/// PS> $bytes | Set-MemMapValue '1000:1004' (0x4D, 0x5A, 0x90, 0)
/// PS> ($bytes | Find-MemMapValue -Pattern '4D 5A ?? 00').FileOffset
/// 1000
/// </code>
/// </example>
/// <example>
/// <summary>What is around a match, several patterns, regular expressions, text</summary>
/// <code>
/// PS> Find-MemMapValue 'data' tone.wav -Context 8
/// tone.wav: 4 bytes at 0x00000024
/// 00000010                                      00 7d 00 00              .}..
/// 00000020  04 00 10 00[64 61 74 61]80 0c 00 00 53 02 82 03  ....data....S...
/// PS> Find-MemMapValue 'RIFF', 'data' tone.wav
/// Offset     FileOffset Bytes                   Text             FileName
/// ------     ---------- -----                   ----             --------
/// 0x00000000 0x00000000 52 49 46 46             RIFF             tone.wav
/// 0x00000024 0x00000024 64 61 74 61             data             tone.wav
/// PS> Find-MemMapValue -Regex 'f.t' tone.wav | ForEach-Object Text
/// fmt
/// PS> Find-MemMapValue -Text -MinimumLength 12 true.elf -First 2 | ForEach-Object Text
/// /lib64/ld-linux-x86-64.so.2
/// .note.gnu.property
/// </code>
/// </example>
/// <example>
/// <summary>Files</summary>
/// <code>
/// PS> Get-ChildItem *.img | Find-MemMapValue -Pattern '55 AA' | ForEach-Object { "$(Split-Path $_.FileName -Leaf) $($_.Offset)" }
/// gpt.img 510
/// mbr.img 510
/// PS> Find-MemMapValue tone.wav -DType uint32 -Shape 811 -EQ 8000 | ForEach-Object Index
/// 6
/// PS> Find-MemMapValue 'EFI' gpt.img, mbr.img -CountOnly | ForEach-Object { "$(Split-Path $_.FileName -Leaf) $_" }
/// gpt.img 1
/// mbr.img 0
/// </code>
/// </example>
/// <example>
/// <summary>A condition on whole records</summary>
/// <code>
/// PS> $sales = New-MemMap sales.dat 'price &lt;f4, kind S4' w+ -Shape 6
/// PS> $sales | Set-MemMapValue -Field price -Value 5, 40, 20, 30, 7, 99
/// PS> $sales['kind']['3:'] = 'warn'
/// PS> $sales | Find-MemMapValue { $_.price -gt 20 -and $_.kind -eq 'warn' } | ForEach-Object Index
/// 3
/// 5
/// PS> $sales | Find-MemMapValue -Where { $_.price * 2 -lt 50 } -CountOnly
/// 3
/// </code>
/// </example>
/// <example>
/// <summary>A script block that tests each element as $_</summary>
/// <code>
/// PS> $n = New-MemMap numbers.dat -DType int32 -Mode w+ -Shape 20
/// PS> $n | Set-MemMapValue -Value (0..19)
/// PS> $n | Find-MemMapValue { $_ % 7 -eq 3 }
///          Index Value
///          ----- -----
///              3 3
///             10 10
///             17 17
/// </code>
/// </example>
/// <output cref="IndexedElement">An element that was found: its Index (an integer, or one for each axis) and its Value.</output>
/// <output cref="PatternMatch">The position of a match of the pattern.</output>
/// <output cref="long">With -CountOnly: the number of matches. Those in several files have a property FileName.</output>
/// <notes>The switch is named -CountOnly because -Count takes a number in other cmdlets.</notes>
/// <example>
/// <summary>Text in upper or lower case</summary>
/// <code>
/// PS> $log = New-MemMap case.dat 'kind S4, v i4' w+ -Shape 3
/// PS> $log['kind'][':'] = 'warn', 'WARN', 'info'
/// PS> ($log | Find-MemMapValue -Field kind -EQ warn).Index
/// 0
/// PS> ($log | Find-MemMapValue -Field kind -EQ warn -IgnoreCase).Index
/// 0
/// 1
/// PS> ($log | Find-MemMapValue -Field kind -Like W* -CaseSensitive).Index
/// 1
/// </code>
/// </example>
/// <seealso cref="CompareMemMapCommand"/>
/// <seealso cref="GetMemMapSliceCommand"/>
[Cmdlet(VerbsCommon.Find, "MemMapValue", DefaultParameterSetName = ScriptSet)]
[OutputType(typeof(IndexedElement), typeof(PatternMatch), typeof(long))]
public sealed partial class FindMemMapValueCommand : ArrayOrFileCmdlet
{
    private const string ScriptSet = "FilterScript", EqSet = "EQ", NeSet = "NE", GtSet = "GT", GeSet = "GE", LtSet = "LT", LeSet = "LE",
        BetweenSet = "Between", FlagSet = "HasFlag", LikeSet = "Like", MatchSet = "Match", NaNSet = "IsNaN",
        PatternSet = "Pattern", RegexSet = "Regex", TextSet = "Text";

    // Several patterns, the longest one first.
    private BytePattern[] _patterns = [];

    private BytePattern? Single => _patterns is [var pattern] ? pattern : null;

    // How the bytes of a pattern are shown: null for ASCII alone, as bytes are. Text is searched in UTF-8 without -Encoding.
    private System.Text.Encoding? _textEncoding;

    private bool _wasSearched;

    // The first text among the elements, which is in UTF-32.
    private (string Field, DType DType)? _text;

    private long _found;

    // The array that is searched, of records the whole ones: Show-MemMap shows where in it something was found.
    private KeptArray? _source;

    /// <summary>
    /// A condition, in which $_ is an element: { $_ -gt 5 }, or of records { $_.price -gt 20 -and $_.kind -eq 'warn' }. It finds the
    /// elements for which the condition holds. about_MemMap_Questions tells what it may contain.
    /// </summary>
    [Parameter(Position = 0, ParameterSetName = ScriptSet)]
    [Alias("Where")]
    [ValidateNotNull, ArgumentCompleter(typeof(ConditionCompleter))]
    public ScriptBlock FilterScript { get; set; } = null!;

    /// <summary>
    /// The bytes to find: a list of bytes, an array, hexadecimal text with ? for any digit ('4D 5A ?? 00', '0x4D5A', '4D-5A'), or any other
    /// text. A list of texts is several patterns; where two of them match, the longer one counts. No other character is a wildcard: see
    /// -Regex. Without the name of the parameter, numbers are an error where the elements are longer than a byte: they may be meant as
    /// values, which -EQ finds.
    /// </summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = PatternSet)]
    [Alias("Bytes")]
    [ValidateNotNullOrEmpty]
    public object Pattern { get; set; } = null!;

    /// <summary>
    /// The encoding of a text pattern: utf8, ascii, latin1, utf16 or unicode, utf16be, ansi, oem ..., the name of another one that .NET
    /// has, or the number of its code page. With it, text is never hexadecimal.
    /// </summary>
    [Parameter]
    [EncodingArgument, ArgumentCompleter(typeof(EncodingCompleter))]
    public System.Text.Encoding? Encoding { get; set; }

    /// <summary>
    /// A regular expression over the bytes, in which each byte is a character: 'PK\x03\x04', '(?i)password=\S+'. A point matches any byte.
    /// Matches do not overlap.
    /// </summary>
    [Parameter(Mandatory = true, ParameterSetName = RegexSet)]
    [ValidateNotNullOrEmpty]
    public string Regex { get; set; } = null!;

    /// <summary>Finds runs of printable characters, in ASCII and in UTF-16.</summary>
    [Parameter(Mandatory = true, ParameterSetName = TextSet)]
    public SwitchParameter Text { get; set; }

    /// <summary>With -Text: the fewest characters of a run.</summary>
    [Parameter(ParameterSetName = TextSet)]
    [ValidateRange(1, 4096)]
    public int MinimumLength { get; set; } = 6;

    /// <summary>Shows so many bytes before and after a match, as a dump in which the match is in brackets.</summary>
    [Parameter(ParameterSetName = PatternSet)]
    [Parameter(ParameterSetName = RegexSet)]
    [Parameter(ParameterSetName = TextSet)]
    [ValidateRange(1, 4096)]
    public int Context { get; set; }

    /// <summary>
    /// Ignores the case of the letters a to z in the pattern. With -EQ and -NE, compares text as PowerShell's -eq and -ne do: 'WARN' finds
    /// 'warn'.
    /// </summary>
    [Parameter(ParameterSetName = PatternSet)]
    [Parameter(ParameterSetName = RegexSet)]
    [Parameter(ParameterSetName = EqSet), Parameter(ParameterSetName = NeSet)]
    public SwitchParameter IgnoreCase { get; set; }

    /// <summary>With -Like and -Match: upper and lower case are different, as for PowerShell's -clike and -cmatch.</summary>
    [Parameter(ParameterSetName = LikeSet), Parameter(ParameterSetName = MatchSet)]
    public SwitchParameter CaseSensitive { get; set; }

    /// <summary>The field of the records to search.</summary>
    [Parameter]
    [Alias("Property")]
    [ValidateNotNullOrEmpty, ArgumentCompleter(typeof(FieldCompleter))]
    public string? Field { get; set; }

    /// <summary>The number of matches after which the search ends.</summary>
    [Parameter]
    [ValidateRange(1, long.MaxValue)]
    public long First { get; set; }

    /// <summary>Writes only this many matches, the last ones, in their order.</summary>
    [Parameter]
    [ValidateRange(1, long.MaxValue)]
    public long Last { get; set; }

    /// <summary>Writes only the number of matches; of several files or maps, each with its FileName.</summary>
    [Parameter]
    public SwitchParameter CountOnly { get; set; }

    /// <summary>
    /// For an array on other hosts (Connect-MemMap): if a host or a file is lost, writes the matches in the remaining parts. The errors
    /// name the missing parts.
    /// </summary>
    [Parameter]
    public SwitchParameter AllowPartial { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        if ((First > 0 ? 1 : 0) + (Last > 0 ? 1 : 0) + (CountOnly ? 1 : 0) > 1)
        {
            ThrowTerminatingError(Errors.OneOf(nameof(First), nameof(Last), nameof(CountOnly)));
        }
        if (ParameterSetName == ScriptSet && FilterScript is null)
        {
            ThrowTerminatingError(Errors.NothingToFind(MyInvocation.MyCommand.Name));
        }
        RefuseFileAsValue();
        if (Encoding is not null && ParameterSetName != PatternSet)
        {
            ThrowTerminatingError(Errors.EncodingOfText(ParameterSetName));
        }
        if (ParameterSetName == PatternSet)
        {
            OrderPatternAndFile();
            bool isAscii = BytesParameter.Texts(Pattern).All(static text => System.Text.Ascii.IsValid(text));
            _textEncoding = Encoding ?? (isAscii ? null : System.Text.Encoding.UTF8);
            try
            {
                _patterns = [.. BytesParameter.Patterns(Pattern, Encoding)
                    .Select(pattern => IgnoreCase ? pattern.IgnoringCase() : pattern).OrderByDescending(pattern => pattern.Length)];
            }
            catch (ArgumentException exception)
            {
                ThrowTerminatingError(Errors.From(
                    exception.Data[Error.IdKey] is "NotAByte" && PipelineElements.Number(Pattern) is { } number
                        ? Errors.WithHint(exception, FormattableString.Invariant($"-EQ {number} finds elements of that value"))
                        : exception, Pattern));
            }
        }
    }

    /// <inheritdoc/>
    [Parameter(ValueFromPipeline = true)]
    [PipedArrayOrFile, ValidateNotNull]
    public override object InputObject { get; set; } = null!;

    /// <inheritdoc/>
    [Parameter(Position = 1)]
    [ValidateNotNullOrEmpty, SupportsWildcards]
    [FileNames]
    public override string[] Path { get; set; } = null!;

    /// <inheritdoc/>
    [Parameter]
    [Alias("PSPath", "LP")]
    [ValidateNotNullOrEmpty]
    [FileNames]
    public override string[] LiteralPath { get; set; } = null!;

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        WriteOnlyCount();
        if (_wasSearched && _found == 0 && (OtherMeaning() ?? _elsewhere) is { } hint)
        {
            WriteWarning($"nothing was found: {hint}");
        }
    }

    private protected override void Process(NDArray source)
    {
        if (ValuesForBytes(source) is { } error)
        {
            WriteError(error);
        }
        else if (source is DistributedMemMap hosts)
        {
            FindOnHosts(hosts);
        }
        else if (Try(source, () => Source(source), out var array) && TrySearch(array, out var search))
        {
            using ProgressLine progress = new(this, $"Searching {ArrayHeader.Of(array)}", array.NBytes, Slow);
            _wasSearched = true;
            _text ??= TextIn(array.DType);
            _areNumbers |= array.DType is { IsNumeric: true, ItemSize: > 1 };
            _source = new(search is RegexSearch or PatternSearch or AnyPatternSearch ? array : source);
            Write(array, search, progress);
            if (_found == 0 && _elsewhere is null)
            {
                Try(array, () => _elsewhere = Elsewhere(array));
            }
        }
    }
}
