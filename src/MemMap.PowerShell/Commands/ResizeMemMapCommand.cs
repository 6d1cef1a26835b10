using System.Management.Automation;

namespace MemMap.Commands;

/// <summary>Makes a map and its file longer or shorter along the first axis.</summary>
/// <remarks>
/// The array is resized in place. What is new is zeros, and its disk space is reserved; what is cut off is gone. Views that were taken before
/// stay usable where all of their elements are still there, and give an error where not. Only a map in C order that goes to the end of its file can be
/// resized, in the modes r+ and w+, and not by way of a view.
/// </remarks>
[Cmdlet(VerbsCommon.Resize, "MemMap", DefaultParameterSetName = LengthSet, SupportsShouldProcess = true)]
[OutputType(typeof(MemMapArray))]
public sealed class ResizeMemMapCommand : MapCmdlet
{
    private const string LengthSet = "Length", ShapeSet = "Shape";

    /// <summary>The new length of the first axis.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = LengthSet)]
    public long Length { get; set; }

    /// <summary>The new shape, which only differs from the present one in the length of the first axis.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ShapeSet)]
    [ShapeArgument]
    public long[] Shape { get; set; } = null!;

    /// <summary>Writes the array to the pipeline.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override void ProcessMap(MemMapArray map)
    {
        string shape = ParameterSetName == ShapeSet ? Error.Shape(Shape) : $"a length of {Length}";
        if (ShouldProcess(map.Path, $"Resize {map.DType} {Error.Shape(map.Shape)} to {shape}")
            && Try(map, () => Resize(map)) && PassThru)
        {
            WriteObject(map);
        }
    }

    private void Resize(MemMapArray map)
    {
        if (ParameterSetName == ShapeSet)
        {
            map.Resize(Shape);
        }
        else
        {
            map.Resize(Length);
        }
    }
}
