using System.Collections.Concurrent;
using System.Reflection;
using System.Reflection.Emit;
using MemMap.Compute;
using MemMap.DataTypes;
using MemMap.Handles;
using Expression = System.Linq.Expressions.Expression;

namespace MemMap.Output;

/// <summary>What a property of a record is.</summary>
internal enum RecordProperty
{
    /// <summary>Where the record begins.</summary>
    Offset,

    /// <summary>The record's number.</summary>
    Index,

    /// <summary>A field.</summary>
    Field,

    /// <summary>The element, where it is no record.</summary>
    Element,

    /// <summary>A part behind the fields.</summary>
    Part,

    /// <summary>What is behind the fields, where the type doesn't tell what it is.</summary>
    Data,
}

/// <summary>
/// The properties of a chain's records, and the type that is made for them. PowerShell makes an object with properties of its own much
/// more slowly than one of a type.
/// </summary>
internal sealed class RecordShape
{
    private const int MostKept = 1024;

    // Types with equal names of properties are one, however often they are needed.
    private static readonly ConcurrentDictionary<string, Func<ChainRecord>> Made = [];

    private readonly object _lock = new();

    private NDArray _array;
    private KeptArray? _kept;
    private bool _hasViews;

    /// <param name="array">The array that is walked.</param>
    /// <param name="rule">How its records are read.</param>
    /// <param name="name">The name of the record's type.</param>
    /// <param name="hasData">Whether the length is known otherwise, so that what is behind the fields is the record's data.</param>
    internal RecordShape(NDArray array, RecordRule rule, string name, bool hasData)
    {
        (_array, DType, Tail) = (array, rule.DType, [.. rule.Tail]);
        List<(string Name, RecordProperty Kind, int Number)> own = DType.Fields is { } fields
            ? [.. fields.Select((field, i) => (field.Name, RecordProperty.Field, i))] : [("Value", RecordProperty.Element, 0)];
        own.AddRange(Tail.Select((part, i) => (part.Name, RecordProperty.Part, i)));
        // A field may have one of these names; then it is the field's.
        HashSet<string> taken = new(own.Select(property => property.Name), StringComparer.OrdinalIgnoreCase);
        List<(string Name, RecordProperty Kind, int Number)> all =
        [
            .. taken.Contains("Offset") ? [] : new[] { ("Offset", RecordProperty.Offset, 0) },
            .. taken.Contains("Index") ? [] : new[] { ("Index", RecordProperty.Index, 0) },
            .. own,
            .. hasData && Tail.Count == 0 && !taken.Contains("Data") ? new[] { ("Data", RecordProperty.Data, 0) } : [],
        ];
        Names = [.. all.Select(property => property.Name)];
        Properties = [.. all.Select(property => (property.Kind, property.Number))];
        HasUnprintableName = Names.Any(UnprintableRecord.Is);
        Texts = [.. Enumerable.Range(0, Names.Count).Where(i => HasText(Properties[i].Kind, Properties[i].Number))];
        Create = Factory(name, Names);
    }

    /// <summary>The dtype of the fixed part.</summary>
    internal DType DType { get; }

    /// <summary>The parts behind the fixed one.</summary>
    internal IReadOnlyList<TailMember> Tail { get; }

    /// <summary>The names of the properties.</summary>
    internal IReadOnlyList<string> Names { get; }

    /// <summary>What the properties are.</summary>
    internal (RecordProperty Kind, int Number)[] Properties { get; }

    /// <summary>Whether a terminal would obey a property's name.</summary>
    internal bool HasUnprintableName { get; }

    /// <summary>The properties that may have text, which a terminal might obey.</summary>
    internal IReadOnlyList<int> Texts { get; }

    /// <summary>Makes an object, which has to be told its record.</summary>
    internal Func<ChainRecord> Create { get; }

    /// <summary>Whether a part of a record is a text or a single value, rather than a view of the array.</summary>
    internal bool IsCopied(int number)
        => Tail[number] is { Text: not CText.None } or { Length: TailLength.One, Element: { Fields: null, SubType: null } };

    /// <summary>A part of a record: a text, a single element, or a view of the array.</summary>
    internal object? PartOf(int number, long offset, long count) => Tail[number] switch
    {
        { Length: TailLength.One } part => RecordField.Detached(Of(array => array.At(offset, part.Element))),
        { Text: not CText.None } part => Of(array => array.TextAt(offset, count, part.Text switch
        {
            CText.Bytes => "latin1",
            CText.Utf16 => part.Element.IsBigEndian ? "utf-16BE" : "utf-16",
            _ => part.Element.IsBigEndian ? "utf-32BE" : "utf-32",
        })),
        TailMember part => Of(array => array.At(offset, part.Element, count)),
    };

    /// <summary>What is behind the fields of a record; <see langword="null"/> if nothing is.</summary>
    internal NDArray? DataOf(long offset, long length)
        => length > DType.ItemSize
            ? (NDArray?)Of(array => array.At(offset + DType.ItemSize, DType.UInt8, length - DType.ItemSize)) : null;

    /// <summary>
    /// Lets go of the array, unless somebody has a view of it: parts of records that are asked for later open its file again.
    /// </summary>
    /// <returns>Whether the array can be closed.</returns>
    internal bool TryRelease()
    {
        lock (_lock)
        {
            if (_hasViews)
            {
                return false;
            }
            _kept = new(_array);
            return true;
        }
    }

    private object? Of(Func<NDArray, object?> part)
    {
        lock (_lock)
        {
            NDArray array = Opened();
            object? value = part(array);
            if (value is NDArray && array is not MemMapArray { IsClosed: true })
            {
                (_array, _kept, _hasViews) = (array, null, true);
            }
            else if (_kept is not null)
            {
                ((MemMapArray)array).Close();
            }
            return value;
        }
    }

    // An exception of a property is $null in PowerShell. A view of the closed map tells what is wrong when it is used.
    private NDArray Opened()
    {
        try
        {
            return _kept is null ? _array : _kept.Open(out _);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return _array;
        }
    }

    private bool HasText(RecordProperty kind, int number) => kind switch
    {
        RecordProperty.Field => HasText(DType.Fields![number].DType),
        RecordProperty.Element => HasText(DType),
        RecordProperty.Part => Tail[number].Text != CText.None || HasText(Tail[number].Element),
        _ => false,
    };

    private static bool HasText(DType dtype)
        => TextOrder.IsText(dtype) || dtype.Meaning is not null || (dtype.SubType is { } items && HasText(items))
            || dtype.Fields?.Any(static field => HasText(field.DType)) == true;

    private static Func<ChainRecord> Factory(string name, IReadOnlyList<string> properties)
    {
        if (Made.Count >= MostKept)
        {
            Made.Clear();
        }
        return Made.GetOrAdd($"{name}({string.Join(',', properties)})", _ => Make(name, properties));
    }

    private static Func<ChainRecord> Make(string name, IReadOnlyList<string> properties)
    {
        const BindingFlags inherited = BindingFlags.Instance | BindingFlags.NonPublic;
        MethodInfo value = typeof(ChainRecord).GetMethod("Value", inherited)!;
        TypeBuilder type = AssemblyBuilder.DefineDynamicAssembly(new AssemblyName("MemMap.Records"), AssemblyBuilderAccess.RunAndCollect)
            .DefineDynamicModule("Records").DefineType(name, TypeAttributes.Public | TypeAttributes.Sealed, typeof(ChainRecord));
        type.DefineDefaultConstructor(MethodAttributes.Public);
        for (int i = 0; i < properties.Count; i++)
        {
            MethodBuilder getter = type.DefineMethod($"get_{properties[i]}", MethodAttributes.Public | MethodAttributes.SpecialName
                | MethodAttributes.HideBySig, typeof(object), Type.EmptyTypes);
            ILGenerator code = getter.GetILGenerator();
            code.Emit(OpCodes.Ldarg_0);
            code.Emit(OpCodes.Ldc_I4, i);
            code.Emit(OpCodes.Call, value);
            code.Emit(OpCodes.Ret);
            type.DefineProperty(properties[i], PropertyAttributes.None, typeof(object), null).SetGetMethod(getter);
        }
        return Expression.Lambda<Func<ChainRecord>>(Expression.New(type.CreateType())).Compile();
    }
}
