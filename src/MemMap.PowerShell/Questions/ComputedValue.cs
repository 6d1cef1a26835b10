using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Language;
using MemMap.Output;
using MemMap.Parameters;

namespace MemMap.Questions;

/// <summary>
/// What a script block gives for each element, such as <c>{ $_.price * 2 }</c>, to be assigned. It is compiled as a condition is, or runs
/// for each element. Either way PowerShell's value is cast as an element of an array is.
/// </summary>
internal sealed class ComputedValue
{
    private readonly DType _dtype;
    private readonly long[] _axes;
    private readonly ScriptBlock _script;
    private readonly Func<NDArray, NDArray>? _values;
    private readonly IReadOnlyList<Func<NDArray, bool>> _guards = [];

    /// <param name="cmdlet">The cmdlet, in whose caller's scope variables are.</param>
    /// <param name="script">The script block.</param>
    /// <param name="records">The dtype of what is in $_.</param>
    /// <param name="dtype">The dtype of what is assigned to.</param>
    /// <param name="axes">The axes that each element has there, of a field that is a sub-array.</param>
    /// <exception cref="ArgumentException">The records have no such field, or a value for all can't be assigned.</exception>
    internal ComputedValue(PSCmdlet cmdlet, ScriptBlock script, DType records, DType dtype, long[] axes)
    {
        (_dtype, _axes) = (dtype, axes);
        Constants constants = new(cmdlet, script);
        Notation.CheckValue(cmdlet, script, records);
        // What runs when a block can't be computed, too.
        _script = constants.WithoutUsing();
        try
        {
            ConditionCompiler compiler = new(records, constants);
            compiler.RequireFields((ScriptBlockAst)script.Ast);
            RequireSame(script.Ast);
            Term term = compiler.CompileTerm((ScriptBlockAst)script.Ast);
            _values = term is Constant { Value: var value } ? Same(value) : WithAxes(AssignedValues.Of(term, dtype, compiler));
            _guards = compiler.Guards;
        }
        catch (NotCompiledException exception)
        {
            Reason = exception.Message;
        }
    }

    /// <summary>Why the script block runs for each element; null if it was compiled.</summary>
    internal string? Reason { get; }

    /// <summary>Whether the values of some elements can be computed, without the script block.</summary>
    internal bool Holds(NDArray records) => _values is not null && records.Lazy() is var lazy && _guards.All(holds => holds(lazy));

    /// <summary>The values of some elements for which <see cref="Holds"/>: a lazy array, or one value for all.</summary>
    internal NDArray Compute(NDArray records)
    {
        NDArray values = _values!(records.Lazy());
        // What is one for all was counted when it was cast.
        Unfit += AssignedValues.CountUnfit(values, _dtype);
        return values;
    }

    /// <summary>Whether all values can be computed, whatever the elements are.</summary>
    internal bool IsComputed => _values is not null && _guards.Count == 0;

    /// <summary>How many of the script block's values so far are cut, as the dtype doesn't hold them.</summary>
    internal long Unfit { get; private set; }

    /// <summary>Runs the script block for each element. What is an error in it ends it.</summary>
    /// <param name="records">The elements.</param>
    /// <param name="first">The number of those before.</param>
    /// <exception cref="ArgumentException">What it gives for one can't be assigned.</exception>
    internal NDArray Ask(NDArray records, long first)
    {
        NDArray values = NDArray.Zeros([records.Size, .. _axes], _dtype);
        long position = 0;
        Condition.ForEach(_script, records, results =>
        {
            Put(values, position, Result(results), first + position);
            position++;
        }, first, new PSVariable("ErrorActionPreference", ActionPreference.Stop));
        return values.Reshape([.. records.Shape, .. _axes]);
    }

    // A condition takes a method for one that has the same result each time, as [datetime]::new has. Of values, [guid]::NewGuid() and
    // $random.Next() are more usual.
    private static void RequireSame(Ast script)
    {
        if (script.Find(
            static node => node is InvokeMemberExpressionAst call && Constants.IsOfNoRecord(call)
                && !(call.Expression is TypeExpressionAst { TypeName: var type } && type.GetReflectionType() == typeof(Math)),
            searchNestedScriptBlocks: false) is { } call)
        {
            throw new NotCompiledException(
                $"'{Constants.Line(call)}' may have another result each time; if it hasn't, assign it to a variable before, and use that");
        }
    }

    private Func<NDArray, NDArray> Same(object? value)
    {
        NDArray one = NDArray.Zeros([1, .. _axes], _dtype);
        Put(one, 0, value, 0, isForAll: true);
        return records => one.Reshape([.. Enumerable.Repeat(1L, records.NDim), .. _axes]);
    }

    // All items of a list get the value.
    private Func<NDArray, NDArray> WithAxes(Func<NDArray, NDArray> values)
        => _axes.Length == 0 ? values
            : records => values(records).Reshape([.. records.Shape, .. Enumerable.Repeat(1L, _axes.Length)]);

    private void Put(NDArray values, long position, object? value, long number, bool isForAll = false)
    {
        if (_dtype.IsRecord && PipelineElements.Bare(value) is string or ValueType)
        {
            throw Errors.ValueOfRecord(Constants.Line(_script.Ast), _dtype);
        }
        try
        {
            object? cast = AssignedValues.Cast(value, _dtype);
            bool isUnfit = cast is NDArray one && AssignedValues.IsUnfit(one, _dtype);
            Unfit += isUnfit ? 1 : 0;
            // One value for all is the same error as without the braces.
            values.SetItem([position], isUnfit && isForAll ? PipelineElements.Bare(value) : cast);
        }
        catch (Exception error) when (error is ArgumentException or FormatException or InvalidCastException or OverflowException)
        {
            throw Errors.WithHint(error, FormattableString.Invariant($"{Constants.Line(_script.Ast)} gives it for element {number}, ")
                + "and nothing was changed");
        }
    }

    // Several outputs are a list; PowerShell takes the bytes of raw data apart.
    private static object? Result(Collection<PSObject> results) => results.Count switch
    {
        0 => null,
        1 => results[0],
        _ when results.All(static result => result?.BaseObject is byte)
            => results.Select(static result => (byte)result.BaseObject).ToArray(),
        _ => results.Cast<object?>().ToArray(),
    };
}
