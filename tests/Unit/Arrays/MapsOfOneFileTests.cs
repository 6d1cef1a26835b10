using CsCheck;
using MemMap.Compute;
using MemMap.Formats;
using MemMap.Tests.Memory;

namespace MemMap.Tests.Arrays;

/// <summary>
/// What is assigned from one map of a file to another map of it is what was there before the assignment, as between views of one map.
/// </summary>
public class MapsOfOneFileTests : TempFolder
{
    private const int Items = 5000, Cases = 200;

    private enum Way
    {
        Array,
        Expression,
        Compute,
        Out,
        Cast,
        Mask,
        Positions,
    }

    private static readonly Gen<(int From, int To, int Count, bool Reverse)> Ranges
        = Gen.Select(Gen.Int[0, Items - 1], Gen.Int[0, Items - 1], Gen.Int[0, Items], Gen.Bool)
            .Select((from, to, count, reverse) => (from, to, Math.Min(count, Items - Math.Max(from, to)), reverse));

    [Fact]
    public void Overlapping_maps_behave_as_if_the_source_was_copied_first()
        => Gen.Select(Ranges, Gen.Enum<Way>(), Gen.OneOfConst(AccessHint.Normal, AccessHint.Buffered), Gen.Bool).Sample(
            (range, way, access, isView) =>
            {
                string path = NewContent();
                using MemMapArray target = Open(path, MapMode.ReadWrite, isView ? 0 : range.To, isView ? Items : range.Count);
                using MemMapArray source = Open(path, MapMode.ReadOnly, isView ? 0 : range.From, isView ? Items : range.Count, access);
                NDArray to = isView ? Slice(target, range.To, range.Count) : target;
                NDArray from = isView ? Slice(source, range.From, range.Count) : source;
                Assign(to, range.Reverse ? from.Flip() : from, way);
                int[] moved = [.. Enumerable.Range(range.From, range.Count).Select(item => item + 1)];
                if (range.Reverse)
                {
                    Array.Reverse(moved);
                }
                return Content(target, path).SequenceEqual(After(moved, range.To));
            },
            iter: Cases,
            threads: 1);

    [Fact]
    public void Overlapping_joins_behave_as_if_the_source_was_copied_first()
        => Gen.Select(Gen.Enum<Way>(), Gen.Bool, Gen.Bool).Sample(
            (way, isOpened, isTarget) =>
            {
                string path = NewContent();
                const int Half = Items / 2;
                using MemMapArray whole = Open(path, MapMode.ReadWrite, 0, Items);
                using MemMapArray first = Open(path, MapMode.ReadWrite, 0, Half), second = Open(path, MapMode.ReadWrite, Half, Half);
                // The halves in the other order, or the file, which is opened when it is used, from its end.
                using JoinedMemMap parts = isOpened ? JoinedMemMap.Join([second, first]) : JoinedMemMap.Join([Plan(path)], 0, null);
                NDArray joined = isOpened ? parts : parts.Flip();
                Assign(isTarget ? joined : whole, isTarget ? whole : joined, way);
                parts.Flush();
                int[] expected = isOpened ? [.. Enumerable.Range(Half + 1, Half), .. Enumerable.Range(1, Half)]
                    : [.. Enumerable.Range(1, Items).Reverse()];
                return Content(whole, path).SequenceEqual(expected);
            },
            iter: 60,
            threads: 1);

    [Fact]
    public void Links_to_one_file_are_the_same_file()
    {
        string path = NewContent(), link = NewPath("link");
        File.Delete(link);
        if (Xunit.Record.Exception(() => File.CreateSymbolicLink(link, path)) is not null)
        {
            Assert.Skip("links can't be made here");
        }
        using MemMapArray source = Open(link, MapMode.ReadOnly, 0, Items - 1), target = Open(path, MapMode.ReadWrite, 1, Items - 1);
        target.SetItem(["..."], source);
        Assert.Equal(After([.. Enumerable.Range(1, Items - 1)], 1), Content(target, path));
    }

    [Fact]
    public void Nothing_is_copied_where_each_element_is_read_before_it_is_written()
    {
        string path = NewContent();
        using MemMapArray source = Open(path, MapMode.ReadOnly, 0, Items), target = Open(path, MapMode.ReadWrite, 2, Items - 2);
        NDArray same = Slice(source, 2, Items - 2), apart = Slice(source, 0, 100);
        Assert.True(same.Ref.IsApartFrom(target.Ref));
        Assert.True(apart.Ref.IsApartFrom(Slice(target, 98, 100).Ref));
        Assert.False(apart.Ref.IsApartFrom(Slice(target, 97, 100).Ref));
        Assert.True(((ExpressionBuffer)(same.Lazy() + 1).Ref.Buffer).Expression.CanWriteTo((same.Lazy() + 1).Ref, target.Ref));
        using MemMapArray other = Open(path, MapMode.CopyOnWrite, 0, Items);
        Assert.True(Slice(source, 0, 100).Ref.IsApartFrom(Slice(other, 1, 100).Ref));
    }

    private static void Assign(NDArray target, NDArray source, Way way)
    {
        switch (way)
        {
            case Way.Array:
                target.SetItem(["..."], source);
                break;
            case Way.Expression:
                target.SetItem(["..."], (source.Lazy() * 2) - source);
                break;
            case Way.Compute:
                (source.Lazy() + 0).Compute(target);
                break;
            case Way.Out:
                source.Abs(target);
                break;
            case Way.Cast:
                target.SetItem(["..."], source.Lazy().AsType(DType.Float64));
                break;
            case Way.Mask:
                target.SetItem([NDArray.Full([target.Size], true)], source);
                break;
            case Way.Positions:
                target.SetItem([NDArray.Arange(target.Size)], source);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(way));
        }
    }

    private static NDArray Slice(NDArray array, int from, int count) => (NDArray)array.GetItem([$"{from}:{from + count}"])!;

    private static MemMapArray Open(string path, MapMode mode, int from, int count, AccessHint access = AccessHint.Normal)
        => MemMapArray.Open(path, "<i4", mode, from * sizeof(int), [count], access: access);

    private static int[] After(int[] moved, int to)
    {
        int[] expected = [.. Enumerable.Range(1, Items)];
        moved.CopyTo(expected, to);
        return expected;
    }

    private static OpenPlan Plan(string path) => ArrayFile.Plan(
        new() { Path = path, Mode = MapMode.ReadWrite, KeepsLength = true, CanRest = true }, FileFormat.Raw, new ArraySpec(DType.Int32));

    /// <summary>What the file has, once the map's changes are in it.</summary>
    private static int[] Content(MemMapArray map, string path)
    {
        map.Flush();
        byte[] content = Content(path);
        int[] items = new int[Items];
        Buffer.BlockCopy(content, 0, items, 0, content.Length);
        return items;
    }

    /// <summary>A file of the integers from 1 on.</summary>
    private string NewContent()
    {
        byte[] content = new byte[Items * sizeof(int)];
        Buffer.BlockCopy(After([], 0), 0, content, 0, content.Length);
        return NewFile(content);
    }
}
