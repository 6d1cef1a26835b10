using MemMap.Tests.Memory;

namespace MemMap.Tests.Compute;

/// <summary>
/// What can't be computed for some element leaves the array that takes the results as it was, however late the element is.
/// </summary>
public class FailingTargetTests : TempFolder
{
    private const int Items = 100_000;

    /// <summary>Lazy arrays of int64 of which the last element can't be computed.</summary>
    public static TheoryData<string> Expressions => ["text", "date", "choose", "power", "inner", "view", "joined"];

    [Theory]
    [MemberData(nameof(Expressions))]
    public void A_target_is_untouched_where_an_element_can_not_be_computed(string name)
    {
        foreach (bool isMap in new[] { false, true })
        {
            NDArray target = isMap ? MemMapArray.Open(NewPath(name), "i8", MapMode.Write, shape: [Items]) : NDArray.Zeros([Items], "i8");
            NDArray pair = NDArray.Zeros([2 * Items], "i8");
            foreach (Action write in new Action[]
            {
                () => target.SetItem(["..."], Bad(name)),
                () => Bad(name).Compute(target),
                () => target.Update("Add", Bad(name)),
                () => Bad(name).Abs(target),
                () => Bad(name).CumSum(0, target),
                () => Bad(name).Maximum(1, target),
                () => NDArray.Where(target.Eq(0), Bad(name), 1, target),
                () => NDArray.Concatenate([NDArray.Full([Items], 5L), Bad(name)], 0, pair),
            })
            {
                Assert.ThrowsAny<Exception>(write);
                Assert.Equal(0L, target.CountNonZero());
                Assert.Equal(0L, pair.CountNonZero());
            }
            (target as MemMapArray)?.Close();
        }
    }

    [Fact]
    public void A_negative_exponent_leaves_the_target_of_a_power_as_it_was()
    {
        NDArray exponents = NDArray.Full([Items], 2L);
        exponents.SetItem([Items - 1], -1);
        NDArray target = NDArray.Full([Items], 3L);
        Assert.Throws<ArgumentException>(() => target.Update("Power", exponents));
        Assert.Throws<ArgumentException>(() => target.Update("Power", -1));
        Assert.Throws<ArgumentException>(() => NDArray.Full([Items], 7L).Power(exponents, target));
        Assert.Equal(3L, target.Min());
        Assert.Equal(3L, target.Max());
        target.Update("Power", 2);
        target.Update("Power", exponents.AsType("u1").Clip(0, 2));
        Assert.Equal(81L, target.Min());
    }

    private static NDArray Bad(string name)
    {
        NDArray two = NDArray.Full([Items], 2L), last = two.Copy();
        last.SetItem([Items - 1], -1);
        switch (name)
        {
            case "text":
                return Texts().Lazy().AsType("i8");
            case "date":
                return Texts().Lazy().AsType("M8[s]").AsType("i8");
            case "choose":
                return (last.Lazy() - 1).Choose([5L, 6L]);
            case "power":
                return (two.Lazy() + 1).Power(last);
            case "inner":
                return ((two.Lazy() + 1).Power(last) * 2) - two;
            case "view":
                return (NDArray)(two.Lazy() + 1).Power(last).GetItem(["::-1"])!;
            default:
                return NDArray.Concatenate([(NDArray)two.GetItem([":100"])!, Texts("100:").Lazy().AsType("i8")]);
        }

        static NDArray Texts(string part = ":")
        {
            NDArray texts = NDArray.Full([Items], "2021", "U4");
            texts.SetItem([Items - 1], "bad");
            return (NDArray)texts.GetItem([part])!;
        }
    }
}
