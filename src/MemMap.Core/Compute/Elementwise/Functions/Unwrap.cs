using MemMap.DataTypes;
using MemMap.Geometry;

namespace MemMap.Compute;

/// <summary>
/// Takes out the jumps of values that wrap around, such as angles: adds periods, so that neighbours differ by at most half of one.
/// </summary>
internal static class Unwrap
{
    /// <summary>A new array without jumps along an axis.</summary>
    /// <param name="array">The values: real numbers.</param>
    /// <param name="discont">The smallest jump that is taken out; null for half a period.</param>
    /// <param name="axis">The axis.</param>
    /// <param name="period">The period: a number, which beside integers may be one.</param>
    internal static ArrayRef Run(ArrayRef array, object? discont, int axis, object period)
    {
        if (!array.DType.IsInteger && !array.DType.IsFloating)
        {
            throw Error.NoLoop("unwrap", array.DType);
        }
        axis = Layout.NormalizeAxis(axis, array.NDim);
        DType dtype = Promotion.ResultTypeWithScalar(array.DType, period);
        ArrayRef values = (array with { IsLazy = true }).Cast(dtype), result = array.AsType(dtype);
        ArrayRef jumps = Diff.Step(array with { IsLazy = true }, axis);
        if (jumps.Size == 0)
        {
            return result;
        }
        object high, low;
        bool isAmbiguous = true;
        if (dtype.IsInteger)
        {
            long length = Convert.ToInt64(period, null), half = FloorDivideIntegers<long>.Of(length, 2);
            (high, low, isAmbiguous) = (half, -half, length % 2 == 0);
        }
        else
        {
            double half = Convert.ToDouble(period, null) / 2;
            (high, low) = (half, -half);
        }
        ArrayRef wrapped = Binary(Operations.Add, Binary(Operations.Remainder, Binary(Operations.Subtract, jumps, low), period), low);
        if (isAmbiguous)
        {
            // Half a period up stays half a period up.
            ArrayRef isUp = Binary(Operations.LogicalAnd, Binary(Operations.Equal, wrapped, low), Binary(Operations.Greater, jumps, 0));
            wrapped = Where.Run(isUp, high, wrapped);
        }
        ArrayRef isSmall = Binary(
            Operations.Less, Elementwise.Unary(Operations.Absolute, jumps), discont ?? (object)(Convert.ToDouble(period, null) / 2));
        ArrayRef added = Scanner.Run(
            Operations.CumSum, Where.Run(isSmall, 0, Binary(Operations.Subtract, wrapped, jumps)), axis);
        long count = array.Layout.Shape[axis] - 1;
        Elementwise.Copy(
            Binary(Operations.Add, values.WithLayout(values.Layout.Narrow(axis, 1, count)), added),
            result.WithLayout(result.Layout.Narrow(axis, 1, count)));
        return result;
    }

    private static ArrayRef Binary(BinaryOperation operation, ArrayRef x, object y)
        => Elementwise.Binary(operation, x, y is double number && x.DType.IsInteger ? ArrayLiteral.Create(number, null) : y);
}
