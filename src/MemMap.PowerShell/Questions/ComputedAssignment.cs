using System.Management.Automation;
using MemMap.Compute;
using MemMap.Geometry;
using MemMap.Output;

namespace MemMap.Questions;

/// <summary>
/// Assigns what a script block gives for each element. Before anything is written, each value is computed, or it is certain that it can be:
/// if the script block fails, nothing is changed.
/// </summary>
internal sealed class ComputedAssignment
{
    private const long WindowItems = 1 << 18;

    private readonly NDArray _array, _field;
    private readonly object?[] _items;
    private readonly NDArray? _mask;
    private readonly ComputedValue _value;

    /// <param name="cmdlet">The cmdlet, in whose caller's scope variables are.</param>
    /// <param name="script">The script block.</param>
    /// <param name="array">The elements that are in $_.</param>
    /// <param name="field">What is assigned to: the same array, or fields of it.</param>
    /// <param name="items">The index.</param>
    /// <param name="mask">The elements to change; null for all that the index selects.</param>
    /// <exception cref="ArgumentException">The records have no such field, or the index isn't one of theirs.</exception>
    internal ComputedAssignment(PSCmdlet cmdlet, ScriptBlock script, NDArray array, NDArray field, object?[] items, NDArray? mask)
    {
        (_array, _field, _items, _mask) = (array, field, items, mask);
        Target = field.SelectToChange(mask is null ? items : [mask]);
        if (items.Length > 0 && field.NDim > array.NDim)
        {
            throw Errors.IndexOfSubArray();
        }
        NDArray records = mask is null ? array.SelectToChange(items).View ?? array : array;
        _value = new(cmdlet, script, records.DType, Target.DType, field.Shape[array.NDim..]);
    }

    /// <summary>What is assigned to.</summary>
    internal NDArray.Target Target { get; }

    /// <summary>Why the script block runs for each element; null if it was compiled.</summary>
    internal string? Reason => _value.Reason;

    /// <summary>How many values were cut to the bits of the dtype, which doesn't hold them.</summary>
    internal long Unfit => _value.Unfit;

    /// <summary>Computes the values, and assigns them.</summary>
    internal void Run()
    {
        if (_mask is not null)
        {
            Run(_array, _field, _mask);
        }
        else if (Target.View is { } view)
        {
            Run(_array.SelectToChange(_items).View!, view, null);
        }
        else
        {
            // If an element is selected more than once, the last value wins, as for any other one.
            NDArray values = NDArray.Zeros(Target.Shape.ToArray(), Target.DType);
            Run((NDArray)_array.GetItem(_items)!, values, null);
            NDArray.Assign(Target, values, fillFlat: false);
        }
    }

    private void Run(NDArray records, NDArray target, NDArray? mask)
    {
        int axes = records.NDim;
        long limit = mask is null && _value.IsComputed ? long.MaxValue : WindowItems;
        Layout[] windows = [.. Slabs.Of(records.Layout, axes, limit)], targets = [.. Slabs.Of(target.Layout, axes, limit)];
        Layout[] masks = mask is null ? [] : [.. Slabs.Of(mask.Layout, axes, limit)];
        NDArray?[] asked = new NDArray?[windows.Length];
        long first = 0;
        for (int i = 0; i < windows.Length; i++)
        {
            Interruption.Token.ThrowIfCancellationRequested();
            NDArray window = Records(i);
            using (WorkProgress.Use(static _ => { }))
            {
                asked[i] = window.Size == 0 || _value.Holds(window) ? null : _value.Ask(window, first);
            }
            first += window.Size;
            WorkProgress.Advance(windows[i].Size);
        }
        for (int i = 0; i < windows.Length; i++)
        {
            NDArray window = Records(i);
            if (window.Size > 0)
            {
                object?[] chosen = mask is null ? [] : [mask.WithLayout(masks[i])];
                NDArray.Assign(target.WithLayout(targets[i]).SelectToChange(chosen), asked[i] ?? _value.Compute(window), fillFlat: false);
            }
        }

        NDArray Records(int i)
        {
            ArrayRef window = records.Ref.WithLayout(windows[i]);
            return new(mask is null ? window : MaskSelection.Take(mask.Ref.WithLayout(masks[i]), window));
        }
    }
}
