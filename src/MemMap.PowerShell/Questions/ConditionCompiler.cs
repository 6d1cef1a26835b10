using System.Collections;
using System.Globalization;
using System.Management.Automation.Language;

namespace MemMap.Questions;

/// <summary>
/// Makes operations on arrays of a condition's syntax tree. Only public methods and operators of arrays are used. What can't be compiled
/// is a <see cref="NotCompiledException"/>.
/// </summary>
internal sealed partial class ConditionCompiler(DType dtype, Constants constants)
{
    // Members that PowerShell gives to every object, besides the fields.
    private static readonly string[] ObjectMembers
        = ["PSObject", "PSTypeNames", "PSBase", "PSAdapted", "PSExtended", "Count", "Length"];

    private static readonly Func<NDArray, NDArray> Whole = static array => array;

    private readonly List<Func<NDArray, bool>> _guards = [];

    /// <summary>What must hold for a block of records, so that the operations have PowerShell's results.</summary>
    internal IReadOnlyList<Func<NDArray, bool>> Guards => _guards;

    /// <summary>Compiles a condition.</summary>
    /// <exception cref="NotCompiledException">It can't be compiled.</exception>
    /// <exception cref="ArgumentException">The records have no such field.</exception>
    internal Truth Compile(ScriptBlockAst script) => Comparison.TruthOf(BodyOf(script), script, this);

    /// <summary>Compiles an expression that gives a value for each record.</summary>
    /// <exception cref="NotCompiledException">It can't be compiled.</exception>
    /// <exception cref="ArgumentException">The records have no such field.</exception>
    internal Term CompileValue(ScriptBlockAst script)
        => CompileTerm(script) is var term and not Constant ? term
            : throw new NotCompiledException($"'{Constants.Line(script)}' is the same for all records");

    /// <summary>Compiles an expression that gives a value for each record, or one for all.</summary>
    /// <exception cref="NotCompiledException">It can't be compiled.</exception>
    /// <exception cref="ArgumentException">The records have no such field.</exception>
    internal Term CompileTerm(ScriptBlockAst script) => BodyOf(script);

    private Truth TruthOf(ExpressionAst expression) => Comparison.TruthOf(TermOf(expression), expression, this);

    private static ExpressionAst Inner(StatementAst statement) => statement switch
    {
        // What runs in the background ends with a sign that belongs to no command.
        PipelineAst { PipelineElements: [CommandExpressionAst command] } when command.Extent.EndOffset == statement.Extent.EndOffset
            => Inner(command),
        CommandExpressionAst { Redirections.Count: 0 } command => command.Expression,
        _ => throw new NotCompiledException("it runs a command or a statement"),
    };

    private Term TermOf(ExpressionAst expression)
        => !NamesLocal(expression) && Constants.IsConstant(expression) ? new Constant(constants.ValueOf(expression))
            : Computed(expression);

    private Term Computed(ExpressionAst expression) => expression switch
    {
        VariableExpressionAst { VariablePath: { IsUnqualified: true, UserPath: var name } }
            when _locals.TryGetValue(name, out Term? local)
            => local,
        ParenExpressionAst paren => TermOf(Inner(paren.Pipeline)),
        VariableExpressionAst variable when Constants.IsRecord(variable) => Itself(),
        InvokeMemberExpressionAst { Static: true } call => Function(call),
        InvokeMemberExpressionAst call => Call(call),
        ConvertExpressionAst convert => Choices.Each(this, [TermOf(convert.Child)], terms => Casts.Of(
            convert.Type.TypeName.GetReflectionType(), terms[0], () => Comparison.TruthOf(terms[0], convert.Child, this), this))
            ?? throw Not(convert),
        MemberExpressionAst member => Member(member),
        IndexExpressionAst index => Looked(index),
        UnaryExpressionAst unary => Unary(unary),
        BinaryExpressionAst binary => Binary(binary),
        _ when Choices.Ternary(expression) is var (condition, then, other)
            => ChosenOf(TruthOf(condition), () => TermOf(then), () => TermOf(other)),
        _ => throw Not(expression),
    };

    private Element Itself()
        => dtype.IsRecord ? throw new NotCompiledException("$_ is a whole record") : new Element(dtype, static array => array, null);

    private Term Member(MemberExpressionAst member)
    {
        if (member.Static || member.Member is not StringConstantExpressionAst { Value: var name })
        {
            throw Not(member);
        }
        if (IsItself(member.Expression) && dtype.IsRecord)
        {
            return FieldOf(dtype, Whole, name, member);
        }
        return TermOf(member.Expression) switch
        {
            Element { Map: null, DType.IsRecord: true } record => FieldOf(record.DType, record.View, name, member),
            Span span => Spans.Part(span, name) ?? throw Not(member),
            Element { IsSingle: true } element => ValueMap.Property(element, name) ?? throw Not(member),
            _ => throw Not(member),
        };
    }

    private Element Call(InvokeMemberExpressionAst call)
    {
        object?[] arguments = [.. (call.Arguments ?? Enumerable.Empty<ExpressionAst>()).Select(
            argument => TermOf(argument) is Constant { Value: var value } ? value : throw Not(call))];
        return call.Member is StringConstantExpressionAst { Value: var name }
            && TermOf(call.Expression) is Element { IsSingle: true } element
            ? ValueMap.Method(element, name, arguments, this) ?? throw Not(call) : throw Not(call);
    }

    // [math]::Floor($_.price)
    private Term Function(InvokeMemberExpressionAst call)
        => call is
        {
            Expression: TypeExpressionAst { TypeName: var type },
            Member: StringConstantExpressionAst { Value: var name },
            Arguments: { } arguments,
        }
            && Choices.Each(this, [.. arguments.Select(TermOf)], terms => FunctionOf(type.GetReflectionType(), name, terms)) is { } result
            ? result : throw Not(call);

    private Term? FunctionOf(Type? type, string name, Term[] arguments)
        => type == typeof(Math) ? Rounding.Function(name, arguments, this) ?? Functions.Of(name, arguments, this)
            : type == typeof(string) && arguments is [Element element] ? ValueMap.Function(element, name) : null;

    // $names[$_.host]: what a table has for a field; $names[[int]$_.host] finds int keys whatever the field's type is.
    private Element Looked(IndexExpressionAst index)
        => TermOf(index.Target) is var target && target is Element { Map: null, DType: { SubType: not null } } list
            ? Item(list, TermOf(index.Index)) ?? throw Not(index)
            : target is not Constant { Value: IDictionary table } ? throw Not(index)
            : TermOf(index.Index) switch
            {
                Element { IsSingle: true } key => ValueMap.Lookup(key, table),
                Number { IsInteger: true, Type: not null } number when index.Index is ConvertExpressionAst => ValueMap.Lookup(
                    new(DType.Float64, number.Of, value => Convert.ChangeType(value, number.Type!, CultureInfo.InvariantCulture)), table),
                _ => throw Not(index),
            };

    // $_.position[0]: PowerShell counts from the end of a list if the index is negative.
    private static Element? Item(Element list, Term index)
        => list.DType is { SubType: { SubType: null, IsRecord: false } item, SubShape: [var length] }
            && index is Constant { Value: int at } && at < length && at >= -length
            ? new(item, records => (NDArray)list.View(records)["...", at]!, null) : null;

    private Term Unary(UnaryExpressionAst unary)
    {
        switch (unary.TokenKind)
        {
            case TokenKind.Not or TokenKind.Exclaim:
                Truth truth = TruthOf(unary.Child);
                return new Truth(records => truth.Of(records).LogicalNot());
            case TokenKind.Bnot:
                return Bits.Not(TermOf(unary.Child)) ?? throw Not(unary);
            case TokenKind.Minus:
                return Choices.Each(this, [TermOf(unary.Child)], terms => Arithmetic.Negative(terms[0], this)) ?? throw Not(unary);
            default:
                throw Not(unary);
        }
    }

    private Term Binary(BinaryExpressionAst binary)
    {
        switch (binary.Operator)
        {
            case TokenKind.And:
                return Both(binary, static (x, y) => x.And(y));
            case TokenKind.Or:
                return Both(binary, static (x, y) => x.Or(y));
            case TokenKind.Xor:
                return Both(binary, static (x, y) => x.Xor(y));
        }
        Term left = TermOf(binary.Left), right = TermOf(binary.Right);
        return Choices.Each(this, [left, right], terms => BinaryOf(binary.Operator, terms[0], terms[1])) ?? throw Not(binary);
    }

    private Term? BinaryOf(TokenKind operation, Term left, Term right) => (operation, left, right) switch
    {
        // The constants of a choice.
        (_, Constant { Value: var x }, Constant { Value: var y }) =>
            ValueTest.WithRight(operation, x?.GetType() ?? typeof(object), y) is { } test ? new Constant(test(x)) : null,
        (TokenKind.Ireplace or TokenKind.Creplace, Element text, Constant { Value: var with })
            => ValueMap.Replaced(text, with, operation == TokenKind.Ireplace),
        _ => (Term?)Comparison.Of(operation, left, right, this) ?? Arithmetic.Of(operation, left, right, this),
    };

    private Truth Both(BinaryExpressionAst binary, Func<NDArray, NDArray, NDArray> join)
    {
        // The right side is computed where the left one doesn't decide.
        Truth left = TruthOf(binary.Left), right = binary.Operator == TokenKind.Xor ? TruthOf(binary.Right)
            : Within(left, binary.Operator == TokenKind.And, () => TruthOf(binary.Right));
        return new(records => join(left.Of(records), right.Of(records)));
    }

    /// <summary>Adds a condition that each block has to fulfil.</summary>
    internal void Guard(Func<NDArray, bool> holds) => _guards.Add(holds);

    /// <summary>The reason that names an expression.</summary>
    private static NotCompiledException Not(Ast node)
        => new($"'{Constants.Line(node)}' has no counterpart in operations on arrays; {Counterparts.Of(node)}");

    private static Element FieldOf(DType dtype, Func<NDArray, NDArray> view, string name, Ast node)
        => Find(dtype, name) is { } field
            ? new(field.DType, array => view(array).Field(field.Name), null) { Name = view == Whole ? field.Name : null }
            : ObjectMembers.Contains(name, StringComparer.OrdinalIgnoreCase) ? throw Not(node)
            : throw Error.NoSuchField(name, dtype);

    private static Field? Find(DType dtype, string name)
        => dtype.Fields!.FirstOrDefault(field => field.Name == name)
            ?? dtype.Fields!.FirstOrDefault(field => field.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    private static bool IsItself(ExpressionAst expression) => expression is VariableExpressionAst variable && Constants.IsRecord(variable);

    /// <summary>A field that isn't there would be $null for every record: it is a typing error, compiled or not.</summary>
    /// <exception cref="ArgumentException">The records have no such field.</exception>
    internal void RequireFields(ScriptBlockAst script)
    {
        foreach (MemberExpressionAst member in script.FindAll(
            node => node is MemberExpressionAst and not InvokeMemberExpressionAst, searchNestedScriptBlocks: false)
            .Cast<MemberExpressionAst>())
        {
            if (dtype.IsRecord && IsItself(member.Expression) && member.Member is StringConstantExpressionAst { Value: var name }
                && Find(dtype, name) is null && !ObjectMembers.Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                throw Error.NoSuchField(name, dtype);
            }
        }
    }
}
