using System.Management.Automation.Language;

namespace MemMap.Questions;

/// <summary>One of two terms for each record, as <c>if</c> and <c>? :</c> give it. What has two terms is done to both.</summary>
/// <param name="Condition">Whether the first one is taken.</param>
/// <param name="Then">The term where the condition holds.</param>
/// <param name="Else">The other term.</param>
internal sealed record Choice(Truth Condition, Term Then, Term Else) : Term;

/// <summary>What is done to choices.</summary>
internal static class Choices
{
    /// <summary>The condition and the two values of <c>condition ? x : y</c>; null for other expressions.</summary>
    internal static (ExpressionAst Condition, ExpressionAst Then, ExpressionAst Else)? Ternary(ExpressionAst expression)
    {
        // The assembly that PowerShell gives to compile against has no type for it.
        return expression.GetType().Name == "TernaryExpressionAst" ? (Part("Condition"), Part("IfTrue"), Part("IfFalse")) : null;

        ExpressionAst Part(string name) => (ExpressionAst)expression.GetType().GetProperty(name)!.GetValue(expression)!;
    }

    /// <summary>What becomes of some terms: of a choice among them, for each of its terms; null if one has no counterpart.</summary>
    internal static Term? Each(ConditionCompiler compiler, Term[] terms, Func<Term[], Term?> of)
    {
        int place = Array.FindIndex(terms, static term => term is Choice);
        if (place < 0)
        {
            return of(terms);
        }
        Choice choice = (Choice)terms[place];
        return With(choice.Then, true) is { } then && With(choice.Else, false) is { } other
            ? new Choice(choice.Condition, then, other) : null;

        Term? With(Term term, bool holds)
            => compiler.Within(choice.Condition, holds, () => Each(compiler, [.. terms[..place], term, .. terms[(place + 1)..]], of));
    }

    /// <summary>The values of a choice, of those of its terms.</summary>
    /// <param name="choice">The choice.</param>
    /// <param name="compiler">The compiler.</param>
    /// <param name="of">The values of a term.</param>
    internal static (Func<NDArray, NDArray> Then, Func<NDArray, NDArray> Else, Func<NDArray, NDArray> Either) Values(
        Choice choice, ConditionCompiler compiler, Func<Term, Func<NDArray, NDArray>> of)
    {
        Func<NDArray, NDArray> then = compiler.Within(choice.Condition, true, () => of(choice.Then)),
            other = compiler.Within(choice.Condition, false, () => of(choice.Else));
        return (then, other, records => NDArray.Where(choice.Condition.Of(records), then(records), other(records)));
    }
}
