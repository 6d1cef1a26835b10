using System.Collections.Frozen;
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

/// <summary>Completes operations, and says in a few words what each does.</summary>
public sealed class OperationCompleter : NameCompleter
{
    private static readonly FrozenDictionary<string, string> ToolTips = new Dictionary<string, string>
    {
        ["Add"] = "elements + value",
        ["Subtract"] = "elements - value",
        ["Multiply"] = "elements * value",
        ["Divide"] = "elements / value",
        ["FloorDivide"] = "elements / value, rounded down",
        ["Remainder"] = "what is left of elements / value, with the sign of the value",
        ["Fmod"] = "what is left of elements / value, with the sign of the elements",
        ["Power"] = "elements to the power of the value",
        ["Minimum"] = "the smaller of element and value; NaN if one is",
        ["Maximum"] = "the larger of element and value; NaN if one is",
        ["Fmin"] = "the smaller of element and value, without NaN",
        ["Fmax"] = "the larger of element and value, without NaN",
        ["And"] = "elements -band value",
        ["Or"] = "elements -bor value",
        ["Xor"] = "elements -bxor value",
        ["LogicalAnd"] = "1 where element and value are not 0, otherwise 0",
        ["LogicalOr"] = "1 where element or value is not 0, otherwise 0",
        ["LogicalXor"] = "1 where one of element and value is 0, otherwise 0",
        ["LeftShift"] = "elements -shl value",
        ["RightShift"] = "elements -shr value",
        ["Hypot"] = "the root of element squared + value squared",
        ["Arctan2"] = "the angle of the point (value, element)",
        ["CopySign"] = "elements with the sign of the value",
        ["NextAfter"] = "the number next to the element in the direction of the value",
        ["LdExp"] = "elements * 2 to the power of the value",
        ["LogAddExp"] = "the logarithm of the sum of the exponentials",
        ["LogAddExp2"] = "the same to base 2",
        ["Gcd"] = "the greatest common divisor of element and value",
        ["Lcm"] = "the least common multiple of element and value",
    }.ToFrozenDictionary();

    private protected override IEnumerable<(string Name, string ToolTip)> Candidates(TypedCommand command)
        => Operations.Names.Select(name => (name, ToolTips.GetValueOrDefault(name, $"{name} of each element")));
}
