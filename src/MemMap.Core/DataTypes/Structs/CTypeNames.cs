using System.Collections.Frozen;

namespace MemMap.DataTypes;

/// <summary>The types that definitions can name without defining them: those of stdint, POSIX, Linux and Windows.</summary>
internal static class CTypeNames
{
    private static readonly FrozenDictionary<string, CType> All = Table().ToFrozenDictionary();

    /// <summary>The type of a name; <see langword="null"/> if it is none of these.</summary>
    internal static CType? Find(string name) => All.GetValueOrDefault(name);

    /// <summary>The dtype of a name that stands alone. A letter and a number, such as u16, could be a notation of numpy.</summary>
    internal static DType? DTypeOf(string name)
        => name is [_, .. var digits] && digits.All(char.IsAsciiDigit) ? null : Find(name)?.DTypeOf('=');

    /// <summary>All names.</summary>
    internal static IEnumerable<string> Names => All.Keys;

    /// <summary>A number that takes the byte order of its struct.</summary>
    internal static CType Number(DType dtype) => new(dtype, dtype.ItemSize) { TakesOrder = true };

    /// <summary>Characters, which in an array are text.</summary>
    internal static CType Character(CText text) => text switch
    {
        CText.Bytes => new(DType.Flexible(ElementKind.Bytes, 1), 1) { Text = text },
        CText.Utf16 => new(DType.UInt16, 2) { Text = text, TakesOrder = true },
        _ => new(DType.UInt32, 4) { Text = text, TakesOrder = true },
    };

    /// <summary>What to write in place of a type of a system's headers; empty if it is none that is known.</summary>
    internal static string InPlaceOf(string name) => name switch
    {
        "in_addr" or "IN_ADDR" => "; ipaddress is an address of IP version 4",
        "in6_addr" or "IN6_ADDR" => "; ip6address is an address of IP version 6",
        "ether_addr" => "; mac is an address of Ethernet",
        "timeval" => "; define it before: struct timeval { int64_t tv_sec; int64_t tv_usec; };",
        "timespec" => "; define it before: struct timespec { int64_t tv_sec; int64_t tv_nsec; };",
        "SYSTEMTIME" or "_SYSTEMTIME" => "; WORD name[8] has its year, month, day of the week, day, hour, minute, second, millisecond",
        _ => "",
    };

    private static Dictionary<string, CType> Table()
    {
        Dictionary<string, CType> types = [];
        Add(DType.Int8, "int8_t", "__s8", "s8", "INT8", "int8", "__int8_t", "__int8");
        Add(DType.UInt8, "uint8_t", "__u8", "u8", "UINT8", "uint8", "u_int8_t", "__uint8_t", "BYTE", "UCHAR", "BOOLEAN", "byte", "uchar",
            "u_char",
            "unchar");
        Add(DType.Int16, "int16_t", "__s16", "s16", "INT16", "int16", "__int16_t", "__int16", "SHORT");
        Add(DType.UInt16, "uint16_t", "__u16", "u16", "UINT16", "uint16", "u_int16_t", "__uint16_t", "WORD", "USHORT", "ushort", "u_short");
        Add(DType.Int32, "int32_t", "__s32", "s32", "INT32", "int32", "__int32_t", "__int32", "LONG", "LONG32", "INT", "BOOL",
            "NTSTATUS", "pid_t");
        Add(DType.UInt32, "uint32_t", "__u32", "u32", "UINT32", "uint32", "u_int32_t", "__uint32_t", "DWORD", "DWORD32", "ULONG",
            "ULONG32", "UINT",
            "HRESULT", "COLORREF", "uint", "u_int", "uid_t", "gid_t", "mode_t");
        Add(DType.Int64, "int64_t", "__s64", "s64", "INT64", "int64", "__int64_t", "__int64", "LONGLONG", "LONG64", "LARGE_INTEGER",
            "USN", "ssize_t",
            "off_t", "off64_t", "intptr_t", "ptrdiff_t", "quad_t");
        Add(DType.UInt64, "uint64_t", "__u64", "u64", "UINT64", "uint64", "u_int64_t", "__uint64_t", "ULONGLONG", "ULONG64", "DWORD64",
            "DWORDLONG",
            "QWORD", "ULARGE_INTEGER", "size_t", "uintptr_t", "u_quad_t", "ino_t", "dev_t", "u_long");
        Add(new BitPacking(isSigned: true, 3, 0, 24).DType, "int24_t", "INT24", "int24", "s24");
        Add(new BitPacking(isSigned: false, 3, 0, 24).DType, "uint24_t", "UINT24", "uint24", "u24");
        Add(DType.Float16, "float16", "_Float16", "__fp16", "half", "float16_t");
        Add(new BFloat16Packing().DType, "bfloat16", "__bf16", "bfloat16_t");
        Add(Float8Packing.E4M3.DType, "float8_e4m3");
        Add(Float8Packing.E5M2.DType, "float8_e5m2");
        Add(DType.Float32, "float32", "FLOAT", "float32_t", "_Float32");
        Add(DType.Float64, "float64", "DOUBLE", "float64_t", "_Float64");
        foreach ((string size, DType dtype) in new[] { ("16", DType.UInt16), ("32", DType.UInt32), ("64", DType.UInt64) })
        {
            types[$"__le{size}"] = types[$"le{size}"] = new(dtype.NewByteOrder('<'), dtype.ItemSize);
            types[$"__be{size}"] = types[$"be{size}"] = new(dtype.NewByteOrder('>'), dtype.ItemSize);
        }
        types["CHAR"] = types["char8_t"] = Character(CText.Bytes);
        types["WCHAR"] = types["char16_t"] = Character(CText.Utf16);
        types["char32_t"] = Character(CText.Utf32);
        // Two DWORDs, and a DWORD, two WORDs and eight bytes, in Windows.
        types["FILETIME"] = Meant("filetime", sizeof(uint));
        types["GUID"] = types["UUID"] = types["CLSID"] = types["IID"] = Meant("guid", sizeof(uint));
        types["time_t"] = types["time64_t"] = types["__time64_t"] = Meant("unixtime64", sizeof(long));
        types["time32_t"] = types["__time32_t"] = Meant("unixtime", sizeof(int));
        return types;

        void Add(DType dtype, params string[] names)
        {
            foreach (string name in names)
            {
                types[name] = new(dtype, dtype.Packing is null ? dtype.ItemSize : dtype.Alignment) { TakesOrder = true };
            }
        }

        // Of the machine's byte order, as every number.
        static CType Meant(string name, int alignment)
            => new(NamedTypes.ScalarOf(name)!.AsNative(), alignment) { TakesOrder = true };
    }
}
