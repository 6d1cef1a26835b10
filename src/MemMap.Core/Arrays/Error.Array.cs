using System.Globalization;

namespace MemMap;

internal static partial class Error
{
    // A longer list is named by its type in a message.
    private const int FewItems = 5;

    internal static InvalidCastException NotBytes(DType dtype) => With("NotBytes", new InvalidCastException(
        $"an element is {dtype.Called}, of {dtype.ItemSize} bytes, and no byte; .ToBytes() gives the bytes as they are in a file, "
            + ".AsType('uint8') numbers"));

    /// <summary>A value in a message. Of an array, its dtype and shape are shown.</summary>
    internal static string InOneLine(object? value) => value is NDArray array ? $"{array.DType.Called} {Shape(array.Shape)}"
        : Shortened(Convert.ToString(value, CultureInfo.InvariantCulture) ?? "");

    /// <summary>A record of an array that can't be written; the exception tells why.</summary>
    internal static Exception RecordCannotChange(Exception exception)
    {
        string message = $"{exception.Message}; to change the object alone, take its .PSObject.Copy(), or what ConvertFrom-MemMap gives";
        return With(exception.Data[IdKey] as string ?? "ReadOnly", exception is ObjectDisposedException
            ? new ObjectDisposedException(message, exception) : (Exception)new InvalidOperationException(message, exception));
    }

    /// <summary>A field with the name of a property or method of arrays, which goes before it.</summary>
    internal static ArgumentException FieldIsMember(string name) => With("FieldIsMember", new ArgumentException(
        $"arrays have a member '{name}' of their own, which can't be set; write ['{name}'] for the field: $m['{name}'] = 1"));

    internal static ArgumentException NotADType(object? value) => With("NotADType", new ArgumentException(
        $"{InOneLine(value)} is a value, which has no dtype of its own; give a dtype, its name, or an array"));

    internal static ArgumentException NoOperands() => With("NoOperands", new ArgumentException("at least one array or dtype is required"));

    internal static ArgumentException NoSuchAxis(string name, string?[] names, int count, DType dtype)
    {
        string known = string.Join(", ", names.Where(one => one is not null).Select(one => $"'{Shortened(one!)}'"));
        return With("NoSuchAxis", new ArgumentException(
            dtype.FindField(name) is { } field
                ? $"'{field.Name}' is a field and no axis; Measure-MemMap -Field {field.Name} measures it, and "
                    + $"ConvertFrom-MemMap -Field {field.Name} reads it"
                : count > 1 ? $"{count} axes are named '{Shortened(name)}'; give the number of one"
                : known.Length == 0 ? $"the axes have no names, so '{Shortened(name)}' is none; give a number"
                : $"there is no axis '{Shortened(name)}'; the axes are {known}"));
    }

    internal static ArgumentException NotAnIndex(object value) => With("NotAnIndex", new ArgumentException(
        $"only integers, slices ('1:3'), ellipsis ('...'), newaxis ($null) and integer or boolean lists and arrays are valid indices, "
            + $"not {InOneLine(value)} ({value.GetType().Name})"));

    internal static ArgumentException BoolIndex(bool value) => With("BoolIndex", new ArgumentException(
        $"a single bool ({value}) is no index: -eq and -ne compare an array as one object. $m[$m.Eq(5)] selects the elements that are 5; "
        + "Ne, Lt, Le, Gt and Ge compare likewise. numpy's mask without axes is [MemMap.NDArray]::Array($true)"));

    internal static ArgumentException NoPlace() => With("NoPlace", new ArgumentException(
        "the index is $null, as where nothing was found; '...' means all elements, and 'newaxis' is a new axis"));

    /// <summary>An array before an operator of PowerShell that has one answer.</summary>
    /// <param name="relation">The operator's name, which the method of arrays has too.</param>
    /// <param name="size">The number of elements.</param>
    /// <param name="field">The field that the array is; null if it is none.</param>
    /// <param name="value">The other operand.</param>
    internal static InvalidOperationException NoOrder(string relation, long size, string? field, object? value)
    {
        string method = char.ToUpperInvariant(relation[0]) + relation[1..], other = OneArgument(value);
        string item = field is null ? "$_" : $"$_.{field}", given = value is null or NDArray or System.Collections.IList ? "..." : other;
        return With("NoOrder", new InvalidOperationException(FormattableString.Invariant(
            $"-{relation} compares one value, and this is an array of {size:N0}: ")
            + (size == 1 ? $"write .Item() -{relation} {given}"
                : $"Get-MemMapSlice -Where {{ {item} -{relation} {given} }} selects elements, and .{method}({given}) gives a bool for "
                    + "each")));
    }

    /// <summary>Something that orders no elements.</summary>
    internal static ArgumentException NotAnOrder(object? order) => With("NotAnOrder", new ArgumentException(
        $"an order is a field ('id'), a list of fields, or an axis, which is an integer; not {OneArgument(order)}"));

    /// <summary>A text in place of a bool, which a shell would take for true, whatever it says.</summary>
    /// <param name="text">The text.</param>
    /// <param name="parameter">The parameter that it stands for.</param>
    /// <param name="method">The method.</param>
    /// <param name="options">The options that the method takes by name, and their types.</param>
    internal static ArgumentException TextForBool(
        string text, string parameter, string method, IReadOnlyCollection<System.Reflection.PropertyInfo> options)
    {
        string? option = options.FirstOrDefault(one => one.PropertyType.IsEnum && Enum.TryParse(one.PropertyType, text, true, out _))?.Name;
        return With("TextForBool", new ArgumentException(
            $"'{Shortened(text)}' stands for {parameter} in {method}(...), which is $true or $false"
            + (option is not null ? $"; {option} is given by name: {method}(..., @{{ {option} = '{text}' }})"
                : options.Count > 0 ? $"; by name, {method} takes {string.Join(", ", options.Select(static one => one.Name))}: "
                    + $"{method}(..., @{{ {options.First().Name} = ... }})"
                : "")));
    }

    /// <summary>Arguments that fit no overload of a method.</summary>
    /// <param name="method">The method.</param>
    /// <param name="arguments">The arguments.</param>
    /// <param name="forms">The overloads.</param>
    /// <param name="takesList">Whether one of them takes as one list what was given one by one.</param>
    /// <param name="field">The field that an argument names.</param>
    /// <param name="cause">The host's exception.</param>
    internal static ArgumentException UnfitCall(
        string method, object?[] arguments, string[] forms, bool takesList, string? field, Exception cause)
    {
        string given = string.Join(", ", arguments.Select(static argument => OneArgument(argument)));
        return With("UnfitCall", new ArgumentException(
            $"{method}({given}) can't be called; there {(forms.Length == 1 ? "is" : "are")} {string.Join(", ", forms)}"
                + (takesList ? $"; a list is one argument: {method}(({given}))"
                    : field is not null ? $"; a field is an array of its own: ['{field}'].{method}(...)" : ""), cause));
    }

    // As somebody would type it.
    private static string OneArgument(object? value) => OneArgument(value, isInList: false);

    // A list in a list may be that list itself.
    private static string OneArgument(object? value, bool isInList) => value switch
    {
        null => "$null",
        bool flag => flag ? "$true" : "$false",
        string text => $"'{Shortened(text)}'",
        NDArray array => $"an array of {InOneLine(array)}",
        object?[] list when list.Length <= FewItems && !isInList
            => $"({string.Join(", ", list.Select(static item => OneArgument(item, isInList: true)))})",
        System.Collections.IEnumerable => $"a {value.GetType().Name}",
        _ => InOneLine(value),
    };

    internal static InvalidOperationException ResizeView()
        => With("ResizeView", new InvalidOperationException("a view can't be resized; resize the map that it is taken from"));

    internal static InvalidOperationException ResizeSent(string path) => With("ResizeSent", new InvalidOperationException(
        $"an array that was sent by another process can't be resized; open '{path}' with New-MemMap for that"));

    internal static ArgumentException ResizeShape(ReadOnlySpan<long> shape, ReadOnlySpan<long> wanted)
        => With("ResizeShape",
            new ArgumentException(
                $"a map of shape {Shape(shape)} can't be resized to {Shape(wanted)}: only the length of its first axis may change"));

    internal static FormatException HandleInvalid(string reason)
        => With("HandleInvalid", new FormatException($"the array that was sent here can't be opened: {reason}"));

    internal static IOException HandleFileTooShort(ArrayHandle handle, long needed, long length) => With("FileTooShort", new IOException(
        $"'{handle.FileName}' has {length} bytes, and the array that was sent here needs {needed}; the file had {handle.FileLength} "
            + "bytes then"));

    internal static IOException HandleOtherFile(string path) => With("HandleOtherFile", new IOException(
        $"another file has taken the place of '{path}' since the array was sent here; map it anew"));
}
