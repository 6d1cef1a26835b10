using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MemMap.DataTypes;

/// <summary>
/// The dtypes of structs of .NET, where <see cref="Marshal"/> puts their fields; and of classes that a shell makes, whose properties follow
/// one another without padding.
/// </summary>
internal static class ClrStructs
{
    private const int DefaultPack = 8;

    /// <summary>The dtype; <see langword="null"/> if the type is none of these.</summary>
    /// <exception cref="FormatException">A field has no fixed length, or a type that no dtype has.</exception>
    internal static DType? TryOf(Type type) => TryOf(type, 0)?.DType;

    private static (DType DType, int Alignment)? TryOf(Type type, int depth)
    {
        bool isScripted = type is { IsClass: true, Assembly.IsDynamic: true };
        if (type.IsPrimitive || type.IsEnum || type.Assembly == typeof(object).Assembly || depth > DType.MaxDepth
            || !(isScripted || (type is { IsLayoutSequential: true } or { IsExplicitLayout: true } && type != typeof(string))))
        {
            return null;
        }
        // The shell's own fields are no part of a class.
        FieldInfo[] fields = [.. FieldsOf(type).Where(field => !isScripted || !field.Name.StartsWith("__", StringComparison.Ordinal))];
        if (fields.Length == 0)
        {
            return null;
        }
        StructLayoutAttribute? layout = type.StructLayoutAttribute;
        int pack = isScripted ? 1 : layout is { Pack: > 0 } ? layout.Pack : DefaultPack, most = 1;
        bool isWide = layout?.CharSet == CharSet.Unicode;
        RecordBuilder record = new(isAligned: false);
        long end = 0;
        foreach (FieldInfo field in fields)
        {
            (DType dtype, int alignment) = Of(field, isWide, isScripted, depth);
            alignment = Math.Min(alignment, pack);
            most = Math.Max(most, alignment);
            long offset = field.GetCustomAttribute<FieldOffsetAttribute>() is { } explicitly && type.IsExplicitLayout ? explicitly.Value
                : (end + alignment - 1) / alignment * alignment;
            record.Add(NameOf(field), dtype, offset: offset);
            end = Math.Max(end, offset + dtype.ItemSize);
        }
        return (record.Build(Math.Max(layout?.Size ?? 0, (end + most - 1) / most * most)), most);
    }

    // The fields of a base class come first.
    private static IEnumerable<FieldInfo> FieldsOf(Type type)
        => (type.BaseType is { } @base && @base != typeof(object) && @base != typeof(ValueType) ? FieldsOf(@base) : [])
            .Concat(type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
                .OrderBy(field => field.MetadataToken));

    // The field of a property bears the property's name in angle brackets.
    private static string NameOf(FieldInfo field) => field.Name is ['<', .. var rest] && rest.IndexOf('>',
        StringComparison.Ordinal) is > 0 and var end
        ? rest[..end] : field.Name;

    private static (DType DType, int Alignment) Of(FieldInfo field, bool isWide, bool isScripted, int depth)
    {
        Type type = field.FieldType;
        MarshalAsAttribute? marshal = field.GetCustomAttribute<MarshalAsAttribute>();
        if (field.GetCustomAttribute<FixedBufferAttribute>() is { } buffer)
        {
            (DType element, int alignment) = OfType(buffer.ElementType, null, isWide, isScripted, depth)
                ?? throw Error.StructField(NameOf(field), field.FieldType);
            return (DType.SubArray(element, [buffer.Length]), alignment);
        }
        if (type.IsArray && type.GetElementType() is { } item && (marshal?.SizeConst ?? CountOf(field,
            "ValidateCountAttribute")) is > 0 and var count)
        {
            (DType element, int alignment) = OfType(item, null, isWide, isScripted, depth) ?? throw Error.StructField(NameOf(field),
                field.FieldType);
            return (DType.SubArray(element, [count]), alignment);
        }
        if (type == typeof(string) && (marshal?.SizeConst ?? CountOf(field, "ValidateLengthAttribute")) is > 0 and var length)
        {
            return isScripted ? (TextTypes.Bytes(length, TextEncoding.Utf8), 1)
                : isWide ? (TextTypes.Utf16(length, !BitConverter.IsLittleEndian), sizeof(char))
                : (TextTypes.Bytes(length, TextEncoding.Latin1), 1);
        }
        return OfType(type, marshal?.Value, isWide, isScripted, depth) ?? throw Error.StructField(NameOf(field), field.FieldType);
    }

    // The attributes of a shell that tell how many there are.
    private static int CountOf(FieldInfo field, string attribute)
        => field.DeclaringType?.GetProperty(NameOf(field)) is { } property
            && property.GetCustomAttributesData().FirstOrDefault(data => data.AttributeType.Name == attribute) is { } data
            && data.ConstructorArguments is [.., { Value: int count }] ? count : 0;

    private static (DType DType, int Alignment)? OfType(Type type, UnmanagedType? marshal, bool isWide, bool isScripted, int depth)
    {
        if (type == typeof(bool))
        {
            // BOOL has four bytes.
            return isScripted || marshal is UnmanagedType.U1 or UnmanagedType.I1 ? (DType.Bool, 1)
                : marshal == UnmanagedType.VariantBool ? (DType.Int16, sizeof(short)) : (DType.Int32, sizeof(int));
        }
        if (type == typeof(char))
        {
            return isWide || isScripted ? (TextTypes.Utf16(1, !BitConverter.IsLittleEndian), sizeof(char))
                : (TextTypes.Bytes(1, TextEncoding.Latin1), 1);
        }
        if (type == typeof(Guid))
        {
            return (DType.FromType(type), sizeof(int));
        }
        return type.IsEnum || (type.IsPrimitive && DType.TryFromType(type) is not null) ? (DType.FromType(type),
            DType.FromType(type).ItemSize)
            : TryOf(type, depth + 1)
            ?? (DType.TryFromType(type) is { ItemSize: > 0 } dtype ? (dtype, dtype.Alignment) : null);
    }
}
