using System.Reflection;

namespace MemMap.Compute;

// The elementwise operations. A new one is a small class and a line here.
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
        Minimum = new Minimum(),
        Maximum = new Maximum(),
        Fmin = new Fmin(),
        Fmax = new Fmax(),
        Arctan2 = new Arctan2(),
        Hypot = new Hypot(),
        CopySign = new CopySign(),
        NextAfter = new NextAfter(),
        LdExp = new LdExp(),
        LogAddExp = new LogAddExp(),
        LogAddExp2 = new LogAddExp2(),
        Gcd = new Gcd(),
        Lcm = new Lcm(),
        BitwiseAnd = new BitwiseAnd(),
        BitwiseOr = new BitwiseOr(),
        BitwiseXor = new BitwiseXor(),
        LeftShift = new LeftShift(),
        RightShift = new RightShift(),
        LogicalAnd = new LogicalAnd(),
        LogicalOr = new LogicalOr(),
        LogicalXor = new LogicalXor(),
        Less = new RelationalOperation<Less>("less"),
        LessEqual = new RelationalOperation<LessEqual>("less_equal"),
        Equal = new RelationalOperation<Equal>("equal"),
        NotEqual = new RelationalOperation<NotEqual>("not_equal"),
        GreaterEqual = new RelationalOperation<GreaterEqual>("greater_equal"),
        Greater = new RelationalOperation<Greater>("greater");

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
        Ceil = new Ceil(),
        Trunc = new Trunc(),
        Rint = new Rint(),
        ModF = new ModF(),
        FrExp = new FrExp(),
        FrExpExponent = new FrExpExponent(),
        SignBit = new SignBit(),
        IsNaN = new FloatTest<IsNaN>("isnan", ofInteger: false),
        IsInf = new FloatTest<IsInf>("isinf", ofInteger: false),
        IsFinite = new FloatTest<IsFinite>("isfinite", ofInteger: true),
        IsNaT = new IsNaT();

    // Made when it is first asked for: most sessions call no operation by its name.
    private static readonly Lazy<Dictionary<string, ElementwiseOperation>> Named = new(static () => new(StringComparer.OrdinalIgnoreCase)
    {
        ["Add"] = Add,
        ["Subtract"] = Subtract,
        ["Multiply"] = Multiply,
        ["Divide"] = Divide,
        ["FloorDivide"] = FloorDivide,
        ["Remainder"] = Remainder,
        ["Fmod"] = Fmod,
        ["Power"] = Power,
        ["Minimum"] = Minimum,
        ["Maximum"] = Maximum,
        ["Fmin"] = Fmin,
        ["Fmax"] = Fmax,
        ["And"] = BitwiseAnd,
        ["Or"] = BitwiseOr,
        ["Xor"] = BitwiseXor,
        ["LeftShift"] = LeftShift,
        ["RightShift"] = RightShift,
        ["LogicalAnd"] = LogicalAnd,
        ["LogicalOr"] = LogicalOr,
        ["LogicalXor"] = LogicalXor,
        ["Arctan2"] = Arctan2,
        ["Hypot"] = Hypot,
        ["CopySign"] = CopySign,
        ["NextAfter"] = NextAfter,
        ["LdExp"] = LdExp,
        ["LogAddExp"] = LogAddExp,
        ["LogAddExp2"] = LogAddExp2,
        ["Gcd"] = Gcd,
        ["Lcm"] = Lcm,
        ["Negative"] = Negative,
        ["Abs"] = Absolute,
        ["Sign"] = Sign,
        ["Square"] = Square,
        ["Reciprocal"] = Reciprocal,
        ["Conjugate"] = Conjugate,
        ["Not"] = Invert,
        ["LogicalNot"] = LogicalNot,
        ["Sqrt"] = Sqrt,
        ["Cbrt"] = Cbrt,
        ["Exp"] = Exp,
        ["Exp2"] = Exp2,
        ["Expm1"] = Expm1,
        ["Log"] = Log,
        ["Log2"] = Log2,
        ["Log10"] = Log10,
        ["Log1p"] = Log1p,
        ["Degrees"] = Degrees,
        ["Radians"] = Radians,
        ["Sin"] = Sin,
        ["Cos"] = Cos,
        ["Tan"] = Tan,
        ["Arcsin"] = Arcsin,
        ["Arccos"] = Arccos,
        ["Arctan"] = Arctan,
        ["Sinh"] = Sinh,
        ["Cosh"] = Cosh,
        ["Tanh"] = Tanh,
        ["Arcsinh"] = Arcsinh,
        ["Arccosh"] = Arccosh,
        ["Arctanh"] = Arctanh,
        ["Floor"] = Floor,
        ["Ceiling"] = Ceil,
        ["Trunc"] = Trunc,
        ["Rint"] = Rint,
    });

    // All of the fields above, so that a new operation needs no further line.
    private static readonly Lazy<Dictionary<string, ElementwiseOperation>> NumpyNamed = new(
        static () => typeof(Operations).GetFields(BindingFlags.Static | BindingFlags.NonPublic)
            .Where(static field => field.FieldType.IsAssignableTo(typeof(ElementwiseOperation)))
            .Select(static field => (ElementwiseOperation)field.GetValue(null)!)
            .DistinctBy(static operation => operation.Name)
            .ToDictionary(static operation => operation.Name));

    /// <summary>The comparison for a relation.</summary>
    /// <exception cref="ArgumentException">The value is none of the six.</exception>
    internal static BinaryOperation Of(Relation relation) => relation switch
    {
        Relation.Lt => Less,
        Relation.Le => LessEqual,
        Relation.Eq => Equal,
        Relation.Ne => NotEqual,
        Relation.Ge => GreaterEqual,
        Relation.Gt => Greater,
        _ => throw Error.UnknownOperation(relation.ToString(), Enum.GetNames<Relation>()),
    };

    /// <summary>The names that <see cref="ByName(string)"/> knows, in alphabetical order.</summary>
    internal static IReadOnlyList<string> Names => [.. Named.Value.Keys.Order(StringComparer.Ordinal)];

    /// <summary>numpy's name of an operation; null for one with a parameter, which isn't the only one of its name.</summary>
    internal static string? NameOf(ElementwiseOperation operation)
        => NumpyNamed.Value.TryGetValue(operation.Name, out ElementwiseOperation? named) && named == operation ? operation.Name : null;

    /// <summary>The operation of numpy's name; null if there is none.</summary>
    internal static ElementwiseOperation? Called(string name) => NumpyNamed.Value.GetValueOrDefault(name);

    /// <summary>The in-place operation of a name such as <c>Add</c>, in any case.</summary>
    /// <exception cref="ArgumentException">There is no such operation; the message lists those that exist.</exception>
    internal static ElementwiseOperation ByName(string name)
        => Named.Value.TryGetValue(name, out ElementwiseOperation? operation) ? operation : throw Error.UnknownOperation(name, Names);

    /// <summary>The in-place operation of a name, which fits what it is given: a value, or none.</summary>
    /// <exception cref="ArgumentException">There is no such operation, or it needs a value, or takes none.</exception>
    internal static ElementwiseOperation ByName(string name, bool hasValue)
        => ByName(name) is var operation && hasValue == operation is BinaryOperation ? operation
            : throw Error.OperationValue(name, !hasValue);
}
