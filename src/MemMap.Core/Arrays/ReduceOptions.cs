using MemMap.Compute;

namespace MemMap;

/// <summary>
/// What a reduction is asked for by name; numpy's keyword arguments. PowerShell takes a hashtable: <c>$a.Sum(@{ Axis = 0; Where = $mask
/// })</c>. An option that a reduction doesn't have is an error.
/// </summary>
public record struct ReduceOptions
{
    /// <summary>No options.</summary>
    public ReduceOptions()
    {
    }

    /// <summary>The axes to reduce; negative axes count from the last. Null for all axes.</summary>
    public int[]? Axis { get; set; }

    /// <summary>Whether reduced axes stay, with length 1.</summary>
    public bool KeepDims { get; set; }

    /// <summary>The array that takes the results, instead of a new one: of their shape, and of a dtype that they are cast to by the rule
    /// same_kind.</summary>
    public NDArray? Out { get; set; }

    /// <summary>The dtype to compute in, which the results have: elements are cast to it first, by any cast. Null for the reduction's
    /// own.</summary>
    public DType? DType { get; set; }

    /// <summary>What a sum or product starts with, or what a minimum or maximum is besides: also the result for no elements.</summary>
    public object? Initial { get; set; }

    /// <summary>The elements that count: an array of bools that broadcasts to the elements' shape. Null for all.</summary>
    public NDArray? Where { get; set; }

    /// <summary>The delta degrees of freedom: the divisor of a variance is the number of elements minus this.</summary>
    public double Ddof { get; set; }

    internal readonly ReduceTerms Terms => new(Axis, KeepDims, DType, Initial, Where?.Ref);
}
