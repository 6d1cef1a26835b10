using System.Numerics;

namespace MemMap.Compute;

/// <summary>
/// The order of two texts of fixed lengths, by code points. The shorter one is padded with NULs. Bytes count as code points.
/// </summary>
internal static unsafe class TextOrder
{
    internal static bool IsText(DType dtype) => dtype.Kind is ElementKind.Bytes or ElementKind.Text;

    /// <summary>The kernel that returns -1, 0 or 1 (sbyte) for each pair of texts of two dtypes.</summary>
    internal static Kernel Between(DType x, DType y) => (x.Kind == ElementKind.Bytes, y.Kind == ElementKind.Bytes) switch
    {
        (true, true) => Between<byte, byte>(x, y),
        (true, false) => Between<byte, uint>(x, y),
        (false, true) => Between<uint, byte>(x, y),
        _ => Between<uint, uint>(x, y),
    };

    private static Kernel Between<TX, TY>(DType dtypeX, DType dtypeY)
        where TX : unmanaged, IBinaryInteger<TX>
        where TY : unmanaged, IBinaryInteger<TY>
    {
        int lengthX = dtypeX.ItemSize / sizeof(TX), lengthY = dtypeY.ItemSize / sizeof(TY), length = Math.Max(lengthX, lengthY);
        return (blocks, count) =>
        {
            TX* x = (TX*)blocks[0];
            TY* y = (TY*)blocks[1];
            sbyte* orders = (sbyte*)blocks[2];
            for (int i = 0; i < count; i++, x += lengthX, y += lengthY)
            {
                int order = 0;
                for (int k = 0; k < length && order == 0; k++)
                {
                    uint a = k < lengthX ? uint.CreateTruncating(x[k]) : 0, b = k < lengthY ? uint.CreateTruncating(y[k]) : 0;
                    order = a.CompareTo(b);
                }
                orders[i] = (sbyte)order;
            }
        };
    }
}
