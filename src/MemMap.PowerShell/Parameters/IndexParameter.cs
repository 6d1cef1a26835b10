using System.Collections;
using System.Globalization;
using System.Management.Automation;

namespace MemMap.Commands;

/// <summary>The -Index and -Field parameters.</summary>
internal static class IndexParameter
{
    /// <summary>The items of an index. Not given, it is empty; $null is one item, a new axis, as it is within a list.</summary>
    internal static object?[] Items(PSCmdlet cmdlet, object?[]? index)
        => index ?? (cmdlet.MyInvocation.BoundParameters.ContainsKey("Index") ? [null] : []);

    /// <summary>The view of some fields, or the array itself where none is named.</summary>
    internal static NDArray Fields(NDArray array, string[]? names) => names switch
    {
        null => array,
        [string name] => array.Field(name),
        _ => array.Field(names),
    };

    /// <summary>Writes an index much as the user did, for -WhatIf and -Confirm.</summary>
    internal static string Text(object?[] index) => string.Join(", ", index.Select(Text));

    private static string Text(object? item) => HostObjects.Unwrap(item) switch
    {
        null => "newaxis",
        string text => text,
        NDArray array => $"{array.DType} {Error.Shape(array.Shape)}",
        IEnumerable list => $"[{string.Join(", ", list.Cast<object?>().Select(Text))}]",
        var value => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
