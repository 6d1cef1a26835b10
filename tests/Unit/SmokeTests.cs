namespace MemMap.Tests;

public class SmokeTests
{
    [Fact]
    public void A_shape_of_one_dimension_has_a_comma() => Assert.Equal("(3,)", Error.Shape([3]));
}
