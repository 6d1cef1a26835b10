using System.Globalization;

namespace MemMap.Compute;

/// <summary>
/// An expression in words, of which another process makes the same one over arrays of its own. Each step is an array, a single value, or
/// what an operation makes of earlier steps, which are named by their numbers. These are the steps of <c>(m - 0.5) * m</c>:
/// <code>
/// array 0
/// value 0
/// subtract 0 1
/// multiply 2 0
/// </code>
/// </summary>
internal sealed class ExpressionSteps
{
    private const string OfArray = "array", OfValue = "value", OfCast = "cast";

    private readonly long[] _shape;
    private readonly List<string> _steps = [];
    private readonly List<ArrayRef> _arrays = [], _values = [];
    private readonly Dictionary<Expression, int> _known = [];

    private ExpressionSteps(long[] shape) => _shape = shape;

    /// <summary>The steps; the last one is the result.</summary>
    internal IReadOnlyList<string> Steps => _steps;

    /// <summary>The arrays that are read, each in the shape of the results.</summary>
    internal IReadOnlyList<ArrayRef> Arrays => _arrays;

    /// <summary>The single values, without axes.</summary>
    internal IReadOnlyList<ArrayRef> Values => _values;

    /// <summary>
    /// The steps of a lazy array; null if an operation has no name, or an operand that is no single value has another shape than the
    /// results, so that parts of the results are not made of parts of it.
    /// </summary>
    internal static ExpressionSteps? Of(ArrayRef results)
    {
        ExpressionSteps steps = new(results.Shape);
        return results.Buffer is ExpressionBuffer && steps.Add(results) is not null && steps._arrays.Count > 0 ? steps : null;
    }

    /// <summary>The lazy array that some steps make.</summary>
    /// <param name="steps">The steps.</param>
    /// <param name="arrays">The arrays that they read.</param>
    /// <param name="values">The single values.</param>
    /// <exception cref="ArgumentException">A step is none that this version knows.</exception>
    internal static ArrayRef Over(IEnumerable<string> steps, ArrayRef[] arrays, ArrayRef[] values)
    {
        List<ArrayRef> results = [];
        foreach (string step in steps)
        {
            string[] words = step.Split(' ');
            int[] numbers = [.. words.Skip(words[0] == OfCast ? 2 : 1).Select(word => int.Parse(word, CultureInfo.InvariantCulture))];
            results.Add((words[0], numbers, Operations.Called(words[0])) switch
            {
                (OfArray, [var number], _) => arrays[number] with { IsLazy = true },
                (OfValue, [var number], _) => values[number],
                (OfCast, [var x], _) => results[x].Cast(DType.Parse(words[1])),
                (_, [var x], UnaryOperation operation) => Elementwise.Unary(operation, results[x]),
                (_, [var x, var y], BinaryOperation operation) => Elementwise.Binary(operation, results[x], results[y]),
                _ => throw Error.UnknownOperation(step, Operations.Names),
            });
        }
        return results[^1];
    }

    /// <summary>What a cast is called; null if its dtype is no single word.</summary>
    internal static string? CastTo(DType dtype) => dtype.ToString() is var text && text.Contains(' ') ? null : $"{OfCast} {text}";

    private int? Add(ArrayRef array)
    {
        if (array.Size > 0 && array.Layout.Strides.TrimEnd(0L).IsEmpty)
        {
            _values.Add(array.At(new long[array.NDim]).Computed());
            return Step($"{OfValue} {_values.Count - 1}");
        }
        if (!array.Layout.Shape.SequenceEqual(_shape))
        {
            return null;
        }
        if (array.Buffer is not ExpressionBuffer { Expression: var expression })
        {
            int place = _arrays.FindIndex(known => known.Buffer == array.Buffer && known.Layout.IsSameAs(array.Layout)
                && known.DType.Equals(array.DType));
            if (place < 0)
            {
                _arrays.Add(array);
                place = _arrays.Count - 1;
            }
            return Step($"{OfArray} {place}");
        }
        if (expression.Name is not { } step || !array.Layout.IsSameAs(expression.Layout)
            || !array.DType.Equals(expression.Loop.Result))
        {
            return null;
        }
        if (_known.TryGetValue(expression, out int number))
        {
            return number;
        }
        foreach (ArrayRef input in expression.Inputs)
        {
            if (Add(input) is not { } operand)
            {
                return null;
            }
            step += $" {operand}";
        }
        return _known[expression] = Step(step);
    }

    private int Step(string step)
    {
        _steps.Add(step);
        return _steps.Count - 1;
    }
}
