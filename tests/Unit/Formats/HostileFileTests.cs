using CsCheck;
using MemMap.Formats;
using MemMap.Tests.Memory;

namespace MemMap.Tests.Formats;

/// <summary>Files that were changed at random are read rightly or refused, by one of the documented exceptions.</summary>
public class HostileFileTests : TempFolder
{
    private static readonly byte[][] Headers = [.. Directory.GetFiles(NpyGolden.Folder, "*.npy").Order(StringComparer.Ordinal)
        .Select(path => File.ReadAllBytes(path)).Select(bytes => bytes[..Math.Min(bytes.Length, 320)])];

    private static readonly string[] Pieces =
    [
        "'descr'", "'shape'", "(", ")", "[", "]", "{", "}", ",", ":", "'<f8'", "-1", "9223372036854775807", "99999999999999999999", "''",
        "'|V4'",
        "True", "None", "L", "\\x00", "\\U0010ffff", "\0", "\xff", "'|S2147483647'", "'<U999999999'", "('a', '<i4', (1000000, 1000000))",
        "'<M8[0s]'", "'O'",
        "((((((((((((((((((((((((((((((((((", "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[", "('', '<i4')", "'i4,(2,3)f8'", "'i4,,'",
    ];

    private static readonly Gen<byte[]> MutatedHeader = Gen.Select(
        Gen.Int[0, Headers.Length - 1], Gen.Select(Gen.Int[0, 200], Gen.Int[0, Pieces.Length + 3], Gen.Byte).Array[1, 4],
        (which, edits) => edits.Aggregate(Headers[which], Mutate));

    [Fact]
    public void Mutated_headers_are_read_or_refused()
        => MutatedHeader.Sample(bytes =>
        {
            try
            {
                NpyHeader header = NpyHeader.Read(bytes, "x");
                return header.ByteSize >= 0 && header.DType.ItemSize > 0 && header.Length <= bytes.Length
                    && header.Shape.All(length => length >= 0);
            }
            catch (InvalidDataException)
            {
                return true;
            }
        }, iter: 20_000);

    [Theory]
    [InlineData("stored.npz")]
    [InlineData("deflated.npz")]
    [InlineData("zip64.npz")]
    public void Mutated_archives_are_read_or_refused(string name)
    {
        byte[] original = File.ReadAllBytes(Path.Combine(NpyGolden.Folder, name));
        string path = NewPath("x.npz");
        // Most of the structure is in the last part; small and extreme values are what breaks readers.
        Gen.Select(Gen.Int[0, original.Length - 1], Gen.OneOf(Gen.Byte, Gen.OneOfConst<byte>(0, 1, 0x7f, 0x80, 0xff))).Array[1, 4]
            .Sample(edits =>
        {
            byte[] bytes = [.. original];
            foreach ((int at, byte value) in edits)
            {
                bytes[at] = value;
            }
            File.WriteAllBytes(path, bytes);
            try
            {
                foreach (NDArray array in MemMapArray.OpenMembers(path))
                {
                    _ = array.ToBytes();
                    array.Buffer.Close();
                }
            }
            catch (Exception e) when (e is InvalidDataException || e.Data[Error.IdKey] is "NpyTooShort")
            {
                // These two are documented.
            }
        }, iter: 1_000, threads: 1);
    }

    [Fact]
    public void An_archive_that_is_cut_off_is_refused()
    {
        byte[] original = File.ReadAllBytes(Path.Combine(NpyGolden.Folder, "stored.npz"));
        string path = NewPath("x.npz");
        for (int length = 0; length < original.Length; length += 7)
        {
            File.WriteAllBytes(path, original[..length]);
            Assert.Equal("InvalidZip", IdOf(Assert.ThrowsAny<InvalidDataException>(() => MemMapArray.OpenMembers(path))));
        }
    }

    private static byte[] Mutate(byte[] bytes, (int At, int What, byte Value) edit)
    {
        int at = Math.Min(edit.At, bytes.Length);
        byte[] piece = edit.What < Pieces.Length ? [.. Pieces[edit.What].Select(c => (byte)c)] : [edit.Value];
        return (edit.What - Pieces.Length) switch
        {
            0 => bytes[..at],
            1 => [.. bytes[..at], .. bytes[Math.Min(at + 3, bytes.Length)..]],
            // In place, so that the rest keeps its meaning.
            2 => [.. bytes[..at], .. piece, .. bytes[Math.Min(at + 1, bytes.Length)..]],
            _ => [.. bytes[..at], .. piece, .. bytes[Math.Min(at + piece.Length, bytes.Length)..]],
        };
    }
}
