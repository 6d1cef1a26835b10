using System.Management.Automation;
using MemMap.Compute;
using MemMap.DataTypes;

namespace MemMap.Commands;

/// <summary>Assigns to an array, or computes in place.</summary>
/// <remarks>
/// The value is cast to the array's dtype and broadcast to what the index selects, by numpy's rules; nothing is changed if it doesn't fit.
/// A flat list with as many items as are selected fills them in C order, whatever their shape.
/// </remarks>
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
    [ValidateNotNullOrEmpty]
    public string[]? Field { get; set; }

    /// <summary>Writes the array to the pipeline.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        object?[] items = IndexParameter.Items(this, Index);
        if (ShouldProcess(Target(items), Operation ?? "Assign") && Try(InputObject, () => Assign(items)) && PassThru)
        {
            WriteObject(InputObject);
        }
    }

    private void Assign(object?[] items)
    {
        NDArray array = IndexParameter.Fields(InputObject, Field);
        if (Operation is { } operation)
        {
            array.UpdateItem(items, Operations.ByName(operation), NumberOf(Value), fillFlat: true);
        }
        else
        {
            array.SetItem(items, Value, fillFlat: true);
        }
    }

    /// <summary>The engine hands -1 over as text. Assigning takes numbers as text too, but there is nothing to add to a text.</summary>
    private static object? NumberOf(object? value)
        => HostObjects.Unwrap(value) is not string text ? value
            : NumberText.TryInteger(text) is { } integer ? integer
            : NumberText.TryReal(text) is { } real ? real
            : value;

    private string Target(object?[] items)
    {
        string fields = Field is null ? "" : $" {string.Join(", ", Field)}";
        string index = items.Length == 0 ? "" : $" [{IndexParameter.Text(items)}]";
        return $"{ArrayHeader.Of(InputObject)}{fields}{index}";
    }
}
