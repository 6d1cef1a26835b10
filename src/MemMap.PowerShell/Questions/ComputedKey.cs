using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Language;
using MemMap.Compute;
using MemMap.Output;
using MemMap.Parameters;

namespace MemMap.Questions;

/// <summary>
/// A key of groups that a script block gives for each record, such as <c>{ $_.time.Hour }</c>. It is compiled as a condition is, or runs
/// for each record. Its values may be of any type, so the keys of the groups are their numbers.
/// </summary>
internal sealed class ComputedKey
{
    private const long ExactIntegers = 1L << 53;

    private readonly string _text;
    private readonly int _limit;
    private readonly ScriptBlock _script;
    private readonly Func<NDArray, NDArray>? _codes;
    private readonly IReadOnlyList<Func<NDArray, bool>> _guards = [];
    private readonly Dictionary<GroupValues, int> _numbers = [];
    private readonly List<object?> _values = [];

    /// <param name="cmdlet">The cmdlet, in whose caller's scope variables are.</param>
    /// <param name="key">The name and the script block.</param>
    /// <param name="dtype">The dtype of the records.</param>
    /// <param name="limit">The largest number of values.</param>
    /// <exception cref="ArgumentException">The records have no such field.</exception>
    internal ComputedKey(PSCmdlet cmdlet, GroupKey key, DType dtype, int limit)
    {
        ScriptBlock script = key.Script!;
        (_text, _limit) = (Constants.Line(script.Ast), limit);
        Source = new(key.Name, DType.Int32, CodesOf, ValueOf);
        Constants constants = new(cmdlet, script);
        Notation.Check(cmdlet, script, dtype);
        // What runs when a block can't be computed, too.
        _script = constants.WithoutUsing();
        try
        {
            ConditionCompiler compiler = new(dtype, constants);
            Term term = compiler.CompileValue((ScriptBlockAst)script.Ast);
            if (term is Element { Map: null, IsSingle: true } field)
            {
                Source = new(key.Name, field.DType, rows => field.View(new NDArray(rows)).Ref);
                return;
            }
            _codes = CodesOf(term, compiler);
            _guards = compiler.Guards;
        }
        catch (NotCompiledException exception)
        {
            Reason = exception.Message;
        }
    }

    /// <summary>The keys, for a measure by groups.</summary>
    internal GroupKeySource Source { get; }

    /// <summary>Why the script block runs for each record; null if it was compiled.</summary>
    internal string? Reason { get; }

    /// <summary>Whether the keys of some records can be computed, without the script block.</summary>
    internal bool Holds(NDArray records) => Reason is null && _guards.All(holds => holds(records));

    private Func<NDArray, NDArray> CodesOf(Term term, ConditionCompiler compiler)
    {
        switch (term)
        {
            case Truth truth:
                return Mapped(truth.Of, static value => value);
            case Number number:
                return Mapped(number.Of, value => Value(value, number));
            case Choice choice when AreFew(choice):
                return Choices.Values(choice, compiler, part => CodesOf(part, compiler)).Either;
            case Constant { Value: var value }:
                NDArray code = NDArray.Array(NumberOf(value), DType.Int32);
                return _ => code;
            case Choice:
                throw new NotCompiledException("the values of if are the same for all records, or it is computed for each");
            case Span span:
                return Mapped(span.Ticks, static value => new TimeSpan((long)value!));
            case Element { Part: { } part }:
                compiler.Guard(part.HoldsWithNone);
                return Mapped(part.Numbers, value => part.Value((long)value!));
            case Element { IsSingle: true } element:
                Func<object?, object?> map = element.Map ?? (static value => value);
                ValueMap.Try(element, value => _ = NumberOf(map(value)));
                _numbers.Clear();
                _values.Clear();
                return Mapped(element.View, map);
            default:
                throw new NotCompiledException("it gives a list or a record");
        }
    }

    // Values of records for which the other one is taken would count as groups.
    private static bool AreFew(Term term)
        => term is Constant or Truth || (term is Choice { Then: var then, Else: var other } && AreFew(then) && AreFew(other));

    private Func<NDArray, NDArray> Mapped(Func<NDArray, NDArray> elements, Func<object?, object?> value)
    {
        ElementMap<int> map = new("group", DType.Int32, element => NumberOf(value(element)));
        return records => elements(records).Mapped(map);
    }

    private ArrayRef CodesOf(ArrayRef rows)
    {
        NDArray records = new(rows);
        return (_codes is not null && Holds(records) ? _codes(records) : Asked(records)).Ref;
    }

    /// <summary>Runs the script block for each record.</summary>
    private NDArray Asked(NDArray records)
    {
        int[] numbers = new int[records.Size];
        int position = 0;
        Condition.ForEach(_script, records, results => numbers[position++] = NumberOf(results.Count switch
        {
            0 => null,
            1 => Checked(PipelineElements.Bare(results[0])),
            _ => throw Errors.NotAGroupValue(_text, null),
        }));
        return NDArray.Array(numbers).Reshape(records.Shape);
    }

    private object? Checked(object? value)
        => (value is null or string or ValueType or byte[]) ? value : throw Errors.NotAGroupValue(_text, value);

    /// <summary>The number of a value; a new one gets the next number. It may be called on several threads.</summary>
    private int NumberOf(object? value)
    {
        GroupValues key = new([PipelineElements.Bare(value)]);
        lock (_numbers)
        {
            if (!_numbers.TryGetValue(key, out int number))
            {
                if (_values.Count == _limit)
                {
                    throw Error.TooManyGroups(_limit);
                }
                number = _values.Count;
                _numbers[key] = number;
                _values.Add(PipelineElements.Bare(value));
            }
            return number;
        }
    }

    private object? ValueOf(object? number) => _values[(int)number!];

    private static object? Value(object? value, Number number)
        => number.Type == typeof(float) ? (float)(double)value! + 0f
            : number.Type is { } type ? Convert.ChangeType(value, type, CultureInfo.InvariantCulture)
            : Plain(value, number.IsInteger);

    // PowerShell's integers are int where they fit; arrays compute them in 64 bits.
    private static object? Plain(object? value, bool isInteger) => value switch
    {
        double number when isInteger && double.IsInteger(number) && Math.Abs(number) < ExactIntegers => Plain((long)number, isInteger),
        double number => number + 0.0,
        long number and >= int.MinValue and <= int.MaxValue => (int)number,
        ulong number and <= int.MaxValue => (int)number,
        _ => value,
    };
}
