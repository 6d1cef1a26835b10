using MemMap.Compute;

namespace MemMap.Parameters;

/// <summary>Accepts the name of an in-place operation. An unknown name is an error before anything is changed.</summary>
public sealed class OperationArgumentAttribute : ArgumentConversionAttribute
{
    private protected override object? Convert(object? value)
    {
        if (value is string name)
        {
            _ = Operations.ByName(name);
        }
        return value;
    }
}

/// <summary>Completes operations.</summary>
public sealed class OperationCompleter() : ListCompleter(Operations.Names);
