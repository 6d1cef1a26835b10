using System.Management.Automation.Host;
using MemMap.Text;

namespace MemMap.Output;

/// <summary>Formats an array as text. MemMap.format.ps1xml calls it.</summary>
public static class ArrayView
{
    private const int MaxLine = 75, MinWidth = 40, MinLines = 10;

    // The line above, the prompt and what was typed.
    private const int OtherLines = 4;

    // From the elements that fill a screen to those at the corners.
    private static readonly int[] EdgeItems = [48, 24, 12, 6, 3, 2, 1];

    /// <summary>
    /// A header line, <c>float32 (3, 4) r+ PATH</c>, and the elements: as numpy prints them, and records as a table. It is no longer than a
    /// screen.
    /// </summary>
    /// <param name="array">The array; a closed map is no error.</param>
    /// <param name="host">The host, whose window the text is to fit.</param>
    /// <param name="indent">The columns of the window that are taken already.</param>
    public static string Format(NDArray array, PSHost? host = null, int indent = 0)
    {
        ArgumentNullException.ThrowIfNull(array);
        string header = Printable.Line(ArrayHeader.Of(array, isShort: true));
        try
        {
            Size window = HostWindow.SizeOf(host);
            int lines = Math.Max(MinLines, window.Height - OtherLines);
            int width = Math.Max(MinWidth, window.Width - 1 - indent);
            IEnumerable<string> text = [header, .. Elements(array, width, lines, indent)];
            return string.Join(
                Environment.NewLine, indent == 0 && RawBytes.Hint(array) is { } instead ? text.Append(Printable.Line(instead)) : text);
        }
        catch (ObjectDisposedException)
        {
            return $"{header} (closed)";
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // The file was truncated, the map resized, or an expression can't be computed. The host would print nothing at all.
            return $"{header} ({Printable.Line(exception.Message)})";
        }
    }

    private static IEnumerable<string> Elements(NDArray array, int width, int lines, int indent)
        => array is { DType.IsRecord: true, NDim: > 0, Size: > 0 }
            // Names, rule, and the fields that had no room.
            ? array.PrintTable(width, lines - 3)
            : Printed(array, lines, indent == 0 ? PrintOptions.Screen : PrintOptions.Screen with
            {
                LineWidth = Math.Min(PrintOptions.Screen.LineWidth, width),
            });

    private static IEnumerable<string> Printed(NDArray array, int lines, PrintOptions screen)
    {
        string[] printed = Lines(screen);
        for (int i = 0; i < EdgeItems.Length && printed.Length > lines; i++)
        {
            printed = Lines(screen with { Threshold = 0, EdgeItems = EdgeItems[i] });
        }
        return printed.Length <= lines ? printed : printed.Take(lines - 1).Append("...");

        string[] Lines(PrintOptions options) => array.Print(options).Split('\n');
    }

    /// <summary>The elements in one line: the first and the last ones, of a table those of its first and last row.</summary>
    internal static string Line(NDArray array)
    {
        try
        {
            return Shortened(Printable.Line(array.Print(PrintOptions.OneLine).ReplaceLineEndings(" ")));
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return $"({Printable.Line(exception.Message)})";
        }
    }

    private static string Shortened(string line) => line.Length <= MaxLine ? line : $"{line[..(MaxLine - 4)]} ...";

    /// <summary>A short form of the dtype for tables: records without a name are shown by their size.</summary>
    /// <param name="array">The array.</param>
    public static string DType(NDArray array)
    {
        ArgumentNullException.ThrowIfNull(array);
        return array.DType.RegisteredName ?? (array.DType.IsRecord ? $"records of {array.ItemSize} bytes" : array.DType.ToString());
    }

    /// <inheritdoc cref="DType(NDArray)"/>
    /// <param name="member">The array of a file.</param>
    public static string DType(ArrayMember member)
    {
        ArgumentNullException.ThrowIfNull(member);
        return member.DType is not { } dtype ? ""
            : dtype.RegisteredName ?? (dtype.IsRecord ? $"records of {dtype.ItemSize} bytes" : $"{dtype}");
    }

    /// <summary>The shape for tables, as numpy writes it: <c>(3, 4)</c>.</summary>
    /// <param name="member">The array of a file.</param>
    public static string Shape(ArrayMember member)
    {
        ArgumentNullException.ThrowIfNull(member);
        return Error.Shape(member.Shape);
    }

    /// <summary>The type of a field for tables: <c>float32</c>, <c>unixtime (int32)</c>.</summary>
    /// <param name="field">The field.</param>
    public static string FieldType(Field field)
    {
        ArgumentNullException.ThrowIfNull(field);
        return field.DType.Meaning is { } meaning ? $"{meaning.Name} ({field.DType})" : field.DType.ToString();
    }

    /// <summary>The shape for tables, as numpy writes it: <c>(3, 4)</c>.</summary>
    /// <param name="array">The array.</param>
    public static string Shape(NDArray array)
    {
        ArgumentNullException.ThrowIfNull(array);
        return Error.Shape(array.Shape);
    }
}
