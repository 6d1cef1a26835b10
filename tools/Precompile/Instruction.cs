using System.Reflection;
using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace MemMap.Precompile;

/// <summary>An instruction of a method's IL.</summary>
/// <param name="JumpsBack">Whether it jumps to itself or to an instruction before it.</param>
/// <param name="Token">The type or member that it names.</param>
internal readonly record struct Instruction(bool JumpsBack, EntityHandle? Token)
{
    private const byte TwoBytes = 0xFE;

    private static readonly Dictionary<ushort, OpCode> Codes = typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!).ToDictionary(code => (ushort)code.Value);

    /// <summary>The instructions of a method.</summary>
    internal static Instruction[] Read(BlobReader il)
    {
        var result = new List<Instruction>();
        while (il.RemainingBytes > 0)
        {
            result.Add(Next(ref il));
        }
        return [.. result];
    }

    private static Instruction Next(ref BlobReader il)
    {
        int start = il.Offset;
        byte first = il.ReadByte();
        OpCode code = Codes[first == TwoBytes ? (ushort)((TwoBytes << 8) | il.ReadByte()) : first];
        switch (code.OperandType)
        {
            case OperandType.ShortInlineBrTarget:
                return new(il.ReadSByte() + il.Offset <= start, null);
            case OperandType.InlineBrTarget:
                return new(il.ReadInt32() + il.Offset <= start, null);
            case OperandType.InlineMethod or OperandType.InlineType or OperandType.InlineTok or OperandType.InlineField:
                return new(false, MetadataTokens.EntityHandle(il.ReadInt32()));
            case OperandType.InlineSwitch:
                int targets = il.ReadInt32();
                il.Offset += sizeof(int) * targets;
                return default;
            default:
                il.Offset += SizeOf(code.OperandType);
                return default;
        }
    }

    private static int SizeOf(OperandType type) => type switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        _ => 4,
    };
}
