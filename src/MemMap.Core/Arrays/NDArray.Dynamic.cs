using System.Dynamic;
using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.ExceptionServices;

namespace MemMap;

// PowerShell turns what an indexer throws into $null (outside strict mode), and hands `$m[1..3]` to it one number at a time. For an
// object that binds its own indexing it does neither: an index out of bounds is then an error, and a list a fancy index, as in numpy.
public partial class NDArray : IDynamicMetaObjectProvider
{
    /// <summary>Binds dynamic indexing (PowerShell, C#'s <c>dynamic</c>) to the indexers; everything else binds as usual.</summary>
    /// <param name="parameter">The expression of this object.</param>
    /// <returns>The binding.</returns>
    DynamicMetaObject IDynamicMetaObjectProvider.GetMetaObject(Expression parameter) => new IndexBinding(parameter, this);

    private sealed partial class IndexBinding(Expression expression, NDArray array)
        : DynamicMetaObject(expression, BindingRestrictions.Empty, array)
    {
        private static readonly MethodInfo Get = Method(nameof(DynamicGet)), GetOne = Method(nameof(DynamicGetOne)),
            GetTwo = Method(nameof(DynamicGetTwo)), GetInt = Method(nameof(DynamicGetInt)), GetInts = Method(nameof(DynamicGetInts)),
            Set = Method(nameof(DynamicSet)),
            GetOwn = Method(nameof(DynamicGetOwn)), SetOwn = Method(nameof(DynamicSetOwn)),
            RefuseOwn = Method(nameof(DynamicRefuseOwn)), RefuseOrder = Method(nameof(DynamicRefuseOrder)),
            NoMember = Method(nameof(DynamicNoMember)),
            List = Method(nameof(ToList)), Fail = Method(nameof(DynamicFailure)),
            Complement = Public(nameof(Not)), BitwiseAnd = Public(nameof(And)), BitwiseOr = Public(nameof(Or)),
            BitwiseXor = Public(nameof(Xor)), ShiftLeft = Public(nameof(NDArray.LeftShift)),
            ShiftRight = Public(nameof(NDArray.RightShift)),
            Sum = Static("op_Addition"), Difference = Static("op_Subtraction"), Product = Static("op_Multiply"),
            Quotient = Static("op_Division"), Rest = Static("op_Modulus");

        public override DynamicMetaObject BindGetIndex(GetIndexBinder binder, DynamicMetaObject[] indexes)
            => Bind(indexes switch
            {
                // Without a list of the items, and of integers that are known as such without objects, for what is read one by one.
                [var i] when IsInt(i) => Expression.Call(Array, GetInt, i.Expression),
                [var i, var j] when IsInt(i) && IsInt(j) => Expression.Call(Array, GetInts, i.Expression, j.Expression),
                [var i] => Expression.Call(Array, GetOne, Boxed(i)),
                [var i, var j] => Expression.Call(Array, GetTwo, Boxed(i), Boxed(j)),
                _ => Expression.Call(Array, Get, Items(indexes)),
            });

        public override DynamicMetaObject BindSetIndex(SetIndexBinder binder, DynamicMetaObject[] indexes, DynamicMetaObject value)
            => Bind(Expression.Call(Array, Set, Items(indexes), Boxed(value)));

        // A field of records where there is no member of that name: $r.price is $r['price']. Which fields there are, each array tells anew,
        // as a script line may get arrays of any dtype.
        public override DynamicMetaObject BindGetMember(GetMemberBinder binder)
        {
            DynamicMetaObject usual = binder.FallbackGetMember(this);
            if (IsMember(binder.Name))
            {
                return usual;
            }
            Expression own = Guarded(Expression.Call(Array, GetOwn, Expression.Constant(binder.Name)));
            return new(Expression.Coalesce(own, OrNoField(usual, binder.Name)), ForArrays(usual));
        }

        // $r.price = 3 is $r['price'] = 3, so $r.price += 1 changes the field in place.
        public override DynamicMetaObject BindSetMember(SetMemberBinder binder, DynamicMetaObject value)
        {
            DynamicMetaObject usual = binder.FallbackSetMember(this, value);
            Expression name = Expression.Constant(binder.Name);
            Expression isSet = Guarded(
                IsMember(binder.Name) ? Expression.Call(Array, RefuseOwn, name) : Expression.Call(Array, SetOwn, name, Boxed(value)));
            return new(Expression.Condition(isSet, Boxed(value), OrNoField(usual, binder.Name)), ForArrays(usual));
        }

        // What the host does of a name that is no field. Where that is an error, as of an assignment, it tells the fields.
        private TryExpression OrNoField(DynamicMetaObject usual, string name)
        {
            ParameterExpression exception = Expression.Parameter(typeof(Exception));
            return Expression.TryCatch(
                Expression.Convert(usual.Expression, typeof(object)),
                Expression.Catch(exception, Expression.Call(Array, NoMember, exception, Expression.Constant(name))));
        }

        private bool IsMember(string name)
            => array.GetType().GetMember(name, BindingFlags.Public | BindingFlags.Instance | BindingFlags.IgnoreCase).Length > 0;

        private BindingRestrictions ForArrays(DynamicMetaObject usual)
            => usual.Restrictions.Merge(BindingRestrictions.GetExpressionRestriction(Expression.TypeIs(Expression, typeof(NDArray))));

        // The host would convert the operand to a number first.
        public override DynamicMetaObject BindUnaryOperation(UnaryOperationBinder binder)
            => binder.Operation == ExpressionType.OnesComplement ? Bind(Call(Complement))
                : binder.FallbackUnaryOperation(this);

        public override DynamicMetaObject BindBinaryOperation(BinaryOperationBinder binder, DynamicMetaObject arg)
            => Order(binder.Operation) is { } order
                ? Bind(Expression.Call(Array, RefuseOrder, Expression.Constant(order), Boxed(arg)))
                : Operator(binder.Operation) is { } method ? Bind(Call(method, Boxed(arg)))
                : Arithmetic(binder.Operation) is { } compute ? Bind(Expression.Call(compute, Array, Boxed(arg)))
                : binder.FallbackBinaryOperation(this, arg);

        // The host would look for the overload in each call, which takes several times as long as a small array.
        private static MethodInfo? Arithmetic(ExpressionType operation) => operation switch
        {
            ExpressionType.Add => Sum,
            ExpressionType.Subtract => Difference,
            ExpressionType.Multiply => Product,
            ExpressionType.Divide => Quotient,
            ExpressionType.Modulo => Rest,
            _ => null,
        };

        // PowerShell's operator, whose one answer an array hasn't.
        private static string? Order(ExpressionType operation) => operation switch
        {
            ExpressionType.GreaterThan => "gt",
            ExpressionType.GreaterThanOrEqual => "ge",
            ExpressionType.LessThan => "lt",
            ExpressionType.LessThanOrEqual => "le",
            _ => null,
        };

        private static MethodInfo Static(string name) => typeof(NDArray).GetMethod(name, [typeof(NDArray), typeof(object)])!;

        private static MethodInfo? Operator(ExpressionType operation) => operation switch
        {
            ExpressionType.And => BitwiseAnd,
            ExpressionType.Or => BitwiseOr,
            ExpressionType.ExclusiveOr => BitwiseXor,
            ExpressionType.LeftShift => ShiftLeft,
            ExpressionType.RightShift => ShiftRight,
            _ => null,
        };

        // A cast to a list ([string[]]$m) is of the elements. The host would convert the array as one object.
        public override DynamicMetaObject BindConvert(ConvertBinder binder)
            => binder.Type is { IsSZArray: true } type && type.GetElementType() is { } element && element != typeof(object)
                ? Bind(Expression.Convert(Expression.Call(Array, List, Expression.Constant(element, typeof(Type))), type))
                : binder.FallbackConvert(this);

        private Expression Array => Expression.Convert(Expression, typeof(NDArray));

        private DynamicMetaObject Bind(Expression call)
            => new(Guarded(call), BindingRestrictions.GetExpressionRestriction(Expression.TypeIs(Expression, typeof(NDArray))));

        // No command stands around the call that could say what kind of error an exception is.
        private static TryExpression Guarded(Expression call)
        {
            ParameterExpression exception = Expression.Parameter(typeof(Exception));
            return Expression.TryCatch(
                call, Expression.Catch(exception, Expression.Block(Expression.Call(Fail, exception), Expression.Default(call.Type))));
        }

        private static bool IsInt(DynamicMetaObject value) => value.Expression.Type == typeof(int);

        private static NewArrayExpression Items(DynamicMetaObject[] indexes)
            => Expression.NewArrayInit(typeof(object), indexes.Select(Boxed));

        private static UnaryExpression Boxed(DynamicMetaObject value) => Expression.Convert(value.Expression, typeof(object));

        // The arguments that an operator doesn't have, such as the array for the results, are left out.
        private MethodCallExpression Call(MethodInfo method, params Expression[] arguments)
        {
            IEnumerable<Expression> none = method.GetParameters().Skip(arguments.Length).Select(p => Expression.Default(p.ParameterType));
            return Expression.Call(Array, method, [.. arguments, .. none]);
        }

        private static MethodInfo Public(string name)
            => (MethodInfo)typeof(NDArray).GetMember(name, MemberTypes.Method, BindingFlags.Public | BindingFlags.Instance).Single();

        private static MethodInfo Method(string name) => typeof(NDArray).GetMethod(
            name, BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static)!;
    }

    private static void DynamicFailure(Exception exception)
        => ExceptionDispatchInfo.Throw(HostObjects.Failure(exception) ?? exception);

    private object? DynamicGet(object?[] items) => GetItem(IndexArguments.OfHost(items));

    private object? DynamicGetOne(object? i) => i is int n ? DynamicGetInt(n) : DynamicGet([i]);

    private object? DynamicGetTwo(object? i, object? j) => i is int m && j is int n ? DynamicGetInts(m, n) : DynamicGet([i, j]);

    private object? DynamicGetInt(int i) => NDim == 1 ? ElementAt([i]) : GetItem([i]);

    private object? DynamicGetInts(int i, int j) => NDim == 2 ? ElementAt([i, j]) : GetItem([i, j]);

    // A shell gives every object without a Length one of 1. That of its own lists is the number of elements.
    private object? DynamicGetOwn(string name)
        => FieldOfHost(name) is { } field ? Field(field.Name)
            : name.Equals("Length", StringComparison.OrdinalIgnoreCase) ? Size : null;

    private bool DynamicSetOwn(string name, object? value)
    {
        if (FieldOfHost(name) is not { } field)
        {
            return false;
        }
        SetItem(IndexArguments.OfHost([field.Name]), value);
        return true;
    }

    // A field with the name of a member, which a shell finds first.
    private bool DynamicRefuseOwn(string name) => FieldOfHost(name) is { } field ? throw Error.FieldIsMember(field.Name) : false;

    private object? DynamicNoMember(Exception exception, string name)
    {
        DynamicFailure(DType.IsRecord && HostObjects.IsNoMember(exception, this, name) ? Error.NoSuchField(name, DType) : exception);
        return null;
    }

    // Names of members have no case in a shell.
    private Field? FieldOfHost(string name)
        => DType.FindField(name) ?? DType.Fields?.FirstOrDefault(field => field.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    private object? DynamicRefuseOrder(string relation, object? value)
        => throw Error.NoOrder(relation, Size, OwnField(), HostObjects.Unwrap(value));

    // The field of the records that this array is a view of; null if it is none.
    private string? OwnField()
        => Base?.DType.Fields?.FirstOrDefault(
            field => field.DType == DType && Base.Layout.Offset + field.Offset == Layout.Offset)?.Name;

    private object? DynamicSet(object?[] items, object? value)
    {
        SetItem(IndexArguments.OfHost(items), value);
        return value;
    }
}
