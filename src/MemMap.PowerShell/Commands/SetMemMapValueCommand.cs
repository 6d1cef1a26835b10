using System.Management.Automation;
using MemMap.Compute;
using MemMap.DataTypes;

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
/// With one value, write -Value: in $m | Set-MemMapValue 5, the 5 is the index. What is assigned is in the file at once; Invoke-MemMapFlush makes
/// sure that it is on the disk.
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
/// <summary>Patch bytes of a file, after a look at what would happen</summary>
/// <code>
/// PS> $m = New-MemMap five.bmp
/// PS> $m | Set-MemMapValue '0:2' (0x42, 0x4D) -WhatIf
/// What if: Performing the operation "Assign to 2 elements (2 bytes)" on target "uint8 (102,) r+ /data/five.bmp [0:2]".
/// PS> $m | Set-MemMapValue '0:2' (0x42, 0x4D)
/// </code>
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
[Cmdlet(VerbsCommon.Set, "MemMapValue", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
[OutputType(typeof(MemMapArray), typeof(NDArray))]
public sealed class SetMemMapValueCommand : ArrayCmdlet
{
    /// <summary>
    /// What to assign to, an item for each axis, as for Get-MemMapSlice; everything if it isn't given. Where a list of integers names an
    /// element more than once, the last value wins.
    /// </summary>
    [Parameter(Position = 0)]
    [AllowNull, AllowEmptyCollection]
    public object?[]? Index { get; set; }

    /// <summary>
    /// What to assign: a number, a (nested) list, a .NET array or another array. Numbers must fit the dtype (300 into uint8 is an error,
    /// as is NaN into an integer; 2.7 into an integer is 2); the elements of an array are cast as numpy does.
    /// </summary>
    [Parameter(Mandatory = true, Position = 1)]
    [AllowNull, AllowEmptyCollection, AllowEmptyString]
    public object? Value { get; set; }

    /// <summary>
    /// Computes with the elements and the value in place, instead of assigning the value: Add is numpy's +=, and Subtract, Multiply, Divide,
    /// FloorDivide, Remainder, Power, Minimum, Maximum, And, Or, Xor, LeftShift and RightShift are its kin. An operation whose results are
    /// of another kind than the elements (1.5 added to integers) is an error.
    /// </summary>
    [Parameter]
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
        object?[] items = IndexParameter.Items(this, Index);
        if (Try(InputObject, () => IndexParameter.Fields(InputObject, Field).SelectToChange(items), out NDArray.Target target)
            && ShouldProcess(Subject(items), Change(target))
            && Try(InputObject, () => Assign(target)) && PassThru)
        {
            WriteObject(InputObject);
        }
    }

    private void Assign(NDArray.Target target)
    {
        if (target.View is DistributedMemMap array)
        {
            DistributedAssign.Assign(array, Operation is null ? Value : NumberOf(Value), Operation, Interruption.Token);
        }
        else if (Operation is { } operation)
        {
            NDArray.Update(target, Operations.ByName(operation), NumberOf(Value), fillFlat: true);
        }
        else
        {
            NDArray.Assign(target, Value, fillFlat: true);
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
        string elements = target.Size == 1 ? "1 element" : $"{target.Size} elements";
        return $"{(Operation is { } operation ? $"{operation} in place to" : "Assign to")} {elements} ({target.Size * target.DType.ItemSize} bytes)";
    }

    private string Subject(object?[] items)
    {
        string fields = Field is null ? "" : $" {string.Join(", ", Field)}";
        string index = items.Length == 0 ? "" : $" [{IndexParameter.Text(items)}]";
        return $"{ArrayHeader.Of(InputObject)}{fields}{index}";
    }
}
