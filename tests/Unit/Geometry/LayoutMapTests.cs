using CsCheck;
using MemMap.Geometry;

namespace MemMap.Tests.Geometry;

/// <summary>A view of one array as a view of another, against the elements one by one.</summary>
public class LayoutMapTests
{
    [Fact]
    public void A_mapped_view_has_the_elements_of_the_same_indices()
        => Gen.Select(Gen.Long[0, 5].Array[0, 4], Gen.Int[0, int.MaxValue], Gen.Int[1, 9]).Sample((shape, seed, itemSize) =>
    {
        var random = new Random(seed);
        Layout whole = Layout.Contiguous(shape, itemSize, random.Next(2) == 0 ? MemoryOrder.C : MemoryOrder.F);
        Layout other = Other(shape, random);
        // The elements of the other array by the offsets of those of the whole.
        Dictionary<long, long> pairs = [];
        foreach ((long first, long second) in Oracle.Elements(whole).Zip(Oracle.Elements(other)))
        {
            pairs[first] = second;
        }
        Layout view = View(whole, itemSize, random);
        Layout? mapped = new LayoutMap(whole, itemSize, other).Apply(view);
        Assert.True(mapped is null || view.Shape.SequenceEqual(mapped.Shape));
        Assert.True(mapped is null || Oracle.Elements(view).Select(offset => pairs[offset]).SequenceEqual(Oracle.Elements(mapped)));
    });

    [Fact]
    public void A_slice_or_transpose_is_always_mapped()
        => Gen.Select(Gen.Long[0, 5].Array[0, 4], Gen.Int[0, int.MaxValue]).Sample((shape, seed) =>
    {
        var random = new Random(seed);
        Layout whole = Layout.Contiguous(shape, 4), view = Sliced(whole, random);
        Assert.NotNull(new LayoutMap(whole, 4, Other(shape, random)).Apply(view));
    });

    private static Layout Other(long[] shape, Random random)
    {
        long[] strides = new long[shape.Length];
        int[] order = [.. Enumerable.Range(0, shape.Length)];
        random.Shuffle(order);
        long stride = random.Next(1, 4);
        foreach (int axis in order)
        {
            strides[axis] = random.Next(5) == 0 ? 0 : stride;
            stride *= shape[axis] + random.Next(2);
        }
        return new(shape, strides, random.Next(20));
    }

    private static Layout Sliced(Layout layout, Random random)
    {
        int[] axes = [.. Enumerable.Range(0, layout.NDim)];
        random.Shuffle(axes);
        layout = layout.Transpose(axes);
        long[] shape = layout.Shape.ToArray(), strides = layout.Strides.ToArray();
        long offset = layout.Offset;
        for (int axis = 0; axis < shape.Length; axis++)
        {
            if (shape[axis] == 0)
            {
                continue;
            }
            long step = random.Next(1, 3), start = random.NextInt64(shape[axis]);
            bool isBackward = random.Next(2) == 0;
            long most = ((isBackward ? start : shape[axis] - 1 - start) / step) + 1;
            offset += start * strides[axis];
            shape[axis] = random.NextInt64(most) + 1;
            strides[axis] *= isBackward ? -step : step;
        }
        return new(shape, strides, offset);
    }

    private static Layout View(Layout whole, int itemSize, Random random)
    {
        bool isFlat = random.Next(2) == 0 && whole.Size > 0;
        return Sliced(isFlat ? whole.TryReshape([whole.Size], itemSize, MemoryOrder.C) ?? whole : whole, random);
    }
}
