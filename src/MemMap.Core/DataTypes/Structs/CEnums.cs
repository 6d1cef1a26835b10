using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using System.Reflection.Emit;

namespace MemMap.DataTypes;

/// <summary>Makes enums of .NET from those of C definitions, so that a shell shows names and takes them.</summary>
internal static class CEnums
{
    private const int MaxKept = 4096;

    // Equal definitions are one type, however often they are read.
    private static readonly ConcurrentDictionary<string, Type> Made = [];

    /// <summary>The enum of a name, an underlying type and members in order; two names may have one value.</summary>
    internal static Type Of(string name, Type underlying, bool isFlags, IReadOnlyList<(string Name, long Value)> members)
    {
        string key = $"{name}:{underlying}:{isFlags}:" + string.Join(
            ',', members.Select(member => string.Create(CultureInfo.InvariantCulture, $"{member.Name}={member.Value}")));
        if (Made.TryGetValue(key, out Type? known))
        {
            return known;
        }
        if (Made.Count >= MaxKept)
        {
            Made.Clear();
        }
        return Made.GetOrAdd(key, _ => Make(name, underlying, isFlags, members));
    }

    private static Type Make(string name, Type underlying, bool isFlags, IReadOnlyList<(string Name, long Value)> members)
    {
        var assembly = AssemblyBuilder.DefineDynamicAssembly(new AssemblyName("MemMap.Definitions"), AssemblyBuilderAccess.RunAndCollect);
        EnumBuilder builder = assembly.DefineDynamicModule("Definitions").DefineEnum(name, TypeAttributes.Public, underlying);
        if (isFlags)
        {
            builder.SetCustomAttribute(new CustomAttributeBuilder(typeof(FlagsAttribute).GetConstructor([])!, []));
        }
        foreach ((string member, long value) in members)
        {
            builder.DefineLiteral(member, Convert(value, underlying));
        }
        return builder.CreateType();
    }

    private static object Convert(long value, Type underlying) => unchecked(Type.GetTypeCode(underlying) switch
    {
        TypeCode.SByte => (sbyte)value,
        TypeCode.Byte => (byte)value,
        TypeCode.Int16 => (short)value,
        TypeCode.UInt16 => (ushort)value,
        TypeCode.Int32 => (int)value,
        TypeCode.UInt32 => (uint)value,
        TypeCode.Int64 => value,
        _ => (object)(ulong)value,
    });
}
