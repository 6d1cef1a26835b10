using System.Globalization;

namespace MemMap.Formats;

/// <summary>
/// MATLAB's .mat files of versions 4 and 5. Numeric arrays are mapped in place, or read into memory where they are compressed (<c>save
/// -v6</c> does not compress), in Fortran order and as they are stored: MATLAB stores doubles that are small integers as such, and the
/// attribute Class tells what they were. The real and the imaginary part are arrays of their own. Cells, structures and sparse arrays are
/// listed, and can't be opened.
/// </summary>
internal sealed class MatFile() : Container(FileFormat.Mat)
{
    private const int HeaderSize = 128, TagSize = 8, MaxPrefix = 4096, Matrix = 14, Compressed = 15;

    private static readonly string[] Classes = [
        "", "cell", "struct", "object", "char", "sparse", "double", "single", "int8", "uint8", "int16", "uint16", "int32", "uint32",
        "int64", "uint64"];

    private protected override bool IsCertain(ReadOnlySpan<byte> start)
        => start.Length >= HeaderSize && start.StartsWith("MATLAB 5.0 MAT-file"u8)
            && (start[126..128].SequenceEqual("IM"u8) || start[126..128].SequenceEqual("MI"u8));

    internal override IReadOnlyList<ContainerArray> Read(HeaderReader file)
    {
        byte[] start = file.ReadUpTo(0, HeaderSize);
        return IsCertain(start) ? Version5(file, isBig: start[126] == (byte)'M')
            : start.AsSpan().StartsWith("MATLAB 7.3"u8) ? throw file.Invalid("it is of version 7.3, which -Format Hdf5 reads")
            : Version4(file);
    }

    private static List<ContainerArray> Version5(HeaderReader file, bool isBig)
    {
        List<ContainerArray> arrays = [];
        long at = HeaderSize;
        for (int number = 0; at <= file.Length - 8; number++)
        {
            file.RequireFew("arrays", number);
            HeaderCursor tag = file.Cursor(file.Read(at, 8), isBig);
            int type = tag.Int32();
            long size = tag.UInt32();
            at += 8;
            if (type == Matrix)
            {
                arrays.AddRange(MatrixAt(file, at, size, isBig));
            }
            else if (type == Compressed)
            {
                arrays.AddRange(CompressedAt(file, at, Math.Min(size, file.Length - at), isBig, number));
            }
            at += size + (type == Compressed ? 0 : -size & 7);
        }
        return arrays;
    }

    private static IEnumerable<ContainerArray> MatrixAt(HeaderReader file, long at, long size, bool isBig)
        => Matrices(file, file.ReadUpTo(at, Math.Min(size, MaxPrefix)), at, isBig, null);

    /// <summary>An element that is a compressed one: its tag, and what a matrix has.</summary>
    private static IEnumerable<ContainerArray> CompressedAt(HeaderReader file, long at, long size, bool isBig, int number)
    {
        string name = string.Create(CultureInfo.InvariantCulture, $"element {number}");
        InflatedElements inflated = new(at, size, IsGzip: false);
        byte[] start;
        string? problem = null;
        try
        {
            start = file.ReadUpTo(inflated, 0, TagSize + MaxPrefix);
        }
        catch (InvalidDataException e)
        {
            (start, problem) = ([], e.Message);
        }
        bool isMatrix = start.Length >= TagSize && file.Cursor(start, isBig).Int32() == Matrix;
        return isMatrix ? Matrices(file, start[TagSize..], 0, isBig, inflated)
            : [new ContainerArray(name, null, [], at) { Problem = problem ?? "it is no matrix" }];
    }

    private static IEnumerable<ContainerArray> Matrices(HeaderReader file, byte[] prefix, long at, bool isBig, InflatedElements? inflated)
    {
        HeaderCursor cursor = file.Cursor(prefix, isBig);
        Part flags = Next(cursor);
        uint word = file.Cursor(prefix[flags.At..], isBig).UInt32();
        int kind = (int)(word & 0xff);
        bool isComplex = (word & 0x800) != 0;
        Part dims = Next(cursor);
        HeaderCursor lengths = file.Cursor(prefix[dims.At..], isBig);
        long[] shape = [.. Enumerable.Range(0, (int)Math.Min(dims.Size / 4, lengths.Left / 4)).Select(_ => (long)lengths.Int32())];
        Part text = Next(cursor);
        HeaderCursor letters = file.Cursor(prefix, isBig);
        letters.At = text.At;
        string name = letters.Text(text.Size), what = kind < Classes.Length ? Classes[kind] : "";
        List<KeyValuePair<string, object?>> attributes = [KeyValuePair.Create("Class", (object?)what)];
        if (kind is < 4 or 5 || what.Length == 0)
        {
            yield return new ContainerArray(name, null, shape, at)
            {
                Problem = $"a {what} array has no elements of one type",
                Attributes = attributes,
            };
            yield break;
        }
        Part real = Next(cursor, peek: true);
        yield return Numbers(isComplex ? $"{name}.real" : name, real);
        if (isComplex)
        {
            long next = at + real.At + real.Size + (real.IsSmall ? 4 - real.Size : -real.Size & 7);
            HeaderCursor tag = file.Cursor(
                inflated is null ? file.Read(next, TagSize) : file.ReadUpTo(inflated, TagSize + next, TagSize), isBig);
            Part imaginary = Next(tag, peek: true);
            yield return Numbers($"{name}.imag", imaginary with { At = (int)(next - at) + imaginary.At });
        }

        ContainerArray Numbers(string title, Part part) => new(title, TypeOf(part.Type, isBig), shape, inflated?.Start ?? at + part.At)
        {
            Decode = inflated is null || TypeOf(part.Type, isBig) is not { } stored ? null
                : opened => inflated.Read(opened, TagSize + part.At, stored, shape, MemoryOrder.F),
            Order = MemoryOrder.F,
            Attributes = attributes,
            Problem = TypeOf(part.Type, isBig) is { } dtype && Geometry.Layout.CheckedByteSize(shape, dtype.ItemSize) == part.Size
                && inflated?.CanHave(part.Size) != false ? null
                : $"{part.Size} bytes of type {part.Type} are no array of shape {Error.Shape(shape)}",
        };
    }

    // A tag has two numbers of 32 bits, type and size; or, in one, a size of at most 4 and the type, before up to 4 bytes.
    private static Part Next(HeaderCursor cursor, bool peek = false)
    {
        uint word = cursor.UInt32();
        Part part = word >> 16 != 0
            ? new Part((int)(word & 0xffff), word >> 16, cursor.At, IsSmall: true)
            : new Part((int)word, cursor.UInt32(), cursor.At, IsSmall: false);
        if (!peek)
        {
            cursor.Take(part.IsSmall ? 4 : part.Size + (-part.Size & 7));
        }
        return part;
    }

    private static DType? TypeOf(int type, bool isBig)
    {
        string order = isBig ? ">" : "<";
        return type switch
        {
            1 => DType.Int8,
            2 or 16 => DType.UInt8,
            3 => DType.Parse($"{order}i2"),
            4 or 17 => DType.Parse($"{order}u2"),
            5 => DType.Parse($"{order}i4"),
            6 or 18 => DType.Parse($"{order}u4"),
            7 => DType.Parse($"{order}f4"),
            9 => DType.Parse($"{order}f8"),
            12 => DType.Parse($"{order}i8"),
            13 => DType.Parse($"{order}u8"),
            _ => null,
        };
    }

    private static List<ContainerArray> Version4(HeaderReader file)
    {
        const int headerSize = 20, maxName = 1 << 16;
        List<ContainerArray> arrays = [];
        for (long at = 0; at < file.Length;)
        {
            file.RequireFew("arrays", arrays.Count);
            byte[] start = file.Read(at, headerSize);
            int type = file.Cursor(start).Int32();
            bool isBig = type is < 0 or > 5000;
            HeaderCursor cursor = file.Cursor(start, isBig);
            type = cursor.Int32();
            long order = type / 1000, reserved = type / 100 % 10, precision = type / 10 % 10, kind = type % 10;
            if (type is < 0 or > 5000 || order != (isBig ? 1 : 0) || reserved != 0 || precision > 5 || kind > 2)
            {
                throw file.Invalid("it is no file of version 4 or 5");
            }
            long rows = file.Require("number of rows", cursor.Int32(), 0, int.MaxValue);
            long columns = file.Require("number of columns", cursor.Int32(), 0, int.MaxValue);
            bool isComplex = cursor.Int32() != 0;
            long length = file.Require("name's length", cursor.Int32(), 1, maxName);
            string name = file.Cursor(file.Read(at + headerSize, length)).Text(length);
            string code = precision switch { 0 => "f8", 1 => "f4", 2 => "i4", 3 => "i2", 4 => "u2", _ => "u1" };
            DType dtype = DType.Parse((isBig ? ">" : "<") + code);
            long data = at + headerSize + length, bytes = Geometry.Layout.CheckedByteSize([rows, columns], dtype.ItemSize);
            List<KeyValuePair<string, object?>> attributes = [
                KeyValuePair.Create("Class", (object?)(kind switch { 0 => "double", 1 => "char", _ => "sparse" }))];
            ContainerArray array = new(isComplex ? $"{name}.real" : name, dtype, [rows, columns], data)
            {
                Order = MemoryOrder.F,
                Attributes = attributes,
                Problem = kind == 2 ? "a sparse array has no elements of one type" : null,
            };
            arrays.Add(array);
            if (isComplex)
            {
                arrays.Add(array with { Name = $"{name}.imag", Offset = data + bytes });
            }
            at = checked(data + (isComplex ? 2 * bytes : bytes));
        }
        return arrays;
    }

    /// <summary>A data element.</summary>
    /// <param name="Type">Its type.</param>
    /// <param name="Size">Its size in bytes.</param>
    /// <param name="At">The position of its data.</param>
    /// <param name="IsSmall">Whether its data are in its tag.</param>
    private readonly record struct Part(int Type, long Size, int At, bool IsSmall);
}
