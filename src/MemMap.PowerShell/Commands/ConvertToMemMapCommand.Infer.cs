using System.Collections;
using System.Management.Automation;
using MemMap.Compute;
using MemMap.DataTypes;
using MemMap.Formats;
using MemMap.Output;
using MemMap.Parameters;

namespace MemMap.Commands;

// The dtype of objects, where none is named.
public sealed partial class ConvertToMemMapCommand
{
    private static readonly HashSet<string> CsvNames = new(StringComparer.OrdinalIgnoreCase) { ".csv", ".tsv", ".txt" };

    private HashSet<string>? _names;
    private bool _hasToldOfLost;

    /// <summary>The error of a command that gets no objects. A file that is there may be meant as what to read.</summary>
    private ArgumentException NothingPiped()
    {
        if ((Path ?? LiteralPath) is not { } name)
        {
            return Errors.NothingPiped(MyInvocation.MyCommand.Name);
        }
        bool isFile = PositionalFile.Of(this, name) is not null;
        return Errors.NothingPiped(
            MyInvocation.MyCommand.Name, name, isFile, isFile && CsvNames.Contains(System.IO.Path.GetExtension(name)));
    }

    /// <summary>What the first object was read as, if it is a record of ConvertFrom-MemMap.</summary>
    private DType? ReadAs(object? input)
    {
        if (FirstField.RecordOf(input) is not { } dtype)
        {
            return null;
        }
        // Some fields of a record are where they were in it; what was between them isn't wanted.
        dtype = dtype.IsSelection ? RecordFields.Repacked(dtype, dtype.IsAligned, recurse: false) : dtype;
        return Truncate ? dtype.Truncating() : dtype;
    }

    private DType Infer(object? input)
    {
        _isInferred = true;
        try
        {
            object? first = KeptElement.OfHost(input) ?? HostObjects.Unwrap(input);
            _isOfArray = first is NDArray or KeptElement { DType.IsRecord: false };
            return InferredDType.Of(first);
        }
        catch (Exception exception) when (exception is not PipelineStoppedException)
        {
            throw Error.BadObject(0, PipelineElements.Bare(input), null, IsBag(input) ? exception : Unsuitable(input) ?? exception);
        }
    }

    private static bool IsBag(object? input)
        => input is PSObject { BaseObject: PSCustomObject } || PipelineElements.Bare(input) is IDictionary;

    /// <summary>The error of an object that is no element, and may have properties that are some; null if it is a list.</summary>
    private static ArgumentException? Unsuitable(object? input)
    {
        if (PipelineElements.Bare(input) is not { } value || value is IEnumerable)
        {
            return null;
        }
        PSMemberInfoCollection<PSPropertyInfo> properties = PSObject.AsPSObject(input!).Properties;
        return Error.ObjectHasNoDType(value, InferredDType.Suggested(
            properties.Where(property => property.MemberType != PSMemberTypes.NoteProperty).Select(property => property.Name), ValueOf));

        object? ValueOf(string name)
        {
            try
            {
                return HostObjects.Unwrap(properties[name].Value);
            }
            catch (GetValueException)
            {
                return null; // The process has ended, or belongs to somebody else.
            }
        }
    }

    /// <summary>Warns of a property that the first object doesn't have, and that is therefore in no field: once.</summary>
    private void TellOfLostProperty(object? input)
    {
        if (!_isInferred || _hasToldOfLost || _dtype!.Fields is not { } fields || !IsBag(input))
        {
            return;
        }
        _names ??= new(fields.Select(field => field.Name), StringComparer.OrdinalIgnoreCase);
        IEnumerable<string> given = PipelineElements.Bare(input) is IDictionary entries
            ? entries.Keys.Cast<object>().Select(key => $"{key}")
            : ((PSObject)input!).Properties.Select(property => property.Name);
        if (given.FirstOrDefault(name => !_names.Contains(name)) is { } lost)
        {
            _hasToldOfLost = true;
            WriteWarning(
                $"property '{lost}' of the object at position {_appender!.Count} is left out, because the first object doesn't have it; "
                    + "Select-Object with the names of all properties before ConvertTo-MemMap gives it to all objects, and -DType chooses "
                    + "the fields");
        }
    }

    /// <summary>Warns of a dtype that was inferred for elements behind others, of which the file doesn't tell the dtype.</summary>
    private void TellOfGuess(DType dtype)
    {
        bool isGuess = DType is null && !_isOfFile && _target is { IsNpy: false } && (CsvPath is not null || (_isInferred && !_isOfArray));
        if (isGuess && _lengthBefore > 0)
        {
            WriteWarning($"'{_target!.Path}' had {Error.Counted(_lengthBefore, "byte")} and doesn't tell their dtype: the new elements are "
                + $"{(dtype.IsRecord ? ShortNotation.Of(dtype) : dtype.Called)}, which was inferred; if the others have another "
                + "dtype, write it with -DType");
        }
    }
}
