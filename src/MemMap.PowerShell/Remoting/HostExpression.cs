using MemMap.Compute;

namespace MemMap.Remoting;

/// <summary>
/// A lazy array of distributed ones. Parts of its elements depend on parts of theirs, so a host makes the same expression of its parts and
/// computes it: only the answer is transferred.
/// </summary>
public static class HostExpression
{
    /// <summary>
    /// Replaces <c>$map</c> by the expression, if there is one, in work that is defined behind it: the other parts come as pipeline input.
    /// </summary>
    internal const string Make = """
        if ($arguments.Expression) {
            $others = @($input | Where-Object { $_ } | ForEach-Object { [MemMap.MemMapArray]$_ })
            $values = @($arguments.Expression.Values | Where-Object { $_ } | ForEach-Object { [MemMap.NDArray]$_ })
            $map = [MemMap.Remoting.HostExpression]::Over($arguments.Expression.Steps, @($map) + $others, $values)
        }

        """;

    /// <summary>Follows work in a <c>try</c> block.</summary>
    internal const string Close = " finally { if ($others) { $others | Close-MemMap } }";

    /// <summary>Makes the lazy array that an expression is of other arrays. MemMap calls it on hosts.</summary>
    /// <param name="steps">The steps, as the caller sent them.</param>
    /// <param name="arrays">The arrays that they name.</param>
    /// <param name="values">The single values that they name.</param>
    /// <returns>A lazy array in the shape of the arrays.</returns>
    /// <exception cref="ArgumentException">A step is unknown to this version.</exception>
    public static NDArray Over(string[] steps, NDArray[] arrays, NDArray[] values)
    {
        ArgumentNullException.ThrowIfNull(steps);
        ArgumentNullException.ThrowIfNull(arrays);
        ArgumentNullException.ThrowIfNull(values);
        return new(ExpressionSteps.Over(
            steps, Array.ConvertAll(arrays, array => array.Ref), Array.ConvertAll(values, value => value.Ref)));
    }
}
