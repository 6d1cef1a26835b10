using System.Collections.Frozen;

namespace MemMap.Compute;

// The element-wise operations. A new one is a small class and a line here.
internal static partial class Operations
{
    internal static readonly BinaryOperation
        Add = new Add(),
        Subtract = new Subtract(),
        Multiply = new Multiply(),
        Divide = new Divide(),
        FloorDivide = new FloorDivide(),
        Remainder = new Remainder(),
        Fmod = new Fmod(),
        Power = new Power(),
        SmallerOf = new SmallerOf(),
        LargerOf = new LargerOf(),
        SmallerNumberOf = new SmallerNumberOf(),
        LargerNumberOf = new LargerNumberOf(),
        Arctan2 = new Arctan2(),
        Hypot = new Hypot(),
        And = new BitwiseAnd(),
        Or = new BitwiseOr(),
        Xor = new BitwiseXor(),
        LeftShift = new LeftShift(),
        RightShift = new RightShift(),
        LogicalAnd = new LogicalAnd(),
        LogicalOr = new LogicalOr(),
        LogicalXor = new LogicalXor(),
        Lt = new Comparison<Less>("less"),
        Le = new Comparison<LessOrEqual>("less_equal"),
        Eq = new Comparison<Equal>("equal"),
        Ne = new Comparison<NotEqual>("not_equal"),
        Ge = new Comparison<GreaterOrEqual>("greater_equal"),
        Gt = new Comparison<Greater>("greater");

    internal static readonly UnaryOperation
        Negative = new Negative(),
        Absolute = new Absolute(),
        Sign = new Sign(),
        Square = new Square(),
        Reciprocal = new Reciprocal(),
        Conjugate = new Conjugate(),
        Invert = new Invert(),
        LogicalNot = new LogicalNot(),
        Sqrt = new Sqrt(),
        Cbrt = new Cbrt(),
        Exp = new Exp(),
        Exp2 = new Exp2(),
        Expm1 = new Expm1(),
        Log = new Log(),
        Log2 = new Log2(),
        Log10 = new Log10(),
        Log1p = new Log1p(),
        Degrees = new Degrees(),
        Radians = new Radians(),
        Sin = new Sin(),
        Cos = new Cos(),
        Tan = new Tan(),
        Arcsin = new Arcsin(),
        Arccos = new Arccos(),
        Arctan = new Arctan(),
        Sinh = new Sinh(),
        Cosh = new Cosh(),
        Tanh = new Tanh(),
        Arcsinh = new Arcsinh(),
        Arccosh = new Arccosh(),
        Arctanh = new Arctanh(),
        Floor = new Floor(),
        Ceiling = new Ceiling(),
        Truncate = new Truncate(),
        Rint = new Rint(),
        SignBit = new SignBit(),
        IsNaN = new FloatTest<NaNTest>("isnan", ofInteger: false),
        IsInf = new FloatTest<InfinityTest>("isinf", ofInteger: false),
        IsFinite = new FloatTest<FiniteTest>("isfinite", ofInteger: true),
        IsNaT = new NotATimeTest();

    private static readonly FrozenDictionary<string, BinaryOperation> Named = new Dictionary<string, BinaryOperation>
    {
        ["Add"] = Add,
        ["Subtract"] = Subtract,
        ["Multiply"] = Multiply,
        ["Divide"] = Divide,
        ["FloorDivide"] = FloorDivide,
        ["Remainder"] = Remainder,
        ["Fmod"] = Fmod,
        ["Power"] = Power,
        ["Minimum"] = SmallerOf,
        ["Maximum"] = LargerOf,
        ["Fmin"] = SmallerNumberOf,
        ["Fmax"] = LargerNumberOf,
        ["And"] = And,
        ["Or"] = Or,
        ["Xor"] = Xor,
        ["LeftShift"] = LeftShift,
        ["RightShift"] = RightShift,
        ["LogicalAnd"] = LogicalAnd,
        ["LogicalOr"] = LogicalOr,
        ["LogicalXor"] = LogicalXor,
        ["Arctan2"] = Arctan2,
        ["Hypot"] = Hypot,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>The comparison that a relation stands for.</summary>
    /// <exception cref="ArgumentException">It is none of the six.</exception>
    internal static BinaryOperation Of(Relation relation) => relation switch
    {
        Relation.Lt => Lt,
        Relation.Le => Le,
        Relation.Eq => Eq,
        Relation.Ne => Ne,
        Relation.Ge => Ge,
        Relation.Gt => Gt,
        _ => throw Error.UnknownOperation(relation.ToString(), Enum.GetNames<Relation>()),
    };

    /// <summary>The names that <see cref="ByName"/> knows, in alphabetical order.</summary>
    internal static IReadOnlyList<string> Names { get; } = [.. Named.Keys.Order(StringComparer.Ordinal)];

    /// <summary>The operation that works in place under a name such as <c>Add</c>, in any case.</summary>
    /// <exception cref="ArgumentException">There is none; the message lists those that there are.</exception>
    internal static BinaryOperation ByName(string name)
        => Named.TryGetValue(name, out BinaryOperation? operation) ? operation : throw Error.UnknownOperation(name, Names);
}
