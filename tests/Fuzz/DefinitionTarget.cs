using System.Text;
using MemMap.Compute;
using MemMap.DataTypes;

namespace MemMap.Fuzz;

/// <summary>
/// Definitions in C, and chains of records of such types: the text up to the first NUL is the definition, what is behind it the chain.
/// </summary>
internal sealed class DefinitionTarget : Target
{
    private const int MostRecords = 1000, MostBytes = 1 << 20;

    internal override string Name => "definition";

    private protected override void Read(byte[] input)
    {
        int end = Array.IndexOf(input, (byte)0);
        string text = Encoding.UTF8.GetString(input, 0, end < 0 ? input.Length : end);
        if (!CDefinitions.IsDefinition(text))
        {
            return;
        }
        foreach (TypeDefinition named in CParser.Parse(text, align: false).Types.Where(named => named.Type.Error is null))
        {
            Require(CDefinitions.MainOf(named.Source(), align: false).DType.Equals(named.DType), $"the definition of {named.Name}");
        }
        TypeDefinition type = CDefinitions.MainOf(text, align: false);
        DType dtype = type.DType;
        Require(DType.Parse(dtype.ToString()).Equals(dtype), $"'{dtype}' is read as what it was printed from");
        byte[] chain = end < 0 ? [] : input[(end + 1)..];
        if (dtype.ItemSize > MostBytes || chain.Length == 0)
        {
            return;
        }
        RecordWalk walk = new(NDArray.Array(chain, DType.UInt8).Ref, new RecordRule(dtype, type.Type), 0, null);
        for (int i = 0; i < MostRecords && walk.MoveNext(); i++)
        {
            Require(walk.Length > 0 && walk.Offset + walk.Length <= chain.Length, "a record is within the bytes");
            _ = ElementCodec.ReadKept(dtype, walk.Fixed);
        }
    }
}
