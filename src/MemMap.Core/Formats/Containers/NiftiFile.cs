namespace MemMap.Formats;

/// <summary>
/// NIfTI-1 and NIfTI-2 images in one file (.nii), in either byte order. The first axis varies fastest. Slope and intercept are attributes,
/// and not applied.
/// </summary>
internal sealed class NiftiFile() : Container(FileFormat.Nifti)
{
    private const int Size1 = 348, Size2 = 540;

    private protected override bool IsCertain(ReadOnlySpan<byte> start)
        => (start.Length >= Size1 && start[344..348].SequenceEqual("n+1\0"u8))
            || (start.Length >= 12 && start[4..8].SequenceEqual("n+2\0"u8));

    internal override IReadOnlyList<ContainerArray> Read(HeaderReader file)
    {
        byte[] start = file.ReadUpTo(0, Size2);
        if (!IsCertain(start))
        {
            throw file.Invalid("it has no magic n+1 or n+2; the elements of a pair of .hdr and .img can be mapped as raw");
        }
        bool isSecond = start[4] == (byte)'n', isBig = start[0] == 0;
        HeaderCursor cursor = file.Cursor(start, isBig);
        file.Require("header's size", cursor.Int32(), isSecond ? Size2 : Size1, isSecond ? Size2 : Size1);
        cursor.At = isSecond ? 16 : 40;
        var dims = new long[8];
        for (int i = 0; i < dims.Length; i++)
        {
            dims[i] = isSecond ? cursor.Int64() : cursor.Int16();
        }
        long ndim = file.Require("number of axes", dims[0], 1, 7);
        cursor.At = isSecond ? 12 : 70;
        short type = cursor.Int16();
        cursor.At = isSecond ? 104 : 76;
        double[] sizes = [.. Enumerable.Range(0, 8).Select(_ => isSecond ? cursor.Double() : cursor.Single())];
        cursor.At = isSecond ? 168 : 108;
        double offset = isSecond ? cursor.Int64() : cursor.Single();
        double slope = isSecond ? cursor.Double() : cursor.Single(), intercept = isSecond ? cursor.Double() : cursor.Single();
        if (!(offset >= 0 && offset <= file.Length))
        {
            throw file.Invalid($"its elements begin at byte {offset} of {file.Length}");
        }
        string order = isBig ? ">" : "<";
        string? code = type switch
        {
            2 => "u1",
            4 => $"{order}i2",
            8 => $"{order}i4",
            16 => $"{order}f4",
            32 => $"{order}c8",
            64 => $"{order}f8",
            128 => "V3",
            256 => "i1",
            512 => $"{order}u2",
            768 => $"{order}u4",
            1024 => $"{order}i8",
            1280 => $"{order}u8",
            1792 => $"{order}c16",
            2304 => "V4",
            _ => null,
        };
        return
        [
            new ContainerArray("", code is null ? null : DType.Parse(code), dims[1..(int)(ndim + 1)], (long)offset)
            {
                Order = MemoryOrder.F,
                Attributes =
                [
                    KeyValuePair.Create("Slope", (object?)slope), KeyValuePair.Create("Intercept", (object?)intercept),
                    KeyValuePair.Create("PixDim", (object?)sizes[1..(int)(ndim + 1)]),
                ],
                Problem = code is null ? $"its elements are of type {type}, which no dtype has" : null,
            },
        ];
    }
}
