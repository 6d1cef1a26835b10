using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Language;
using MemMap.Compute;
using MemMap.Output;

namespace MemMap.Questions;

/// <summary>
/// A question to records, such as <c>{ $_.price -gt 20 -and $_.kind -eq 'warn' }</c>. Its syntax tree becomes operations on arrays, which
/// have the results that PowerShell's operators have. What can't be compiled runs as a script block for each record.
/// </summary>
internal sealed class Condition
{
    private readonly ScriptBlock _script;
    private readonly Truth? _truth;
    private readonly IReadOnlyList<Func<NDArray, bool>> _guards = [];

    private Condition(ScriptBlock script, string reason) => (_script, Reason) = (script, reason);

    private Condition(ScriptBlock script, Truth truth, IReadOnlyList<Func<NDArray, bool>> guards)
        => (_script, _truth, _guards) = (script, truth, guards);

    /// <summary>Why the script block runs for each record; null if it was compiled.</summary>
    internal string? Reason { get; }

    /// <summary>Compiles a condition.</summary>
    /// <param name="cmdlet">The cmdlet, in whose caller's scope variables are.</param>
    /// <param name="script">The condition.</param>
    /// <param name="dtype">The dtype of the records.</param>
    /// <param name="isElsewhere">Whether other hosts ask it.</param>
    /// <exception cref="ArgumentException">The records have no such field, or a name stands for nothing.</exception>
    internal static Condition Of(PSCmdlet cmdlet, ScriptBlock script, DType dtype, bool isElsewhere)
    {
        Constants constants = new(cmdlet, script);
        Notation.Check(cmdlet, script, dtype, isElsewhere);
        try
        {
            ConditionCompiler compiler = new(dtype, constants);
            Truth truth = compiler.Compile((ScriptBlockAst)script.Ast);
            return new(script, truth, compiler.Guards);
        }
        catch (NotCompiledException exception)
        {
            return new(constants.WithoutUsing(), exception.Message);
        }
    }

    /// <summary>The filter of an array by this condition.</summary>
    internal RowFilter FilterOf(NDArray array) => array.FilterBy(_truth is null ? null : Test, Ask);

    /// <summary>The filter of an array by this condition, for work that can't be done on several threads everywhere.</summary>
    /// <param name="array">The array.</param>
    /// <param name="holds">Whether the work on some records may be done on any thread; null if never.</param>
    internal RowFilter FilterOf(NDArray array, Func<NDArray, bool>? holds)
        => array.FilterBy(
            _truth is null || holds is null ? null : records => holds(records) ? Test(records) : null,
            records => (_truth is null ? null : Test(records)) ?? Ask(records));

    /// <summary>The elements of an array for which this condition holds, as a mask of its shape.</summary>
    internal NDArray MaskOf(NDArray array) => new(FilterOf(array).Mask().Reshape(array.Shape));

    private NDArray? Test(NDArray records) => _guards.All(holds => holds(records)) ? _truth!.Of(records) : null;

    /// <summary>Runs the script block for each record.</summary>
    private NDArray Ask(NDArray records)
    {
        byte[] truth = new byte[records.Size];
        int position = 0;
        ForEach(_script, records, results => truth[position++] = IsTrue(results) ? (byte)1 : (byte)0);
        return NDArray.FromBytes(truth, records.Shape, DType.Bool);
    }

    /// <summary>Whether a value counts as true, as for -and and Where-Object: of a BigInteger, IsTrue gives another answer.</summary>
    internal static bool IsTrue(object? value) => LanguagePrimitives.ConvertTo<bool>(value);

    private static bool IsTrue(Collection<PSObject> results)
        => results.Count == 1 ? IsTrue(results[0]) : LanguagePrimitives.IsTrue(results);

    /// <summary>Runs a script block for each record, in which that is <c>$_</c>.</summary>
    /// <param name="script">The script block.</param>
    /// <param name="records">The records.</param>
    /// <param name="work">Gets what the script block gives for one.</param>
    /// <param name="first">The number of the first record, for errors; null if it isn't known.</param>
    /// <param name="variables">Other variables of the script block.</param>
    /// <exception cref="InvalidOperationException">The script block fails for a record.</exception>
    internal static void ForEach(
        ScriptBlock script, NDArray records, Action<Collection<PSObject>> work, long? first = null, params PSVariable[] variables)
    {
        ElementReader reader = new(records.Ref);
        long? number = first;
        for (var block = reader.Read(); block.Count > 0; block = reader.Read())
        {
            foreach (object? value in block)
            {
                work(Run(script, number++, [new PSVariable("_", value), .. variables]));
            }
        }
    }

    /// <summary>Runs a script block, with an error that names it where the engine's would stand alone.</summary>
    /// <param name="script">The script block.</param>
    /// <param name="number">The number of the record; null if it isn't known.</param>
    /// <param name="variables">Its variables.</param>
    internal static Collection<PSObject> Run(ScriptBlock script, long? number, List<PSVariable> variables)
    {
        try
        {
            return script.InvokeWithContext((Dictionary<string, ScriptBlock>?)null, variables);
        }
        catch (RuntimeException exception) when (Errors.IsOfEngine(exception))
        {
            throw Errors.ScriptFailed(Constants.Line(script.Ast), number, exception);
        }
    }
}
