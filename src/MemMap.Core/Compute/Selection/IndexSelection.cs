using MemMap.Geometry;

namespace MemMap.Compute;

/// <summary>The places that index arrays select.</summary>
internal sealed class IndexSelection(AdvancedIndex plan) : Selection
{
    internal override long[] ResultShape => plan.ResultShape;

    internal override NDArray Take(NDArray array)
    {
        NDArray result = NDArray.Allocate(ResultShape, array.DType, MemoryOrder.C, zeroed: false);
        GatherScatter.Move(array, plan, result, toResult: true);
        return result;
    }

    internal override void Put(NDArray array, NDArray value) => GatherScatter.Move(array, plan, ValuesFor(array, value), toResult: false);
}
