using System.Management.Automation;
using MemMap.Output;
using MemMap.Parameters;

namespace MemMap.Commands;

/// <summary>Assigns to the elements of an array, or computes in place.</summary>
/// <remarks>
/// <para>
/// The value is cast to the array's dtype and broadcast to the selected elements, by numpy's rules. If it does not fit, nothing is changed.
/// A flat list with as many items as there are selected elements fills them in C order, whatever their shape.
/// </para>
/// <para>$m['1:3', 0] = 5 is the same without a cmdlet, and without -WhatIf.</para>
/// <para>
/// -Patch makes the changes of a patch, which are checked first, and -Reverse takes them back. To undo or revert a change later, make it in
/// this way: assign to a map that was opened with -Mode c, write the changes with Export-MemMap x.patch, and apply that. A copy of the
/// file from before gives such a patch too: Compare-MemMap before.img after.img | Export-MemMap x.patch.
/// </para>
/// </remarks>
/// <notes>
/// To assign to all elements, write -Value: in $m | Set-MemMapValue 5 and in Set-MemMapValue x.bin 5, the 5 is the index, and the value is
/// missing. The assignment is in the file at once; Invoke-MemMapFlush writes it to the disk.
/// </notes>
/// <output cref="MemMapArray">With -PassThru: the map.</output>
/// <output cref="NDArray">With -PassThru: the array in memory.</output>
/// <example>
/// <summary>Fill an array</summary>
/// <code>
/// PS> $m = New-MemMap table.dat float32 w+ -Shape 2,3
/// PS> $m | Set-MemMapValue -Value (1..6)
/// PS> $m | Set-MemMapValue ':, 0' 100 -PassThru
/// float32 (2, 3) w+ /data/table.dat
/// [[100.   2.   3.]
///  [100.   5.   6.]]
/// </code>
/// </example>
/// <example>
/// <summary>Compute in place</summary>
/// <code>
/// PS> $m = New-MemMap table.dat float32 r+ -Shape 2,3
/// PS> $m | Set-MemMapValue '1, :' 10 -Operation Multiply -PassThru
/// float32 (2, 3) r+ /data/table.dat
/// [[ 100.    2.    3.]
///  [1000.   50.   60.]]
/// </code>
/// </example>
/// <example>
/// <summary>A function of each element in place, and an expression that is computed into the map in one pass</summary>
/// <code>
/// PS> $m = New-MemMap squares.dat float32 w+ -Shape 4
/// PS> $m | Set-MemMapValue -Value (1, 4, 9, 16)
/// PS> $m | Set-MemMapValue -Operation Sqrt
/// PS> $x = $m.Lazy()
/// PS> $m | Set-MemMapValue -Value (($x - 0.5) * 2 + $x.Square()) -PassThru
/// float32 (4,) w+ /data/squares.dat
/// [ 2.  7. 14. 23.]
/// </code>
/// </example>
/// <example>
/// <summary>Preview with -WhatIf, then patch bytes of a file</summary>
/// <code>
/// PS> $m = New-MemMap five.bmp
/// PS> $m | Set-MemMapValue '0:2' (0x42, 0x4D) -WhatIf
/// What if: Performing the operation "Assign to 2 elements (2 bytes)" on target "uint8 (102,) r+ /data/five.bmp [0:2]".
/// PS> $m | Set-MemMapValue '0:2' (0x42, 0x4D)
/// </code>
/// </example>
/// <example>
/// <summary>Replace a text in a file in place</summary>
/// <code>
/// PS> $m = New-MemMap greeting.bin -Mode w+ -Shape 16
/// PS> $m | Set-MemMapValue 4 -Bytes 'hello'
/// PS> $m | Set-MemMapValue ($m | Find-MemMapValue -Pattern 'hello') -Bytes 'HELLO' -WhatIf
/// What if: Performing the operation "Assign to 5 elements (5 bytes)" on target "uint8 (16,) w+ /data/greeting.bin [4:9]".
/// PS> $m | Set-MemMapValue ($m | Find-MemMapValue -Pattern 'hello') -Bytes 'HELLO'
/// PS> $m | Show-MemMap
/// greeting.bin: uint8 (16,)
/// 00000000  00 00 00 00 48 45 4c 4c 4f 00 00 00 00 00 00 00  ....HELLO.......
/// </code>
/// <para>The output of Find-MemMapValue is an index: the positions of the pattern. A text of another length is an error without -Force.
/// </para>
/// </example>
/// <example>
/// <summary>One field of the records that a mask selects</summary>
/// <code>
/// PS> $r = New-MemMap records.dat ([ordered]@{ id = 'i4'; price = 'f8' }) w+ -Shape 3
/// PS> $r | Set-MemMapValue -Field id -Value (1, 2, 3)
/// PS> $r | Set-MemMapValue $r['id'].Ge(2) 9.5 -Field price -PassThru
/// records of 12 bytes (3,) w+ /data/records.dat
///    id  price
///    --  -----
/// 0   1      0
/// 1   2    9.5
/// 2   3    9.5
/// </code>
/// </example>
/// <example>
/// <summary>Bytes of a file, without a map</summary>
/// <code>
/// PS> Set-Content note.txt hello -NoNewline
/// PS> Set-MemMapValue note.txt 0 72 -WhatIf
/// What if: Performing the operation "Assign to 1 element (1 byte)" on target "uint8 (5,) r+ /data/note.txt [0]".
/// PS> Set-MemMapValue note.txt 0 72
/// PS> Get-Content note.txt
/// Hello
/// </code>
/// </example>
/// <example>
/// <summary>The records for which a condition holds</summary>
/// <code>
/// PS> $r = New-MemMap stock.dat ([ordered]@{ id = 'i4'; price = 'f8' }) w+ -Shape 3
/// PS> $r | Set-MemMapValue -Field price -Value (1, 20, 30)
/// PS> $r | Set-MemMapValue { $_.price -gt 10 } 0.5 -Field price -Operation Multiply -PassThru
/// records of 12 bytes (3,) w+ /data/stock.dat
///    id  price
///    --  -----
/// 0   0      1
/// 1   0     10
/// 2   0     15
/// </code>
/// </example>
/// <example>
/// <summary>Compute the values of a field from the record</summary>
/// <code>
/// PS> $r = New-MemMap bill.dat ([ordered]@{ count = 'i4'; price = 'f8'; sum = 'f8' }) w+ -Shape 3
/// PS> $r | Set-MemMapValue -Field count -Value (1, 2, 3)
/// PS> $r | Set-MemMapValue -Field price -Value (1, 20, 30)
/// PS> $r | Set-MemMapValue -Field sum -Value { $_.count * $_.price }
/// PS> $r | Set-MemMapValue { $_.sum -gt 50 } { [math]::Floor($_.sum * 0.95) } -Field sum -PassThru
/// records of 20 bytes (3,) w+ /data/bill.dat
///    count  price  sum
///    -----  -----  ---
/// 0      1      1    1
/// 1      2     20   40
/// 2      3     30   85
/// </code>
/// <para>All values are computed before any is written.</para>
/// </example>
/// <example>
/// <summary>Apply a patch, and take it back</summary>
/// <code>
/// PS> $m = New-MemMap mbr.img -Mode c
/// PS> $m | Set-MemMapValue 446 0
/// PS> $m | Export-MemMap boot.patch -Format Patch
/// PS> $file = New-MemMap mbr.img
/// PS> $file | Set-MemMapValue -Patch boot.patch -WhatIf
/// What if: Make 1 change (1 byte) in uint8 (512,) r+ /data/mbr.img
///   000001be  80 -> 00  |.| -> |.|
/// PS> $file | Set-MemMapValue -Patch boot.patch
/// PS> $file[446]
/// 0
/// PS> $file | Set-MemMapValue -Patch boot.patch -Reverse
/// PS> $file[446]
/// 128
/// </code>
/// </example>
/// <seealso cref="GetMemMapSliceCommand"/>
/// <seealso cref="ExportMemMapCommand"/>
/// <seealso cref="InvokeMemMapFlushCommand"/>
[Cmdlet(VerbsCommon.Set, "MemMapValue", DefaultParameterSetName = ValueSet, SupportsShouldProcess = true,
    ConfirmImpact = ConfirmImpact.Low)]
[OutputType(typeof(MemMapArray), typeof(NDArray))]
public sealed partial class SetMemMapValueCommand : FileArrayCmdlet
{
    private const string ValueSet = "Value", BytesSet = "Bytes", PatchSet = "Patch";

    /// <summary>
    /// The index, with an item for each axis, as for Get-MemMapSlice. The default is the whole array; $null alone is an error. If a list of
    /// integers selects an element more than once, the last value wins. The output of Find-MemMapValue selects the elements that were
    /// found. A script block is the condition of -Where.
    /// </summary>
    [Parameter(Position = 0, ParameterSetName = ValueSet), Parameter(Position = 0, ParameterSetName = BytesSet)]
    [AllowNull, AllowEmptyCollection, ArgumentCompleter(typeof(IndexCompleter))]
    public object?[]? Index { get; set; }

    /// <summary>
    /// The value: a number, a (nested) list, a .NET array or another array. Numbers must fit the dtype: 300 is an error for uint8, and
    /// NaN for any integer; 2.7 becomes 2 in an integer. Text must not be longer than its element, and a bool is written as True, False,
    /// 1 or 0. The elements of an array are cast by numpy's rules. A value that was read from an element of the same dtype is written as
    /// the bytes of that element. A lazy array (Lazy()) is computed into the elements, block by block. Only where -Operation names a
    /// function of the elements alone there is no value. A script block computes the value of each element, in which $_ is the record, or
    /// the element of an array without fields: { $_.price * 2 }. It is compiled as a condition is, and what can't be runs for each element,
    /// which -Verbose tells. PowerShell's result is cast by numpy's rules, as the elements of an array are: 2.7 becomes 2 in an integer,
    /// and 300 becomes 44 in a uint8, of which a warning tells; [byte]($_ * 2) is an error there. If the script block fails for one
    /// element, none is changed.
    /// </summary>
    [Parameter(Position = 1, ParameterSetName = ValueSet)]
    [AllowNull, AllowEmptyCollection, AllowEmptyString, ArgumentCompleter(typeof(AssignedValueCompleter))]
    public object? Value { get; set; }

    /// <summary>
    /// The bytes to write into an array of bytes: a list of bytes, hexadecimal text ('4D 5A 00'), or any other text, as for -Pattern of
    /// Find-MemMapValue. Text that is mostly hexadecimal ('4D 5A 0') is an error that names the wrong part. They are written from the
    /// position in the index, or from each position at which a pattern was found. The number of changed bytes is the length of this value.
    /// It must be the length of a match that is replaced, unless -Force is given. Matches that overlap are replaced from left to right,
    /// each byte once. -WhatIf and -Verbose tell which bytes hexadecimal text is.
    /// </summary>
    [Parameter(Mandatory = true, ParameterSetName = BytesSet)]
    [ValidateNotNullOrEmpty]
    public object Bytes { get; set; } = null!;

    /// <summary>The name of the encoding of a text: utf-8, ascii, latin1, utf-16 ... With it, text is never hexadecimal.</summary>
    [Parameter(ParameterSetName = BytesSet)]
    [EncodingArgument, ArgumentCompleter(typeof(EncodingCompleter))]
    public System.Text.Encoding? Encoding { get; set; }

    /// <summary>
    /// Writes the bytes to the position of each match also if their number is not that of the match: they overwrite what follows the match,
    /// or leave its end.
    /// </summary>
    [Parameter(ParameterSetName = BytesSet)]
    public SwitchParameter Force { get; set; }

    /// <summary>
    /// Cuts text and bytes that are longer than the element or field (S, U, V) that they are written to. Without it, they are an error.
    /// </summary>
    [Parameter(ParameterSetName = ValueSet)]
    public SwitchParameter Truncate { get; set; }

    /// <summary>
    /// Computes with the elements and the value in place, instead of assigning the value. Add is numpy's +=. The others are Subtract,
    /// Multiply, Divide, FloorDivide, Remainder, Power, Minimum, Maximum, And, Or, Xor, LeftShift, RightShift and more. Functions of the
    /// elements alone, such as Sqrt, Exp, Log, Abs, Negative, Floor and Not, replace each element by its result, and take no value. An
    /// operation whose result has another kind than the elements (1.5 added to integers) is an error.
    /// </summary>
    [Parameter(ParameterSetName = ValueSet)]
    [OperationArgument, ArgumentCompleter(typeof(OperationCompleter)), ValidateNotNullOrEmpty]
    public string? Operation { get; set; }

    /// <summary>
    /// The field of the records to assign to, selected before the index is applied. With several names, the value is a record of those
    /// fields.
    /// </summary>
    [Parameter(ParameterSetName = ValueSet), Parameter(ParameterSetName = BytesSet)]
    [Alias("Property")]
    [ValidateNotNullOrEmpty, ArgumentCompleter(typeof(FieldCompleter))]
    public string[]? Field { get; set; }

    /// <summary>
    /// A patch, as Export-MemMap -Format Patch writes it: its changes are made. Before any byte is written, all bytes that it replaces are
    /// compared with those that it expects; a difference is an error. A change that is there already is left as it is, so that a patch
    /// can be applied again after Ctrl+C. The offsets of a patch are those in the file, wherever the map begins; changes outside the
    /// array are an error. A patch of one file can be applied to a file of another name. In a joined array, changes go to the part whose
    /// file has the name.
    /// </summary>
    [Parameter(Mandatory = true, ParameterSetName = PatchSet)]
    [ValidateNotNullOrEmpty]
    public string Patch { get; set; } = null!;

    /// <summary>
    /// Takes the changes of the patch back, which undoes them: it expects the bytes after them, and writes those before them. -WhatIf lists
    /// them.
    /// </summary>
    [Parameter(ParameterSetName = PatchSet)]
    public SwitchParameter Reverse { get; set; }

    /// <summary>Writes the array to the pipeline.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
        => Array.ForEach(Sources(InputObject, Path, LiteralPath, _ => null), source => ForEachArray(source, Process));

    private void Process(NDArray array)
    {
        _array = array;
        if (ParameterSetName == PatchSet)
        {
            ApplyPatch();
            return;
        }
        if (!TryWhere(out NDArray? mask))
        {
            return;
        }
        if (ParameterSetName == ValueSet && PipelineElements.Bare(Value) is ScriptBlock script)
        {
            Compute(script, mask);
            return;
        }
        // Find all errors before asking for confirmation, so that -WhatIf fails if the assignment would fail.
        if (Try(_array, () => Plan(mask), out var change)
            && ShouldProcess(change.Subject, change.Action)
            && Try(_array, change.Do))
        {
            Tell(change.Size, change.Subject);
        }
    }

    private void Tell(long size, string subject)
    {
        WriteVerbose($"{(Operation is null ? "Set" : "Changed")} {Count(size, "element")} of {subject}{HexNote()}");
        if (PassThru)
        {
            WriteObject(_array);
        }
    }

    private string Change(NDArray.Target target)
        => $"{(Operation is { } operation ? $"{operation} in place to" : "Assign to")} {Amount(target)}";

    private static string Amount(NDArray.Target target)
        => $"{Count(target.Size, "element")} ({Count(target.Size * target.DType.ItemSize, "byte")})";

    private static string Count(long number, string what) => number == 1 ? $"1 {what}" : $"{number} {what}s";

    private string Subject(object?[] items)
    {
        string fields = Field is null ? "" : $" {string.Join(", ", Field)}";
        string index = Where is not null ? $" where {{{Where}}}" : items.Length == 0 ? "" : $" [{IndexParameter.Text(items)}]";
        return $"{ArrayHeader.Of(_array)}{fields}{index}";
    }
}
