using System.Collections;
using System.Globalization;
using System.Management.Automation;
using MemMap.DataTypes;

namespace MemMap.Handles;

/// <summary>
/// An array as it is between two processes: a bag of the properties that MemMap.types.ps1xml lists. Anyone can have written them, so each
/// is checked to be there and of its type, and <see cref="ArrayHandle"/> checks what they say.
/// </summary>
internal sealed class DeserializedArray
{
    /// <summary>What the engine puts before the names of types when it brings their objects back as property bags.</summary>
    private const string Prefix = "Deserialized.";

    private static readonly string MapType = Prefix + typeof(MemMapArray).FullName, ArrayType = Prefix + typeof(NDArray).FullName;

    private readonly PSObject _bag;

    private DeserializedArray(PSObject bag, bool isMap)
    {
        _bag = bag;
        IsMap = isMap;
    }

    /// <summary>Whether it was a map, and not an array in memory.</summary>
    internal bool IsMap { get; }

    /// <summary>What was sent, or <see langword="null"/> if the object was no array.</summary>
    internal static DeserializedArray? From(PSObject bag)
        => bag.TypeNames.Contains(MapType) ? new(bag, isMap: true)
            : bag.TypeNames.Contains(ArrayType) ? new(bag, isMap: false)
            : null;

    /// <summary>What another process takes for the map of a handle.</summary>
    internal static PSObject Bag(ArrayHandle handle) => Bag(
        MapType, ("FileName", handle.FileName), ("ByteOffset", handle.ByteOffset), ("DType", handle.DType.ToString()),
        ("Shape", handle.Shape),
        ("Strides", handle.Strides), ("Mode", handle.Mode.ToString()), ("IsWriteable", handle.IsWriteable),
        ("FileLength", handle.FileLength), ("Host", handle.Host), ("FileId", handle.FileId));

    /// <summary>What another process takes for an array in memory: its elements.</summary>
    internal static PSObject Bag(NDArray array)
        => Bag(ArrayType, ("DType", array.DType.ToString()), ("Shape", array.Shape), (nameof(SerializedArray.Bytes), array.ToBytes()));

    private static PSObject Bag(string type, params (string Name, object? Value)[] properties)
    {
        PSObject bag = new();
        bag.TypeNames.Insert(0, type);
        foreach ((string name, object? value) in properties)
        {
            bag.Properties.Add(new PSNoteProperty(name, value));
        }
        return bag;
    }

    /// <summary>Opens the map, or makes the array in memory.</summary>
    /// <exception cref="FormatException">Something is missing, or makes no sense.</exception>
    /// <exception cref="IOException">The file isn't what it was.</exception>
    internal NDArray Open() => IsMap ? MemMapArray.Open(Handle()) : InMemory();

    /// <summary>Where the elements of the map are.</summary>
    /// <exception cref="FormatException">Something is missing, or makes no sense.</exception>
    internal ArrayHandle Handle() => new()
    {
        FileName = Required<string>("FileName"),
        ByteOffset = Required<long>("ByteOffset"),
        DType = Type(),
        Shape = Integers("Shape"),
        Strides = Integers("Strides"),
        Mode = MapMode.Parse(Required<string>("Mode")),
        Access = Access(),
        IsWriteable = Required<bool>("IsWriteable"),
        // A closed map can't tell.
        FileLength = Value("FileLength") is long length ? length : throw Error.HandleInvalid("the map was closed before it was sent"),
        Host = Value("Host") as string,
        FileId = Value("FileId") as string,
        Member = Value("Member") as string,
    };

    // An enum travels as its number beside its text. A handle of before there was such a property has none.
    private AccessHint Access() => Value("Access") switch
    {
        null => AccessHint.Normal,
        int number when Enum.IsDefined((AccessHint)number) => (AccessHint)number,
        _ => throw Missing("Access"),
    };

    private NDArray InMemory()
    {
        DType dtype = Type();
        long[] shape = Integers("Shape");
        if (Value(nameof(SerializedArray.Bytes)) is not byte[] bytes)
        {
            throw Error.HandleInvalid(string.Create(CultureInfo.InvariantCulture,
                $"it was in memory, from where at most {SerializedArray.MaxBytes} bytes are sent; save it to a file, and send a map of "
                    + $"that"));
        }
        if (shape.Any(length => length < 0) || dtype.ItemSize == 0 || dtype.SubType is not null
            || Geometry.Layout.CheckedByteSize(shape, dtype.ItemSize) != bytes.Length)
        {
            throw Error.HandleInvalid($"{bytes.Length} bytes are no array of shape {Error.Shape(shape)} and dtype {dtype}");
        }
        // A copy: an array that owns its bytes, as the one that was sent.
        NDArray array = NDArray.FromBytes(bytes, shape, dtype).Copy();
        array.Buffer.Member = Value("Member") as string;
        return array;
    }

    private DType Type() => NamedTypes.Known(DType.Parse(Required<string>("DType")));

    private long[] Integers(string name)
        => Value(name) is IList { Count: <= Geometry.Layout.MaxNDim } list
            ? [.. list.Cast<object?>().Select(item => Plain(item) is long length ? length : throw Missing(name))]
            : throw Missing(name);

    private T Required<T>(string name) => Value(name) is T value ? value : throw Missing(name);

    private object? Value(string name) => Plain(_bag.Properties[name]?.Value);

    private static object? Plain(object? value) => value is PSObject wrapped ? wrapped.BaseObject : value;

    private static FormatException Missing(string name) => Error.HandleInvalid($"its {name} is missing, or is none");
}
