using System.Collections;
using System.Collections.Specialized;
using System.Linq.Expressions;
using System.Management.Automation;
using MemMap.Output;

namespace MemMap;

/// <summary>Tells Core about PowerShell's objects when the module is imported.</summary>
public sealed class ModuleInitializer : IModuleAssemblyInitializer
{
    // Without a number of properties to come, the engine looks each object up in a table of the whole process; PowerShell Standard lacks
    // the constructor that takes one.
    private static readonly Func<int, PSObject> NewBag = MakeNewBag();

    /// <inheritdoc/>
    public void OnImport()
    {
        HostObjects.Unwrap = Unwrap;
        HostObjects.WrapRecord = WrapRecord;
        HostObjects.Warn = Warnings.Say;
        Interruption.Host = RunningPipeline.Token;
    }

    // Lists stay as they are, as they may be long: Core unwraps their elements one by one. What stands for a record is unwrapped whole.
    private static object? Unwrap(object? value) => value switch
    {
        PSObject { BaseObject: PSCustomObject } bag => Record(bag.Properties.Select(property => KeyValuePair.Create(property.Name, (object?)property.Value))),
        PSObject wrapped => Unwrap(wrapped.BaseObject),
        IDictionary fields => Record(fields.Keys.Cast<object>().Select(name => KeyValuePair.Create(name.ToString()!, fields[name]))),
        _ => value,
    };

    private static OrderedDictionary Record(IEnumerable<KeyValuePair<string, object?>> fields)
    {
        OrderedDictionary record = new(StringComparer.OrdinalIgnoreCase);
        foreach ((string name, object? value) in fields)
        {
            record[name] = FieldValue(value);
        }
        return record;
    }

    private static object? FieldValue(object? value)
    {
        object? plain = Unwrap(value);
        return plain is object?[] list ? Array.ConvertAll(list, FieldValue) : plain;
    }

    private static PSObject WrapRecord(IReadOnlyDictionary<string, object?> record)
    {
        PSObject bag = NewBag(record.Count);
        foreach ((string name, object? value) in record)
        {
            // Names within a record are unique, and the engine's checks take longer than all the rest.
            bag.Properties.Add(new PSNoteProperty(name, WrapField(value)), preValidated: true);
        }
        return bag;
    }

    private static Func<int, PSObject> MakeNewBag()
    {
        if (typeof(PSObject).GetConstructor([typeof(int)]) is not { } constructor)
        {
            return _ => new PSObject();
        }
        ParameterExpression capacity = Expression.Parameter(typeof(int));
        return Expression.Lambda<Func<int, PSObject>>(Expression.New(constructor, capacity), capacity).Compile();
    }

    private static object? WrapField(object? value) => value switch
    {
        Record record => WrapRecord(record),
        Array items when items.GetType().GetElementType() == typeof(Record) => WrapItems(items),
        _ => value,
    };

    // A field may be a sub-array of records, of any rank.
    private static Array WrapItems(Array items)
    {
        int[] shape = [.. Enumerable.Range(0, items.Rank).Select(items.GetLength)], index = new int[shape.Length];
        Array wrapped = Array.CreateInstance(typeof(PSObject), shape);
        foreach (Record record in items)
        {
            wrapped.SetValue(WrapRecord(record), index);
            for (int axis = index.Length - 1; axis >= 0 && ++index[axis] == shape[axis]; axis--)
            {
                index[axis] = 0;
            }
        }
        return wrapped;
    }
}
