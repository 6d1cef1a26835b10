using CsCheck;
using MemMap.Compute;
using MemMap.DataTypes;
using MemMap.Tests.Arrays;
using MemMap.Tests.Memory;

namespace MemMap.Tests.Compute;

/// <summary>Results that are written to an array that is there: in a map, strided, of another dtype, or over an operand.</summary>
public class TargetTests : TempFolder
{
    private const int Cases = 200;

    [Fact]
    public void Results_go_into_a_part_of_a_map()
    {
        using MemMapArray map = MemMapArray.Open(NewPath("target.dat"), "f4", MapMode.Write, shape: [4, 5]);
        map.Fill(-1);
        NDArray x = NDArray.Arange(4);
        Elementwise.Into(Operations.Add, x.Ref, NDArray.Array(0.5).Ref, ((NDArray)map[":", 1]!).Ref);
        Elementwise.Into(Operations.Square, x.Ref, ((NDArray)map["::-1", 3]!).Ref, Casting.Unsafe);
        Assert.Equal([0.5f, 1.5f, 2.5f, 3.5f], (float[])((NDArray)map[":", 1]!).ToArray());
        Assert.Equal([9f, 4f, 1f, 0f], (float[])((NDArray)map[":", 3]!).ToArray());
        Assert.Equal(12L, map.Eq(-1).CountNonZero());
    }

    [Fact]
    public void Results_in_any_array_are_those_of_a_new_one()
        => Gen.Select(Samples.Views, Samples.Views, Gen.OneOfConst(Operations.Add, Operations.Multiply, Operations.Maximum)).Sample(
            (target, sample, operation) =>
            {
                NDArray x = NDArray.Array(3, sample.Array.DType), y = NDArray.Zeros(target.Array.Shape, sample.Array.DType);
                y.Fill(2);
                ArrayRef results;
                try
                {
                    results = Elementwise.Binary(operation, x.Ref, y.Ref);
                }
                catch (NotSupportedException)
                {
                    return true;
                }
                if (!target.Array.IsWriteable || !Promotion.CanCast(results.DType, target.Array.DType, Casting.SameKind))
                {
                    Assert.ThrowsAny<Exception>(() => Elementwise.Into(operation, x.Ref, y.Ref, target.Array.Ref));
                    return true;
                }
                Elementwise.Into(operation, x.Ref, y.Ref, target.Array.Ref);
                // Copied, as bits stand among others in the target.
                return target.Array.Copy().ToBytes().AsSpan().SequenceEqual(results.AsType(target.Array.DType).Copy().ToBytes());
            },
            iter: Cases);

    [Fact]
    public void Operands_in_the_targets_memory_are_read_before_they_are_changed()
    {
        NDArray all = NDArray.Arange(10);
        NDArray before = (NDArray)all[":-1"]!, after = (NDArray)all["1:"]!;
        Elementwise.Into(Operations.Add, before.Ref, after.Ref, after.Ref);
        Assert.Equal([0, 1, 3, 5, 7, 9, 11, 13, 15, 17], (long[])all.ToArray());
    }

    [Fact]
    public void A_broadcast_view_stays_read_only_whatever_is_made_of_it()
    {
        ArrayRef view = NDArray.Arange(3).BroadcastTo(2, 3).Ref;
        foreach (ArrayRef part in new[] { view, view.WithLayout(view.Layout.Transpose()), view.View("u8"), view.At([1]) })
        {
            Assert.Throws<InvalidOperationException>(() => Elementwise.Copy(NDArray.Array(1).Ref, part));
        }
        Assert.True(view.Copy().IsWriteable);
    }
}
