using MemMap.Geometry;

namespace MemMap.Compute;

/// <summary>The places that index arrays select.</summary>
internal sealed class IndexSelection(AdvancedIndex plan) : Selection
{
    internal override long[] ResultShape => plan.ResultShape;

    internal override ArrayRef Take(ArrayRef array)
    {
        ArrayRef result = ArrayRef.Allocate(ResultShape, array.DType);
        GatherScatter.Move(array, plan, result, toResult: true);
        return result;
    }

    internal override void Put(ArrayRef array, ArrayRef value) => GatherScatter.Move(array, plan, ValuesFor(array, value), toResult: false);
}
