using System.Management.Automation.Language;

namespace MemMap.Questions;

// Statements: assignments to variables, and if.
internal sealed partial class ConditionCompiler
{
    // Variables that keep what they are, and those of PowerShell itself.
    private static readonly string[] Kept = ["null", "true", "false", "Matches", "args", "input", "this"];

    // What the script block assigns to variables before its last statement.
    private readonly Dictionary<string, Term> _locals = new(StringComparer.OrdinalIgnoreCase);

    private Term BodyOf(ScriptBlockAst script)
    {
        RequireFields(script);
        if (script is not
            {
                ParamBlock: null, BeginBlock: null, ProcessBlock: null, DynamicParamBlock: null,
                EndBlock: { Traps: null, Statements: { Count: > 0 } statements },
            })
        {
            throw new NotCompiledException("it is more than one expression");
        }
        foreach (StatementAst statement in statements.SkipLast(1))
        {
            // A variable of its own stands for what is assigned to it.
            _locals[NameOf(statement)] = TermOf(Inner(((AssignmentStatementAst)statement).Right));
        }
        return StatementOf(statements[^1]);
    }

    private static string NameOf(StatementAst statement)
        => statement is AssignmentStatementAst
        {
            Operator: TokenKind.Equals,
            Left: VariableExpressionAst { VariablePath: { IsUnqualified: true, UserPath: var name } } variable,
        } && !Constants.IsRecord(variable) && !Kept.Contains(name, StringComparer.OrdinalIgnoreCase) ? name
            : throw new NotCompiledException("it is more than one expression");

    private Term StatementOf(StatementAst statement) => statement switch
    {
        ReturnStatementAst { Pipeline: { } returned } => TermOf(Inner(returned)),
        IfStatementAst { Clauses: var clauses, ElseClause: var other } => ChosenOf([.. clauses], other),
        _ => TermOf(Inner(statement)),
    };

    private Term BlockOf(StatementBlockAst? block) => block switch
    {
        null => new Constant(null),
        { Traps: null, Statements: [var statement] } => StatementOf(statement),
        _ => throw new NotCompiledException("a block of if is more than one expression"),
    };

    private Choice ChosenOf(Tuple<PipelineBaseAst, StatementBlockAst>[] clauses, StatementBlockAst? other)
        => ChosenOf(
            TruthOf(Inner(clauses[0].Item1)), () => BlockOf(clauses[0].Item2),
            () => clauses.Length > 1 ? ChosenOf(clauses[1..], other) : BlockOf(other));

    private Choice ChosenOf(Truth condition, Func<Term> then, Func<Term> other)
        => new(condition, Within(condition, true, then), Within(condition, false, other));

    private bool NamesLocal(ExpressionAst expression)
        => _locals.Count > 0 && expression.Find(
            node => node is VariableExpressionAst { VariablePath.UserPath: var name } && _locals.ContainsKey(name), true) is not null;

    /// <summary>Compiles what is computed of some records only, so that no other record has to fulfil its guards.</summary>
    /// <param name="condition">A condition.</param>
    /// <param name="holds">Whether those are meant for which it holds, or the others.</param>
    /// <param name="compile">Compiles it.</param>
    internal T Within<T>(Truth condition, bool holds, Func<T> compile)
    {
        int first = _guards.Count;
        T result = compile();
        for (int i = first; i < _guards.Count; i++)
        {
            Func<NDArray, bool> guard = _guards[i];
            _guards[i] = records => guard(records) || (Chosen(records) is var chosen && (chosen.Size == 0 || guard(chosen)));
        }
        return result;

        NDArray Chosen(NDArray records)
        {
            NDArray mask = condition.Of(records);
            return (NDArray)records.GetItem([holds ? mask : mask.LogicalNot()])!;
        }
    }
}
