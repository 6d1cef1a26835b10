using System.Dynamic;
using System.Linq.Expressions;
using System.Management.Automation;
using System.Reflection;

namespace MemMap.Output;

/// <summary>
/// The object of a record that was read by its index, whose properties write to the array. An assignment to a name that is no field is an
/// error that tells the fields, as it is of arrays: the engine's says that there is no such property.
/// </summary>
internal class PlacedRecord : PSObject, IDynamicMetaObjectProvider
{
    private protected PlacedRecord(object value) : base(value)
    {
    }

    /// <summary>A record without its properties, which are still to be added.</summary>
    internal PlacedRecord()
    {
    }

    /// <inheritdoc/>
    DynamicMetaObject IDynamicMetaObjectProvider.GetMetaObject(Expression parameter) => new MemberBinding(parameter, this);

    // All but members binds as of any object of the engine.
    private sealed class MemberBinding(Expression expression, PlacedRecord record)
        : DynamicMetaObject(expression, BindingRestrictions.Empty, record)
    {
        private static readonly MethodInfo NoMember
            = typeof(PlacedRecord).GetMethod(nameof(Refuse), BindingFlags.NonPublic | BindingFlags.Static)!;

        public override DynamicMetaObject BindGetMember(GetMemberBinder binder) => OrNoField(binder.FallbackGetMember(this), binder.Name);

        public override DynamicMetaObject BindSetMember(SetMemberBinder binder, DynamicMetaObject value)
            => OrNoField(binder.FallbackSetMember(this, value), binder.Name);

        private DynamicMetaObject OrNoField(DynamicMetaObject usual, string name)
        {
            ParameterExpression exception = Expression.Parameter(typeof(Exception));
            MethodCallExpression refuse = Expression.Call(
                NoMember, Expression.Convert(Expression, typeof(object)), exception, Expression.Constant(name));
            return new(
                Expression.TryCatch(Expression.Convert(usual.Expression, typeof(object)), Expression.Catch(exception, refuse)),
                usual.Restrictions);
        }
    }

    private static object? Refuse(object record, Exception exception, string name)
        => throw (record is PSObject bag && Errors.IsNoMember(exception, bag, name)
            && bag.Properties.OfType<RecordField>().FirstOrDefault() is { Record: var dtype }
                ? Errors.OfExpression(Error.NoSuchField(name, dtype))! : exception);
}
