using MemMap.Compute;

namespace MemMap;

// Elements from several arrays, by an index or by conditions.
public partial class NDArray
{
    /// <summary>
    /// For each element of this array of integers, the element at the same index of the choice that it numbers: numpy's <c>choose</c>.
    /// </summary>
    /// <param name="choices">Arrays, lists or values; they broadcast with this array.</param>
    /// <param name="mode">What a number that is no choice's means.</param>
    /// <param name="out">The array that takes the results, instead of a new one: of their shape, and of a dtype that they are cast to by
    /// the rule same_kind.</param>
    /// <returns>A new array in the dtype that holds all choices; a lazy one if an array is lazy.</returns>
    /// <exception cref="ArgumentException">There is no choice, this is no array of integers, the shapes don't broadcast, or, by mode Raise,
    /// an element is no number of a choice.</exception>
    /// <exception cref="InvalidCastException">The choices have no common dtype.</exception>
    public NDArray Choose(object[] choices, IndexMode mode = IndexMode.Raise, NDArray? @out = null)
    {
        ArrayRef[] arrays = RefsOf(choices);
        if (arrays.Length == 0)
        {
            throw Error.NoChoices();
        }
        if (!DType.IsInteger && DType.Kind != ElementKind.Bool)
        {
            throw Error.NotIntegers("the numbers of choices", DType);
        }
        if (@out is null)
        {
            return new(MemMap.Compute.Choose.Run(_ref, arrays, mode));
        }
        // The numbers are looked at before anything is written; what is chosen goes to the target by the block.
        ArrayRef numbers = _ref.Computed();
        return Answer(MemMap.Compute.Choose.Run(numbers, [arrays[0] with { IsLazy = true }, .. arrays[1..]], mode), @out);
    }

    /// <summary>For each index, the element of the choice whose condition is the first one that is true there.</summary>
    /// <inheritdoc cref="Select(object[], object[], object)"/>
    public static NDArray Select(object[] conditions, object[] choices) => Select(conditions, choices, 0);

    /// <summary>For each index, the element of the choice whose condition is the first one that is true there.</summary>
    /// <param name="conditions">Arrays or lists of bools.</param>
    /// <param name="choices">An array, a list or a value for each; all broadcast together.</param>
    /// <param name="default">The value where no condition is true.</param>
    /// <returns>A new array in the dtype that holds all choices and the default; a lazy one if an array is lazy.</returns>
    /// <exception cref="ArgumentException">There is no condition, one is not of bools, there are not as many choices, or the shapes don't
    /// broadcast.</exception>
    /// <exception cref="InvalidCastException">The choices have no common dtype.</exception>
    public static NDArray Select(object[] conditions, object[] choices, object @default)
    {
        NDArray[] truths = FacesOf(conditions);
        ArgumentNullException.ThrowIfNull(choices);
        if (truths.Length == 0 || truths.Length != choices.Length)
        {
            throw truths.Length == 0 ? Error.NoChoices() : Error.SelectLists(truths.Length, choices.Length);
        }
        object result = @default;
        for (int i = truths.Length - 1; i >= 0; i--)
        {
            if (truths[i].DType.Kind != ElementKind.Bool)
            {
                throw Error.SelectCondition(i, truths[i].DType);
            }
            // Lazy, so that all are selected in one pass.
            result = Where(truths[i].Lazy(), choices[i], result);
        }
        var selected = (NDArray)result;
        return truths.Concat(FacesOf(choices)).Any(array => array.IsLazy) ? selected : selected.Compute();
    }
}
