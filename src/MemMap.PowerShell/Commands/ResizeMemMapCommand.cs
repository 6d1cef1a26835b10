using System.Management.Automation;
using MemMap.Geometry;
using MemMap.Parameters;

namespace MemMap.Commands;

/// <summary>Makes a map and its file longer or shorter along the first axis.</summary>
/// <remarks>
/// <para>
/// The array is resized in place. New elements are zero, and their disk space is reserved. Removed elements are lost. Existing views remain
/// valid if all of their elements still exist; otherwise, using them is an error.
/// </para>
/// </remarks>
/// <notes>
/// Only a map in C order that extends to the end of its file can be resized, in the modes r+ and w+; with -Fit in any mode. A view can't
/// be resized.
/// </notes>
/// <output cref="MemMapArray">With -PassThru: the map.</output>
/// <example>
/// <summary>Make room for more rows</summary>
/// <code>
/// PS> $m = 1..6 | ConvertTo-MemMap table.dat int16 -Shape 3
/// PS> $m | Resize-MemMap 3
/// PS> $m
/// int16 (3, 3) r+ /data/table.dat
/// [[1 2 3]
///  [4 5 6]
///  [0 0 0]]
/// </code>
/// </example>
/// <example>
/// <summary>Cut a file</summary>
/// <code>
/// PS> New-MemMap table.dat int16 r+ -Shape 3,3 | Resize-MemMap -Shape 1,3 -PassThru
/// int16 (1, 3) r+ /data/table.dat
/// [[1 2 3]]
/// </code>
/// </example>
/// <example>
/// <summary>Take a map to the length that its file has now</summary>
/// <code>
/// PS> $m = New-MemMap table.dat int16 r
/// PS> [System.IO.File]::AppendAllText("$PWD/table.dat", 'some')
/// PS> $m.Size
/// 3
/// PS> $m | Resize-MemMap -Fit
/// PS> $m.Size
/// 5
/// </code>
/// </example>
/// <example>
/// <summary>Cut a file without a map</summary>
/// <code>
/// PS> Resize-MemMap table.dat 2 -DType int16
/// PS> (Get-Item table.dat).Length
/// 4
/// </code>
/// </example>
/// <example>
/// <summary>See what would happen</summary>
/// <code>
/// PS> New-MemMap table.dat int16 | Resize-MemMap 1000 -WhatIf
/// What if: Performing the operation "Resize int16 (2,) to (1000,), from 4 to 2000 bytes" on target "/data/table.dat".
/// </code>
/// </example>
/// <seealso cref="NewMemMapCommand"/>
/// <seealso cref="ConvertToMemMapCommand"/>
[Cmdlet(VerbsCommon.Resize, "MemMap", DefaultParameterSetName = LengthSet, SupportsShouldProcess = true)]
[OutputType(typeof(MemMapArray))]
public sealed partial class ResizeMemMapCommand : FileCmdlet
{
    private const string LengthSet = "Length", FileLengthSet = "FileLength", ShapeSet = "Shape", FitSet = "Fit";

    /// <summary>The new length of the first axis.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = LengthSet)]
    [Parameter(Position = 1, ParameterSetName = FileLengthSet)]
    [LengthArgument]
    public long Length { get; set; }

    /// <summary>The new shape. It may differ from the current shape only in the length of the first axis.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ShapeSet)]
    [ShapeArgument]
    public long[] Shape { get; set; } = null!;

    /// <summary>
    /// Takes the map to the present length of the file, which another process has changed, in whole rows. The file is not changed, so that
    /// this works in any mode.
    /// </summary>
    [Parameter(Mandatory = true, ParameterSetName = FitSet)]
    public SwitchParameter Fit { get; set; }

    /// <summary>Writes the array to the pipeline.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private void Process(MemMapArray map)
    {
        if (ParameterSetName == FitSet)
        {
            if ((!Fit || Try(map, map.Fit)) && PassThru)
            {
                WriteObject(map);
            }
            return;
        }
        if (Try(map, () => Change(map), out var change)
            && ShouldProcess(map.FileName, change)
            && Try(map, () => Resize(map)) && PassThru)
        {
            WriteObject(map);
        }
    }

    private string Change(MemMapArray map)
    {
        long[] shape = ParameterSetName == ShapeSet ? Shape : [Length, .. map.Shape.Skip(1)];
        return $"Resize {map.DType} {Error.Shape(map.Shape)} to {Error.Shape(shape)}, from {map.NBytes} to "
            + $"{Layout.CheckedByteSize(shape, map.ItemSize)} bytes";
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
