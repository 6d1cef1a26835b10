using MemMap.Compute;
using MemMap.DataTypes;
using MemMap.Output;
using MemMap.Parameters;
using MemMap.Remoting;

namespace MemMap.Commands;

// What is written, once all is checked.
public sealed partial class SetMemMapValueCommand
{
    private (string Subject, string Action, long Size, Action Do) Plan(NDArray? mask)
    {
        NDArray array = IndexParameter.Fields(_array, Field);
        array = Truncate ? array.WithLayout(array.Layout, array.DType.Truncating()) : array;
        object?[] items = mask is null ? IndexParameter.Items(this, Index, array) : [mask];
        RequireIndex(array, items);
        object? value = Value;
        bool hasValue = ParameterSetName == BytesSet || (MyInvocation.BoundParameters.ContainsKey(nameof(Value)) && !_isIndexOnly);
        if (Operation is null && !hasValue)
        {
            throw Errors.NoValue(_named);
        }
        if (ParameterSetName == BytesSet)
        {
            (items, value) = At(array, items, BytesParameter.Pattern(Bytes, Encoding).ToBytes());
        }
        NDArray.Target target = array.SelectToChange(items);
        (string subject, string action) = (Subject(items), Change(target) + HexNote());
        if (Operation is { } name)
        {
            object? operand = NumberOf(value);
            Fitting(array, items, value, () =>
            {
                target.Check(Operations.ByName(name, hasValue), operand, fillFlat: true);
                return true;
            });
            return (subject, action, target.Size, () => Compute(target, name, operand));
        }
        NDArray source = Fitting(array, items, value, () => new NDArray(target.Check(value, fillFlat: true)));
        return (subject, action, target.Size, () => Assign(target, source));
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

    /// <summary>The engine passes -1 as text. Assigning accepts numbers as text, but operations do not, so convert it.</summary>
    private static object? NumberOf(object? value)
        => HostObjects.Unwrap(value) is not string text ? value
            : NumberText.TryInteger(text) is { } integer ? integer
            : NumberText.TryReal(text) is { } real ? real
            : value;
}
