using System.Management.Automation;
using MemMap.Compute;
using MemMap.DataTypes;
using MemMap.Geometry;
using MemMap.Output;
using MemMap.Parameters;
using MemMap.Remoting;

namespace MemMap.Commands;

/// <summary>Assigns to an array, or computes in place.</summary>
/// <remarks>
/// <para>
/// The value is cast to the array's dtype and broadcast to what the index selects, by numpy's rules; nothing is changed if it doesn't fit.
/// A flat list with as many items as are selected fills them in C order, whatever their shape.
/// </para>
/// <para>$m['1:3', 0] = 5 is the same without a cmdlet, and without -WhatIf.</para>
/// </remarks>
/// <notes>
/// With one value, write -Value: in $m | Set-MemMapValue 5, the 5 is the index. What is assigned is in the file at once; Invoke-MemMapFlush
/// makes sure that it is on the disk. </notes> <output cref="MemMapArray">With -PassThru: the map.</output> <output cref="NDArray">With
/// -PassThru: the array in memory.</output>
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
/// <summary>Patch bytes of a file, after a look at what would happen</summary>
/// <code>
/// PS> $m = New-MemMap five.bmp
/// PS> $m | Set-MemMapValue '0:2' (0x42, 0x4D) -WhatIf
/// What if: Performing the operation "Assign to 2 elements (2 bytes)" on target "uint8 (102,) r+ /data/five.bmp [0:2]".
/// PS> $m | Set-MemMapValue '0:2' (0x42, 0x4D)
/// </code>
/// </example>
/// <example>
/// <summary>Replace a text in a file where it stands</summary>
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
/// <para>What Find-MemMapValue writes is an index: the places where the pattern stands. A text of another length changes as many bytes as
/// it has.</para>
/// </example>
/// <example>
/// <summary>One field of the records that a mask selects</summary>
/// <code>
/// PS> $r = New-MemMap records.dat ([ordered]@{ id = 'i4'; price = 'f8' }) w+ -Shape 3
/// PS> $r | Set-MemMapValue -Field id -Value (1, 2, 3)
/// PS> $r | Set-MemMapValue $r['id'].Ge(2) 9.5 -Field price -PassThru
/// [('id', '&lt;i4'), ('price', '&lt;f8')] (3,) w+ /data/records.dat
/// [(1, 0. ) (2, 9.5) (3, 9.5)]
/// </code>
/// </example>
/// <seealso cref="GetMemMapSliceCommand"/>
/// <seealso cref="InvokeMemMapFlushCommand"/>
[Cmdlet(VerbsCommon.Set, "MemMapValue", DefaultParameterSetName = ValueSet, SupportsShouldProcess = true,
    ConfirmImpact = ConfirmImpact.Low)]
[OutputType(typeof(MemMapArray), typeof(NDArray))]
public sealed class SetMemMapValueCommand : ArrayCmdlet
{
    private const string ValueSet = "Value", BytesSet = "Bytes";

    /// <summary>
    /// What to assign to, an item for each axis, as for Get-MemMapSlice; everything if it isn't given. Where a list of integers names an
    /// element more than once, the last value wins. What Find-MemMapValue writes stands for where it was found.
    /// </summary>
    [Parameter(Position = 0)]
    [AllowNull, AllowEmptyCollection]
    public object?[]? Index { get; set; }

    /// <summary>
    /// What to assign: a number, a (nested) list, a .NET array or another array. Numbers must fit the dtype (300 into uint8 is an error,
    /// as is NaN into an integer; 2.7 into an integer is 2); the elements of an array are cast as numpy does.
    /// </summary>
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = ValueSet)]
    [AllowNull, AllowEmptyCollection, AllowEmptyString]
    public object? Value { get; set; }

    /// <summary>
    /// The bytes to write into an array of bytes, from the position that the index tells on, or from where each pattern was found: a list
    /// of them, hexadecimal text ('4D 5A 00'), or any other text, as for -Pattern of Find-MemMapValue. As many are changed as these are.
    /// </summary>
    [Parameter(Mandatory = true, ParameterSetName = BytesSet)]
    [ValidateNotNullOrEmpty]
    public object Bytes { get; set; } = null!;

    /// <summary>
    /// The encoding of a text to write, by its name: utf-8, ascii, latin1, utf-16 ... With it, text is never hexadecimal.
    /// </summary>
    [Parameter(ParameterSetName = BytesSet)]
    [EncodingArgument, ArgumentCompleter(typeof(EncodingCompleter))]
    public System.Text.Encoding? Encoding { get; set; }

    /// <summary>
    /// Computes with the elements and the value in place, instead of assigning the value: Add is numpy's +=, and Subtract, Multiply,
    /// Divide, FloorDivide, Remainder, Power, Minimum, Maximum, And, Or, Xor, LeftShift and RightShift are its kin. An operation whose
    /// results are of another kind than the elements (1.5 added to integers) is an error.
    /// </summary>
    [Parameter(ParameterSetName = ValueSet)]
    [OperationArgument, ArgumentCompleter(typeof(OperationCompleter)), ValidateNotNullOrEmpty]
    public string? Operation { get; set; }

    /// <summary>The field of an array of records to assign to, before the index; several names assign a record of those fields.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty, ArgumentCompleter(typeof(FieldCompleter))]
    public string[]? Field { get; set; }

    /// <summary>Writes the array to the pipeline.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        // All that can be wrong is found before anybody is asked, so -WhatIf fails where the deed would.
        if (Try(InputObject, Plan, out var change)
            && ShouldProcess(change.Subject, change.Action)
            && Try(InputObject, change.Do)
            && PassThru)
        {
            WriteObject(InputObject);
        }
    }

    private (string Subject, string Action, Action Do) Plan()
    {
        NDArray array = IndexParameter.Fields(InputObject, Field);
        object?[] items = IndexParameter.Items(this, Index, array);
        object? value = Value;
        if (ParameterSetName == BytesSet)
        {
            (items, value) = At(array, items, BytesParameter.Pattern(Bytes, Encoding).ToBytes());
        }
        NDArray.Target target = array.SelectToChange(items);
        (string subject, string action) = (Subject(items), Change(target));
        if (Operation is { } name)
        {
            object? operand = NumberOf(value);
            target.Check(Operations.ByName(name), operand, fillFlat: true);
            return (subject, action, () => Compute(target, name, operand));
        }
        NDArray source = new(target.Check(value, fillFlat: true));
        return (subject, action, () => Assign(target, source));
    }

    /// <summary>Where bytes go, and all of them: those of one place, or of each one that was found.</summary>
    private (object?[] Items, byte[] Bytes) At(NDArray array, object?[] items, byte[] bytes)
    {
        if (array is not { NDim: 1, ItemSize: 1 })
        {
            throw Errors.NotBytes(array);
        }
        long[]? offsets = IndexParameter.Found<PatternMatch>(Index ?? []) is { } matches ? [.. matches.Select(match => match.Offset)]
            : items is [var item] && IndexArguments.Parse([item]) is [IndexItem.Integer { Value: var first }]
                ? [first < 0 ? first + array.Size : first]
            : null;
        if (offsets is null)
        {
            return (items, bytes);
        }
        foreach (long offset in offsets)
        {
            if (offset < 0 || offset > array.Size - bytes.Length)
            {
                throw Errors.BytesBeyondEnd(bytes.Length, offset, array.Size);
            }
        }
        return (IndexParameter.Places(offsets, bytes.Length), [.. offsets.SelectMany(_ => bytes)]);
    }

    private static void Compute(NDArray.Target target, string operation, object? operand)
    {
        if (target.View is DistributedMemMap array)
        {
            DistributedAssign.Assign(array, operand, operation, Interruption.Token);
        }
        else
        {
            NDArray.Update(target, Operations.ByName(operation), operand, fillFlat: true);
        }
    }

    private static void Assign(NDArray.Target target, NDArray source)
    {
        if (target.View is DistributedMemMap array)
        {
            DistributedAssign.Assign(array, source, null, Interruption.Token);
        }
        else
        {
            NDArray.Assign(target, source, fillFlat: true);
        }
    }

    /// <summary>The engine hands -1 over as text. Assigning takes numbers as text too, but there is nothing to add to a text.</summary>
    private static object? NumberOf(object? value)
        => HostObjects.Unwrap(value) is not string text ? value
            : NumberText.TryInteger(text) is { } integer ? integer
            : NumberText.TryReal(text) is { } real ? real
            : value;

    private string Change(NDArray.Target target)
    {
        long bytes = target.Size * target.DType.ItemSize;
        return $"{(Operation is { } operation ? $"{operation} in place to" : "Assign to")} {Count(target.Size, "element")} "
            + $"({Count(bytes, "byte")})";
    }

    private static string Count(long number, string what) => number == 1 ? $"1 {what}" : $"{number} {what}s";

    private string Subject(object?[] items)
    {
        string fields = Field is null ? "" : $" {string.Join(", ", Field)}";
        string index = items.Length == 0 ? "" : $" [{IndexParameter.Text(items)}]";
        return $"{ArrayHeader.Of(InputObject)}{fields}{index}";
    }
}
