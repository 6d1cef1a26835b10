using System.Collections;
using System.Globalization;
using System.Management.Automation;
using MemMap.DataTypes;
using MemMap.Output;

namespace MemMap.Handles;

/// <summary>
/// A serialized array: a bag of the properties that MemMap.types.ps1xml lists. The properties are untrusted: this class checks their
/// presence and types, and <see cref="ArrayHandle"/> checks their values.
/// </summary>
internal sealed class DeserializedArray
{
    /// <summary>The prefix of the type names of deserialized objects.</summary>
    private const string Prefix = "Deserialized.";

    private static readonly string MapType = Prefix + typeof(MemMapArray).FullName, ArrayType = Prefix + typeof(NDArray).FullName;

    // The longest dtype that is shown: one line has to be enough.
    private const int MostShown = 40;

    private readonly PSObject _bag;

    private DeserializedArray(PSObject bag, bool isMap)
    {
        _bag = bag;
        IsMap = isMap;
    }

    /// <summary>Whether the array was a map, and not an array in memory.</summary>
    internal bool IsMap { get; }

    /// <summary>Returns the serialized array, or <see langword="null"/> if the object is not one.</summary>
    internal static DeserializedArray? From(PSObject bag)
        => bag.TypeNames.Contains(MapType) ? new(bag, isMap: true)
            : bag.TypeNames.Contains(ArrayType) ? new(bag, isMap: false)
            : null;

    /// <summary>Returns the property bag of a map, from its handle.</summary>
    internal static PSObject Bag(ArrayHandle handle) => Bag(
        MapType, ("FileName", handle.FileName), ("ByteOffset", handle.ByteOffset), ("DType", handle.DType.ToString()),
        ("Shape", handle.Shape),
        ("Strides", handle.Strides), ("Mode", handle.Mode.ToString()), ("IsWriteable", handle.IsWriteable),
        ("FileLength", handle.FileLength), ("FileHost", handle.Host), ("FileId", handle.FileId));

    /// <summary>Returns the property bag of an array in memory, with its elements.</summary>
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

    /// <summary>What the array is, and how to have it again, in one line.</summary>
    internal string Describe()
    {
        string dtype = Value("DType") as string ?? "array";
        long[] lengths = Value("Shape") is IList list ? [.. list.Cast<object?>().Select(Plain).OfType<long>()] : [];
        dtype = dtype.Length > MostShown ? "records" : dtype;
        string what = $"{dtype} {Error.Shape(lengths)}{(IsMap ? $" {Value("Mode")} {Value("FileName")}" : "")}"
            + ArrayHeader.Rows(Value(nameof(NDArray.FirstRow)) as long?, lengths);
        string again = IsMap && Value("FileLength") is null ? "the map was closed before it was sent; New-MemMap opens the file"
            : !IsMap && Value(nameof(SerializedArray.Bytes)) is null ? "too large to be sent from memory; save it to a file, and send a map"
            : $"sent by another process; any cmdlet {(IsMap ? "opens" : "takes")} it, and $it | Get-MemMapSlice is the array";
        return Printable.Line($"{what}: {again}");
    }

    /// <summary>Opens the map, or makes the array in memory.</summary>
    /// <exception cref="FormatException">A property is missing or invalid.</exception>
    /// <exception cref="IOException">The file has changed.</exception>
    internal NDArray Open() => IsMap ? MemMapArray.Open(Handle()) : InMemory();

    /// <summary>Returns the location of the map's elements.</summary>
    /// <exception cref="FormatException">A property is missing or invalid.</exception>
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
        // A closed map has no file length.
        FileLength = Value("FileLength") is long length ? length : throw Error.HandleInvalid("the map was closed before it was sent"),
        Host = Value("FileHost") as string,
        FileId = Value("FileId") as string,
        Member = Value("Member") as string,
        FirstRow = Value(nameof(NDArray.FirstRow)) as long?,
    };

    // An enum is serialized as a number and a text. A handle of an older version lacks this property.
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
        // Copy, so that the array owns its bytes, like the one that was sent.
        NDArray array = NDArray.FromBytes(bytes, shape, dtype).Copy();
        array.Buffer.Member = Value("Member") as string;
        array.FirstRow = Value(nameof(NDArray.FirstRow)) as long?;
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
