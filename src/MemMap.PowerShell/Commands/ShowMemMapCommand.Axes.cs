using System.Management.Automation;
using MemMap.Parameters;

namespace MemMap.Commands;

// The axis of lines, the size of the picture, pixels in the terminal, and files.
public sealed partial class ShowMemMapCommand
{
    /// <summary>The title of the picture.</summary>
    /// <value>the file, the fields, and the dtype and shape of what is drawn</value>
    [Parameter]
    [AllowEmptyString]
    public string? Title { get; set; }

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

    /// <summary>
    /// The picture file to create or replace, relative to PowerShell's location. The extension determines the format: .svg or .png.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? OutFile { get; set; }

    /// <summary>
    /// The width. In the terminal, it is in characters, and the default is the width of the window. For a file, it is in pixels, and the
    /// default is 1000. A hex dump in a file is as wide as its text, and an image is reduced to this width.
    /// </summary>
    [Parameter]
    [ValidateRange(20, 10_000)]
    public int Width { get; set; }

    /// <summary>
    /// The height. In the terminal, it is in lines, without title and notes, and the default is the room in the window. For a file, it is
    /// the height of the whole picture in pixels, and the default is 600. A hex dump in a file is as high as its text, and an image is
    /// reduced to this height.
    /// </summary>
    [Parameter]
    [ValidateRange(4, 10_000)]
    public int Height { get; set; }

    /// <summary>With -OutFile: fails if the file exists.</summary>
    [Parameter]
    public SwitchParameter NoClobber { get; set; }

    /// <summary>With -OutFile: writes an object for the new file to the pipeline.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }
}
