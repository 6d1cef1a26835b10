using System.Management.Automation.Language;
using MemMap.DataTypes;

namespace MemMap.Questions;

/// <summary>Comparisons of dates and spans of time with a constant.</summary>
internal static class TimeComparison
{
    /// <summary>A comparison of dates or spans of time with a constant; null if it has no counterpart.</summary>
    internal static Truth? Of(Element element, Relation relation, object? value, ConditionCompiler compiler)
    {
        DType dtype = element.DType;
        bool isTime = dtype is { Traits.IsTime: true, Meaning: null };
        if (element.Map is not null || !(isTime || dtype.Meaning is DateMeaning) || value is null
            || Threshold.OfTime(dtype, value) is not { } threshold)
        {
            return null;
        }
        TimeUnit unit = (dtype.Meaning as DateMeaning)?.Unit.Unit ?? dtype.Unit!.Value;
        if (unit.Base > TimeBase.Microsecond)
        {
            return Fine(element, relation, value, threshold, compiler);
        }
        threshold = isTime ? threshold with { Value = NDArray.Array(threshold.Value, dtype.AsNative()) } : threshold;
        return WithNull(element, relation, threshold.Compare(element, relation));
    }

    // What is finer than a tick is left out of the dates that PowerShell sees, so each tick stands for many elements.
    private static Truth? Fine(
        Element element, Relation relation, object value, Threshold here, ConditionCompiler compiler)
    {
        object? after = here.Value is DateTime date && date < DateTime.MaxValue ? date.AddTicks(1)
            : here.Value is TimeSpan span && span < TimeSpan.MaxValue ? span + TimeSpan.FromTicks(1) : null;
        if (here.Sign != 0 || after is null || Threshold.OfTime(element.DType, after) is not { Sign: 0 })
        {
            return Comparison.ByValue(element, ValueTest.WithRight(TokenOf(relation), typeof(object), value), compiler);
        }
        object from = Exactly(here.Value), to = Exactly(after);
        return WithNull(element, relation, new(records =>
        {
            NDArray times = element.View(records);
            return relation switch
            {
                Relation.Lt => times.Lt(from),
                Relation.Le => times.Lt(to),
                Relation.Eq => times.Ge(from).And(times.Lt(to)),
                Relation.Ne => times.Ge(from).And(times.Lt(to)).LogicalNot(),
                Relation.Ge => times.Ge(from),
                _ => times.Ge(to),
            };
        }));

        object Exactly(object time) => element.DType.Meaning is null ? NDArray.Array(time, element.DType.AsNative()) : time;
    }

    // NaT is $null to PowerShell, which is less than any date.
    private static Truth WithNull(Element element, Relation relation, Truth truth)
        => element.DType.Meaning is null && relation is Relation.Lt or Relation.Le
            ? new(records => truth.Of(records).Or(element.View(records).IsNaT())) : truth;

    private static TokenKind TokenOf(Relation relation) => relation switch
    {
        Relation.Lt => TokenKind.Ilt,
        Relation.Le => TokenKind.Ile,
        Relation.Eq => TokenKind.Ieq,
        Relation.Ne => TokenKind.Ine,
        Relation.Ge => TokenKind.Ige,
        _ => TokenKind.Igt,
    };
}
