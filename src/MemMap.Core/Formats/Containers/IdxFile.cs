namespace MemMap.Formats;

/// <summary>
/// IDX, the format of MNIST: big-endian elements in C order.
/// <code>
/// |0|0|type|number of axes|length of each axis: uint32 ...|elements|
/// </code>
/// </summary>
internal sealed class IdxFile() : Container(FileFormat.Idx)
{
    internal override IReadOnlyList<ContainerArray> Read(HeaderReader file)
    {
        HeaderCursor cursor = file.Cursor(file.ReadUpTo(0, 4 + (byte.MaxValue * sizeof(uint))), isBigEndian: true);
        if (cursor.Int16() != 0)
        {
            throw file.Invalid("it does not begin with two zeros");
        }
        byte type = cursor.Byte();
        var shape = new long[file.Require("number of axes", cursor.Byte(), 0, Geometry.Layout.MaxNDim)];
        for (int axis = 0; axis < shape.Length; axis++)
        {
            shape[axis] = cursor.UInt32();
        }
        DType? dtype = type switch
        {
            0x08 => DType.UInt8,
            0x09 => DType.Int8,
            0x0b => DType.Parse(">i2"),
            0x0c => DType.Parse(">i4"),
            0x0d => DType.Parse(">f4"),
            0x0e => DType.Parse(">f8"),
            _ => throw file.Invalid($"there is no element type {type}"),
        };
        return [new ContainerArray("", dtype, shape, cursor.At)];
    }
}
