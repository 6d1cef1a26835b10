using System.Management.Automation;
using MemMap.Parameters;

namespace MemMap.Commands;

// Lines over an axis, and pixels in the terminal.
public sealed partial class ShowMemMapCommand
{
    /// <summary>
    /// The values along the horizontal axis: the name of a field of the records, or an array with a value for each element. The fields of
    /// -Field are drawn over it, or all other fields of numbers and times. Where the values don't ascend, points are drawn.
    /// </summary>
    /// <value>The positions of the elements.</value>
    [Parameter]
    [ValidateNotNull, ArgumentCompleter(typeof(FieldCompleter))]
    public object? X { get; set; }

    /// <summary>
    /// How to show the picture in the terminal. Auto shows images as pixels in the terminals that are known to show them, and everything
    /// else as text. Text shows images as colored characters. Sixel, Kitty and ITerm show all pictures as pixels, by the protocol of that
    /// name.
    /// </summary>
    [Parameter]
    public TerminalGraphics Graphics { get; set; }
}
