using CsCheck;
using MemMap.Formats;
using MemMap.Tests.Memory;

namespace MemMap.Tests.Formats;

/// <summary>The differences of two arrays as a patch that makes the second one of the first.</summary>
public class ComparedPatchTests : TempFolder
{
    private const int Length = 96;

    // Views of an array of three axes; each is a layout of its own.
    private static readonly Func<NDArray, NDArray>[] Views =
    [
        array => array,
        array => array.T,
        array => (NDArray)array["::-1"]!,
        array => (NDArray)array["1:, ::2"]!,
        array => (NDArray)array["..., ::-2"]!,
        array => ((NDArray)array[":, 1:, ::-1"]!).Transpose(1, 0, 2),
        array => (NDArray)array["1, 1"]!,
        array => (NDArray)array["5:"]!,
    ];

    private static readonly (string DType, long[] Shape)[] Arrays =
        [("u1", [2, 6, 8]), (">u2", [2, 4, 6]), ("f4", [2, 3, 4]), ("V3", [2, 4, 4]), ("u1,<i2", [4, 2, 4])];

    [Fact]
    public void A_patch_makes_the_second_array_of_the_first_and_nothing_else()
        => Gen.Select(
            Gen.Byte[0, 3].Array[Length + 9], Gen.Byte[0, 3].Array[Length + 9], Gen.OneOfConst(Arrays), Gen.OneOfConst(Views),
            Gen.Int[0, 9])
            .Sample(
                (content, other, kind, view, offset) =>
                {
                    string path = NewFile(content), second = NewPath("second.bin"), patch = NewPath("p.patch");
                    File.WriteAllBytes(second, other);
                    using MemMapArray map = MemMapArray.Open(path, DType.Parse(kind.DType), MapMode.ReadWrite, offset, kind.Shape);
                    using MemMapArray target = MemMapArray.Open(second, DType.Parse(kind.DType), MapMode.ReadOnly, 0, kind.Shape);
                    NDArray part = view(map), wanted = view(target);
                    byte[] expected = [.. content];
                    bool[] isInView = new bool[content.Length];
                    part.Layout.MarkBytes(part.ItemSize, -offset, isInView);
                    for (int at = offset; at < content.Length; at++)
                    {
                        expected[at] = isInView[at] ? other[at - offset] : content[at];
                    }

                    Export(part, wanted, patch);
                    using MemMapArray whole = MemMapArray.Open(path);
                    Apply(patch, whole, isReversed: false);
                    Assert.Equal(expected, Content(path));
                    Apply(patch, whole, isReversed: true);
                    Assert.Equal(content, Content(path));
                },
                iter: 300, threads: 1);

    [Fact]
    public void Arrays_in_memory_have_offsets_from_their_first_element_on()
    {
        NDArray one = NDArray.Arange(0, 9).AsType("u1"), two = one.Copy();
        two[4] = 200;
        string patch = NewPath("p.patch");
        Export(one, two, patch);
        Assert.Contains("file array\n@ 0x4 (4), 1 byte\n", File.ReadAllText(patch));
        Apply(patch, one, isReversed: false);
        Assert.True(one.ArrayEqual(two));
    }

    [Fact]
    public void What_a_patch_can_not_hold_is_an_error()
    {
        NDArray one = NDArray.Arange(0, 9);
        Assert.Equal("PatchOfOtherType", Id(one, one.AsType("f8")));
        Assert.Equal("PatchOfOtherShape", Id(one, NDArray.Arange(0, 8)));
        Assert.Equal("PatchOfView", Id(NDArray.Arange(0, 1).BroadcastTo(9), one));
        Assert.Equal("PatchOfView", Id(one.Lazy() + 1, one));
        Assert.Equal("PatchOfTwice", IdOf(Xunit.Record.Exception(() => _ = new ArrayExport(
            Request([one, one.Copy()], [one, one], NewPath("p.patch"))))));
        Assert.Equal("ComparisonToExport", IdOf(Xunit.Record.Exception(() => _ = new ArrayExport(
            Request([one], [one], NewPath("p.npy"))))));

        string? Id(NDArray array, NDArray other) => IdOf(Xunit.Record.Exception(() => Export(array, other, NewPath("p.patch"))));
    }

    private static ExportRequest Request(NDArray[] arrays, NDArray[] others, string path) => new(
        path, [.. arrays.Select(array => array.Ref)], FileFormat.Auto, null, Compress: false, NoClobber: false,
        Compared: [.. others.Select(array => array.Ref)]);

    private static void Export(NDArray array, NDArray other, string path) => new ArrayExport(Request([array], [other], path)).Run(_ => { });

    // Where nothing differs, there is nothing to apply.
    private static void Apply(string patch, NDArray array, bool isReversed)
    {
        ArrayPatch change = new(patch, array.Ref, isReversed);
        change.Check(3);
        change.Apply();
    }
}
