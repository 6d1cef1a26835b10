using System.Management.Automation;
using MemMap.Formats;
using MemMap.Handles;
using MemMap.Output;
using MemMap.Parameters;

namespace MemMap.Commands;

// How the elements of an object are written.
public sealed partial class ConvertToMemMapCommand
{
    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (!_isReady || CsvPath is not null)
        {
            return;
        }
        // Most objects are numbers: what the rest of the method does for them takes longer than the pipeline itself.
        if (_takesNumbers && PipelineElements.Number(InputObject) is { } value)
        {
            AppendNumber(value);
            return;
        }
        NDArray? sent = null;
        if (InputObject is PSObject { BaseObject: PSCustomObject, TypeNames: [var type, ..] } bag)
        {
            if (type.StartsWith("Selected.MemMap.", StringComparison.Ordinal))
            {
                Require(InputObject, () => throw Errors.NotElements("Select-Object"));
            }
            if (type.StartsWith("Deserialized.MemMap.", StringComparison.Ordinal) && DeserializedArray.From(bag) is { } properties)
            {
                Require(InputObject, () => InputObject = sent = properties.Open());
            }
        }
        try
        {
            AppendInput();
        }
        finally
        {
            // A map that was opened for its elements is closed when they are written.
            (sent as IDisposable)?.Dispose();
        }
    }

    private void AppendInput()
    {
        using CellCulture.Scope notation = CellCulture.Use(_culture);
        if (_dtype is null)
        {
            Require(InputObject, () => _dtype = ReadAs(InputObject) ?? Infer(InputObject));
        }
        if (_appender is null)
        {
            Require(_target?.Path, Open);
        }
        TellOfLostProperty(InputObject);
        Require(InputObject, () => AppendElements(InputObject));
    }

    private void Open()
    {
        if (_appender is not null)
        {
            return;
        }
        _appender = NewSink(_dtype!, Shape ?? [], isWhole: false);
        _inferring = _isInferred ? new InferredAppender(_appender, _target?.IsContinued == true, isOpen: !_isOfArray) : null;
        FindWhatFits();
    }

    private void FindWhatFits() => _takesNumbers = _dtype!.KindLetter is 'b' or 'i' or 'u' or 'f' or 'c';

    private void AppendElements(object? input)
    {
        try
        {
            foreach (object? element in PipelineElements.Of(input, _dtype!, isMissingNull: _isInferred))
            {
                AppendElement(element);
            }
        }
        catch (Exception exception) when (exception is not (PipelineStoppedException or IOException))
        {
            throw Error.BadObject(_appender!.Count, PipelineElements.Bare(input), _dtype, exception);
        }
    }

    private void AppendNumber(object value)
    {
        try
        {
            AppendElement(value);
        }
        catch (Exception exception) when (exception is not PipelineStoppedException)
        {
            Fail(exception is IOException ? exception : Error.BadObject(_appender!.Count, value, _dtype, exception), value);
        }
    }

    private void AppendElement(object? element)
    {
        if (_isOfFile && InferredDType.FindMisfit(_appender!.DType, element) is { } misfit)
        {
            throw Error.NotAsStored(misfit, _dtype!, InferredDType.Proposed(_appender.DType, element));
        }
        if (_inferring is null)
        {
            _appender!.Append(_culture is null ? element : _culture.Plain(element, _dtype!));
            return;
        }
        _inferring.Append(element);
        if (!ReferenceEquals(_dtype, _appender!.DType))
        {
            _dtype = _appender.DType;
            FindWhatFits();
        }
    }
}
