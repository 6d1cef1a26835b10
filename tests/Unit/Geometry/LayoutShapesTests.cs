using CsCheck;
using MemMap.Geometry;

namespace MemMap.Tests.Geometry;

public class LayoutShapesTests
{
    [Fact]
    public void Broadcasting_repeats_by_stride_0()
    {
        Layout layout = Layout.Contiguous([3, 1], 8).BroadcastTo([2, 3, 4]);
        Assert.Equal([2, 3, 4], layout.Shape);
        Assert.Equal([0, 8, 0], layout.Strides);
    }

    [Theory]
    [InlineData(new long[] { 3 }, new long[] { 4 }, "could not broadcast input array from shape (3,) into shape (4,)")]
    [InlineData(new long[] { 1, 3 }, new long[] { 3 }, "could not broadcast input array from shape (1, 3) into shape (3,)")]
    [InlineData(new long[] { 3 }, new long[] { 0 }, "could not broadcast input array from shape (3,) into shape (0,)")]
    [InlineData(new long[] { 1 }, new long[] { -1 }, "negative dimensions are not allowed, but the shape is (-1,)")]
    public void What_does_not_broadcast_is_an_error(long[] from, long[] to, string message)
        => Assert.Equal(message, Assert.Throws<ArgumentException>(() => Layout.Contiguous(from, 8).BroadcastTo(to)).Message);

    [Theory]
    [InlineData(new long[] { 3, 1 }, new long[] { 4 }, new long[] { 3, 4 })]
    [InlineData(new long[] { }, new long[] { 2, 0 }, new long[] { 2, 0 })]
    [InlineData(new long[] { 1 }, new long[] { 0 }, new long[] { 0 })]
    [InlineData(new long[] { 5, 1, 3 }, new long[] { 4, 1 }, new long[] { 5, 4, 3 })]
    public void Two_shapes_have_a_common_one(long[] a, long[] b, long[] expected)
    {
        Assert.Equal(expected, Broadcast.Shapes(a, b));
        Assert.Equal(expected, Broadcast.Shapes(b, a));
    }

    [Fact]
    public void Shapes_without_a_common_one_are_named()
    {
        Assert.Equal(
            "operands could not be broadcast together with shapes (3,) (4,)",
            Assert.Throws<ArgumentException>(() => Broadcast.Shapes([3], [4])).Message);
        Assert.Equal(
            "operands could not be broadcast together with shapes (2,) (1,) (3, 0)",
            Assert.Throws<ArgumentException>(() => Broadcast.Shapes([2L], [1L], [3L, 0])).Message);
    }

    [Fact]
    public void Common_shapes_are_the_oracles() => Oracle.Draws(12).Sample(
        draws =>
        {
            long[] a = draws.Shape(4, 2), b = draws.Shape(4, 2);
            if (Oracle.Broadcast([a, b]) is long[] expected)
            {
                Assert.Equal(expected, Broadcast.Shapes(a, b));
            }
            else
            {
                Assert.Throws<ArgumentException>(() => Broadcast.Shapes(a, b));
            }
        },
        iter: 10_000);

    [Fact]
    public void Broadcast_elements_are_the_repeated_ones() => Oracle.Draws(24).Sample(
        draws =>
        {
            Layout layout = draws.Layout(3, 3);
            long[] shape = layout.Shape.ToArray();
            long[] target = [.. draws.Shape(2, 3), .. shape.Select(length => length == 1 ? draws.Next(4) : length)];
            Layout result = layout.BroadcastTo(target);
            Assert.Equal(target, result.Shape);
            Assert.Equal(
                Oracle.Tuples(target).Select(tuple => layout.OffsetOf([.. tuple[^shape.Length..].Zip(shape, (i, n) => n == 1 ? 0 : i)])),
                Oracle.Elements(result));
        },
        iter: 10_000);

    [Theory]
    [InlineData(12, new long[] { -1, 4 }, new long[] { 3, 4 })]
    [InlineData(12, new long[] { 2, -1, 3 }, new long[] { 2, 2, 3 })]
    [InlineData(12, new long[] { 12 }, new long[] { 12 })]
    [InlineData(1, new long[] { }, new long[] { })]
    [InlineData(0, new long[] { 5, -1 }, new long[] { 5, 0 })]
    public void One_dimension_may_be_unknown(long size, long[] shape, long[] expected)
        => Assert.Equal(expected, Layout.ResolveShape(shape, size));

    [Theory]
    [InlineData(12, new long[] { 5 }, "cannot reshape array of size 12 into shape (5,)")]
    [InlineData(12, new long[] { -1, 5 }, "cannot reshape array of size 12 into shape (-1, 5)")]
    [InlineData(12, new long[] { }, "cannot reshape array of size 12 into shape ()")]
    [InlineData(0, new long[] { -1, 0 }, "cannot reshape array of size 0 into shape (-1, 0)")]
    [InlineData(12, new long[] { 1L << 40, 1L << 40 }, "cannot reshape array of size 12 into shape (1099511627776, 1099511627776)")]
    [InlineData(12, new long[] { -1, -1 }, "can only specify one unknown dimension, but the shape is (-1, -1)")]
    [InlineData(12, new long[] { -2, 6 }, "negative dimensions are not allowed, but the shape is (-2, 6)")]
    public void A_shape_of_another_size_is_an_error(long size, long[] shape, string message)
        => Assert.Equal(message, Assert.Throws<ArgumentException>(() => Layout.ResolveShape(shape, size)).Message);

    [Fact]
    public void Reshape_is_a_view_where_axes_lie_as_one()
    {
        Layout every2nd = new([12], [16], 0);
        Assert.Equal([48, 16], every2nd.TryReshape([4, 3], 8, MemoryOrder.C)!.Strides);
        Assert.Equal([16, 64], every2nd.TryReshape([4, 3], 8, MemoryOrder.F)!.Strides);
        Layout transposed = Layout.Contiguous([3, 4], 8).Transpose();
        Assert.Null(transposed.TryReshape([12], 8, MemoryOrder.C));
        Assert.Equal([8], transposed.TryReshape([12], 8, MemoryOrder.F)!.Strides);
        Assert.Equal([16, 8, 32], transposed.TryReshape([2, 2, 3], 8, MemoryOrder.C)!.Strides);
    }

    [Fact]
    public void Reshape_of_nothing_is_a_view_of_nothing()
    {
        Layout result = Layout.Contiguous([0, 3], 8, MemoryOrder.C, 40).TryReshape([5, 0], 8, MemoryOrder.C)!;
        Assert.Equal([5, 0], result.Shape);
        Assert.Equal(40, result.Offset);
    }

    [Theory]
    [InlineData(MemoryOrder.C)]
    [InlineData(MemoryOrder.F)]
    public void Reshape_is_a_view_exactly_where_strides_can_do_it(MemoryOrder order) => Oracle.Draws(40).Sample(
        draws =>
        {
            Layout layout = Viewable(draws);
            long[] shape = Factors(draws, layout.Size);
            long[] elements = InOrder(layout, order);
            if (layout.TryReshape(shape, 2, order) is Layout result)
            {
                Assert.Equal(shape, result.Shape);
                Assert.Equal(elements, InOrder(result, order));
            }
            else
            {
                Assert.NotEqual(elements, InOrder(OnlyCandidate(shape, elements, order), order));
            }
        },
        iter: 10_000);

    /// <summary>Layouts whose axes often lie as one: a contiguous one indexed, or strides of few kinds.</summary>
    private static Layout Viewable(Draws draws)
    {
        long[] shape = draws.Shape(4, 4);
        if (draws.OneIn(3))
        {
            return new(shape, [.. shape.Select(_ => (long)draws.Next(5) * 2)], 0);
        }
        var layout = Layout.Contiguous(shape, 2, draws.OneIn(2) ? MemoryOrder.C : MemoryOrder.F);
        return BasicIndex.Apply(layout, draws.OneIn(2) ? draws.BasicItems(shape) : [], out _);
    }

    private static long[] Factors(Draws draws, long size)
    {
        List<long> factors = [];
        while (size > 1)
        {
            long[] divisors = [.. Oracle.Range(size + 1).Where(d => d > 0 && size % d == 0)];
            factors.Add(divisors[draws.Next(divisors.Length)]);
            size /= factors[^1];
        }
        return size == 0 ? [.. factors, 0] : [.. factors];
    }

    private static long[] InOrder(Layout layout, MemoryOrder order)
        => Oracle.Elements(order == MemoryOrder.C ? layout : layout.Transpose());

    /// <summary>The stride of an axis can only be the distance between its first two elements.</summary>
    private static Layout OnlyCandidate(long[] shape, long[] elements, MemoryOrder order)
    {
        long[] strides = new long[shape.Length];
        for (int axis = 0; axis < shape.Length; axis++)
        {
            long step = (order == MemoryOrder.C ? shape[(axis + 1)..] : shape[..axis]).Aggregate(1L, (product, n) => product * n);
            strides[axis] = shape[axis] == 1 ? 0 : elements[step] - elements[0];
        }
        return new(shape, strides, elements[0]);
    }
}
