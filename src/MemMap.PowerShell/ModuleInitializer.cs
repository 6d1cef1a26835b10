using System.Collections;
using System.Collections.Specialized;
using System.Globalization;
using System.Linq.Expressions;
using System.Management.Automation;
using System.Management.Automation.Internal;
using MemMap.DataTypes;
using MemMap.Output;

namespace MemMap;

/// <summary>Registers the handling of PowerShell's objects with Core when the module is imported.</summary>
public sealed class ModuleInitializer : IModuleAssemblyInitializer
{
    // The constructor that takes the number of properties is much faster: without it, the engine looks each object up in a process-wide
    // table. PowerShell Standard lacks this constructor.
    internal static readonly Func<int, PSObject> NewBag = MakeNewBag();

    /// <inheritdoc/>
    public void OnImport()
    {
        HostObjects.Unwrap = Unwrap;
        HostObjects.WrapRecord = WrapRecord;
        KeptElement.ToHost = ElementObject.Of;
        KeptElement.OfHost = ElementObject.KeptOf;
        HostObjects.Convert = static (list, type) => LanguagePrimitives.ConvertTo(list, type, CultureInfo.InvariantCulture);
        HostObjects.Failure = Errors.OfExpression;
        HostObjects.IsUnfitCall = static exception => exception is MethodException and not MethodInvocationException;
        HostObjects.IsNoMember = Errors.IsNoMember;
        HostObjects.Warn = Warnings.Say;
        Interruption.Host = RunningPipeline.Token;
    }

    private static object? Unwrap(object? value)
    {
        int left = HostObjects.MaxValues;
        return Unwrap(value, 0, ref left);
    }

    // Lists may be long: Core unwraps their elements one by one. An object that stands for a record is unwrapped whole.
    private static object? Unwrap(object? value, int depth, ref int left)
    {
        value = value is PSObject { BaseObject: not PSCustomObject and var bare } ? bare : value;
        value = value is ChainRecord chained ? chained.Kept().Value : value == AutomationNull.Value ? null : value;
        if (value is not (PSObject or IDictionary))
        {
            return value;
        }
        OrderedDictionary record = new(StringComparer.OrdinalIgnoreCase);
        if (value is IDictionary fields)
        {
            foreach (object name in fields.Keys)
            {
                record[name.ToString()!] = FieldValue(fields[name], depth + 1, ref left);
            }
        }
        else
        {
            foreach (PSPropertyInfo property in ((PSObject)value).Properties)
            {
                record[property.Name] = FieldValue(property.Value, depth + 1, ref left);
            }
        }
        return record;
    }

    private static object? FieldValue(object? value, int depth, ref int left)
    {
        if (depth > HostObjects.MaxDepth)
        {
            throw Error.ValueTooDeep();
        }
        if (--left < 0)
        {
            throw Error.ValueTooLarge();
        }
        object? plain = KeptElement.OfHost(value) ?? Unwrap(value, depth, ref left);
        if (plain is not object?[] list)
        {
            return plain;
        }
        object?[] items = new object?[list.Length];
        for (int i = 0; i < items.Length; i++)
        {
            items[i] = FieldValue(list[i], depth + 1, ref left);
        }
        return items;
    }

    private static PSObject WrapRecord(IReadOnlyDictionary<string, object?> fields) => WrapRecord((Record)fields, ((Record)fields).Place);

    private static PSObject WrapRecord(Record record, IRecordPlace? place)
    {
        PSObject bag = record.Kept is { } kept ? ElementObject.BagOf(kept)
            : place is null ? NewBag(record.Count) : new PlacedRecord();
        FieldSource source = new(record.DType, place);
        bool isUnprintable = false;
        for (int i = 0; i < record.Count; i++)
        {
            (string name, object? value) = record.StoredField(i);
            object? wrapped = WrapField(value, record.DType.Fields![i].DType, place, i);
            isUnprintable |= UnprintableRecord.Is(wrapped) || UnprintableRecord.Is(name);
            // Skip the engine's checks, which take most of the time: names within a record are unique.
            bag.Properties.Add(source.At(i, name, wrapped), preValidated: true);
        }
        return isUnprintable ? UnprintableRecord.Mark(bag) : bag;
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

    /// <summary>The value of a field as PowerShell sees it.</summary>
    /// <param name="value">The value, as <see cref="Record.StoredField(int)"/> has it.</param>
    /// <param name="dtype">The dtype of the field.</param>
    /// <param name="place">The place of the record; null for a copy.</param>
    /// <param name="index">The position of the field.</param>
    internal static object? WrapField(object? value, DType dtype, IRecordPlace? place = null, int index = 0) => value switch
    {
        KeptElement kept => ElementObject.Of(kept),
        Record record => WrapRecord(record, place?.Nested(index, 0)),
        Array items when items.GetType().GetElementType() == typeof(Record)
            => ShownValue.OfField(WrapItems(items, place, index), dtype),
        _ => ShownValue.OfField(value, dtype),
    };

    private static Array WrapItems(Array items, IRecordPlace? place, int field)
    {
        long element = 0;
        return MapItems(items, item => WrapRecord((Record)item, place?.Nested(field, element++)));
    }

    /// <summary>The objects for the elements of a sub-array of records, which may have any rank; they are asked for in C order.</summary>
    internal static Array MapItems(Array items, Func<object, PSObject> map)
    {
        int[] shape = [.. Enumerable.Range(0, items.Rank).Select(items.GetLength)], index = new int[shape.Length];
        Array mapped = Array.CreateInstance(typeof(PSObject), shape);
        foreach (object item in items)
        {
            mapped.SetValue(map(item), index);
            for (int axis = index.Length - 1; axis >= 0 && ++index[axis] == shape[axis]; axis--)
            {
                index[axis] = 0;
            }
        }
        return mapped;
    }
}
