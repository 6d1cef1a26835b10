using System.Diagnostics.CodeAnalysis;
using System.Management.Automation;
using MemMap.Handles;
using MemMap.Output;
using MemMap.Parameters;
using MemMap.Pictures;

namespace MemMap.Commands;

// What Find-MemMapValue has found, and numbers from the pipeline.
public sealed partial class ShowMemMapCommand
{
    private readonly List<object?> _numbers = [];

    private readonly List<(object Match, KeptArray? Source)> _matches = [];

    // What was found and came from the pipeline, and the place that is being shown.
    private object? _match, _place;

    // Whether a difference is shown in the second array that was compared; null where the array tells.
    private bool? _isSecond;

    private protected override string? InsteadOf(object? argument)
        => argument is string file && PictureFile.IsNamed(file) ? $"-OutFile {CommandText.Quoted(file)} writes the picture to it" : null;

    /// <summary>
    /// The array to show, from the pipeline or by name. An array that was sent by another process (Start-Job, Import-Clixml) is opened
    /// again. A file, such as the output of Get-ChildItem, is opened read-only, and closed when it was drawn. Matches of Find-MemMapValue
    /// are shown in the array or the file that was searched, and differences of Compare-MemMap in both that were compared, in brackets.
    /// Numbers are taken together, as one array.
    /// </summary>
    [Parameter(ValueFromPipeline = true, ParameterSetName = ArraySet)]
    [Parameter(ValueFromPipeline = true, ParameterSetName = FileSet)]
    [Parameter(ValueFromPipeline = true, ParameterSetName = LiteralFileSet)]
    [ShownArgument, ValidateNotNull]
    public override object InputObject { get; set; } = null!;

    /// <summary>Shows the place of a difference in both arrays that were compared, the first one and then the second one.</summary>
    private void ShowDifference(object difference)
    {
        if (Array.Find([nameof(OutFile), nameof(Interactive)], Given) is { } name)
        {
            ThrowTerminatingError(Errors.DifferenceInTwo(name));
        }
        ComparedArrays.Pair? pair = ComparedArrays.OfDifference(difference);
        _isSecond = false;
        ShowMatch(difference, pair?.Reference);
        if (pair is not null)
        {
            _isSecond = true;
            ShowMatch(difference, pair.Difference);
        }
    }

    private static object? DifferenceOf(object? place)
        => place is not null && IndexParameter.PlacesOf(place) is [ArrayDifference or RealignedRange] and [var only] ? only : null;

    private DifferencePlace? DifferenceIn(NDArray view)
        => DifferenceOf(_place) is { } difference ? DifferencePlace.In(difference, view, _isSecond) : null;

    /// <summary>Shows the place of a match in the array that was searched.</summary>
    private void ShowMatch(object match, KeptArray? source)
    {
        RefuseFileParameters();
        if (Array.Find([nameof(Around), nameof(Skip), nameof(Last)], Given) is { } name)
        {
            ThrowTerminatingError(Errors.PlaceIsFound(name, match is PatternMatch or IndexedElement ? "match" : "difference"));
        }
        if (OutFile is not null)
        {
            // A file that Find-MemMapValue has opened is closed before the picture is drawn.
            _matches.Add((match, source));
        }
        else if (TryOpen(match, source, out NDArray? array, out bool isOwn))
        {
            _match = match;
            try
            {
                Process(array);
            }
            finally
            {
                Close(isOwn ? [array] : []);
            }
        }
    }

    /// <summary>Opens the arrays of matches whose place is drawn to a file.</summary>
    private void OpenMatches()
    {
        foreach ((object match, KeptArray? source) in _matches)
        {
            if (TryOpen(match, source, out NDArray? array, out bool isOwn))
            {
                _match = match;
                _arrays.Add(array);
                _opened.AddRange(isOwn ? [array] : []);
            }
        }
    }

    private bool TryOpen(object match, KeptArray? source, [NotNullWhen(true)] out NDArray? array, out bool isOwn)
    {
        bool isOpened = false;
        bool isThere = Try(match, () => (source ?? throw Errors.FoundElsewhere()).Open(out isOpened), out array);
        isOwn = isOpened;
        return isThere;
    }

    private void AddNumber(object number)
    {
        if (_numbers.Count == 0)
        {
            RefuseFileParameters();
        }
        _numbers.Add(number);
    }

    private void ShowNumbers()
    {
        // Bytes are shown as the bytes of a file are.
        if (_numbers.Count == 0 || !Try(
            _numbers[0],
            () => NDArray.Array(_numbers.TrueForAll(number => number is byte) ? _numbers.Cast<byte>().ToArray() : _numbers), out var array))
        {
            return;
        }
        if (OutFile is null)
        {
            Process(array);
        }
        else
        {
            _arrays.Add(array);
        }
    }

    /// <summary>The places to show; one that is null is no certain place.</summary>
    private object?[] Places()
    {
        object?[] places = _match is not null ? [_match] : Around is null ? [null] : IndexParameter.PlacesOf(Around);
        return places.Length > 0 && !(Interactive && places.Length > 1) ? places : throw Errors.NotAPlace(places.Length);
    }
}
