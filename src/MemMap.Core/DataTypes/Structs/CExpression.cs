namespace MemMap.DataTypes;

/// <summary>
/// An expression of a definition: a constant, or one of a record's fields. It counts in 64 bits, and a result beyond them is an error.
/// </summary>
internal abstract record CExpression
{
    /// <summary>The position in the definition.</summary>
    internal int At { get; init; }

    /// <summary>The levels of the expression. Code that walks it is recursive.</summary>
    internal virtual int Depth => 1;

    /// <summary>The names of fields in the expression.</summary>
    internal virtual IEnumerable<string> Names => [];

    /// <summary>The value.</summary>
    /// <param name="field">The value of a name; of one that is no field, <see langword="null"/>.</param>
    /// <exception cref="OverflowException">A result has more than 64 bits.</exception>
    /// <exception cref="DivideByZeroException">A divisor is 0.</exception>
    /// <exception cref="KeyNotFoundException">A name has no value.</exception>
    internal abstract long Value(Func<string, long?> field);

    /// <summary>The value of an expression without fields.</summary>
    /// <param name="text">The definition, for errors.</param>
    /// <exception cref="FormatException">It has no value.</exception>
    internal long Constant(string text)
    {
        try
        {
            return Value(static _ => null);
        }
        catch (Exception e) when (e is OverflowException or DivideByZeroException)
        {
            throw Error.DefinitionAt(text, At, "the expression has no value of 64 bits");
        }
        catch (KeyNotFoundException e)
        {
            throw Error.Definition(text, At, "a constant", $"'{e.Message}'");
        }
    }

    /// <summary>A number.</summary>
    internal sealed record Number(long Amount) : CExpression
    {
        internal override long Value(Func<string, long?> field) => Amount;
    }

    /// <summary>A field, or the path to one in a field.</summary>
    internal sealed record Name(string Path) : CExpression
    {
        internal override IEnumerable<string> Names => [Path];

        internal override long Value(Func<string, long?> field) => field(Path) ?? throw new KeyNotFoundException(Path);
    }

    /// <summary>An operator with one operand.</summary>
    internal sealed record Unary(string Operator, CExpression Operand) : CExpression
    {
        internal override int Depth { get; } = 1 + Operand.Depth;

        internal override IEnumerable<string> Names => Operand.Names;

        internal override long Value(Func<string, long?> field) => Apply(Operator, Operand.Value(field));

        internal static long Apply(string symbol, long x) => symbol switch
        {
            "-" => checked(-x),
            "~" => ~x,
            "!" => x == 0 ? 1 : 0,
            _ => x,
        };
    }

    /// <summary>An operator with two operands.</summary>
    internal sealed record Binary(string Operator, CExpression Left, CExpression Right) : CExpression
    {
        internal override int Depth { get; } = 1 + Math.Max(Left.Depth, Right.Depth);

        internal override IEnumerable<string> Names => Left.Names.Concat(Right.Names);

        internal override long Value(Func<string, long?> field) => Operator switch
        {
            "&&" => Left.Value(field) != 0 && Right.Value(field) != 0 ? 1 : 0,
            "||" => Left.Value(field) != 0 || Right.Value(field) != 0 ? 1 : 0,
            _ => Apply(Operator, Left.Value(field), Right.Value(field)),
        };

        internal static long Apply(string symbol, long x, long y) => checked(symbol switch
        {
            "+" => x + y,
            "-" => x - y,
            "*" => x * y,
            "/" => x / y,
            "%" => x % y,
            "<<" => Shift(x, y),
            ">>" => x >> (int)Math.Clamp(y, 0, 63),
            "&" => x & y,
            "|" => x | y,
            "^" => x ^ y,
            "==" => x == y ? 1 : 0,
            "!=" => x != y ? 1 : 0,
            "<" => x < y ? 1 : 0,
            ">" => x > y ? 1 : 0,
            "<=" => x <= y ? 1 : 0,
            _ => x >= y ? 1 : 0,
        });

        // 1 << 63 is a flag of 64 bits.
        private static long Shift(long x, long y) => y is >= 0 and < 64 ? x << (int)y : throw new OverflowException();
    }

    /// <summary>One of two values.</summary>
    internal sealed record Choice(CExpression Condition, CExpression Then, CExpression Else) : CExpression
    {
        internal override int Depth { get; } = 1 + Math.Max(Condition.Depth, Math.Max(Then.Depth, Else.Depth));

        internal override IEnumerable<string> Names => Condition.Names.Concat(Then.Names).Concat(Else.Names);

        internal override long Value(Func<string, long?> field) => Condition.Value(field) != 0 ? Then.Value(field) : Else.Value(field);
    }
}
