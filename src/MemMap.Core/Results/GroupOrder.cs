using System.Globalization;

namespace MemMap;

/// <summary>
/// The order of groups whose values may be of any type: numbers by their values, text by the numbers of its characters, all else as its
/// type orders it. NaN and null come last.
/// </summary>
internal sealed class GroupOrder : IComparer<IReadOnlyList<object?>>
{
    internal static readonly GroupOrder Instance = new();

    public int Compare(IReadOnlyList<object?>? x, IReadOnlyList<object?>? y)
        => x!.Zip(y!, Compare).FirstOrDefault(static order => order != 0);

    private static int Compare(object? x, object? y)
    {
        (int left, int right) = (Rank(x), Rank(y));
        return left != right ? left.CompareTo(right)
            : (x, y) switch
            {
                (string a, string b) => string.CompareOrdinal(a, b),
                (byte[] a, byte[] b) => a.AsSpan().SequenceCompareTo(b),
                (IComparable a, not null) when a.GetType() == y!.GetType() => a.CompareTo(y),
                _ when IsNumber(x) && IsNumber(y) => ToDouble(x!).CompareTo(ToDouble(y!)),
                _ => string.CompareOrdinal(Text(x), Text(y)),
            };
    }

    private static int Rank(object? value)
        => value is null || (value is double or float or Half && double.IsNaN(ToDouble(value))) ? 2 : IsNumber(value) ? 0 : 1;

    private static bool IsNumber(object? value)
        => value is sbyte or byte or short or ushort or int or uint or long or ulong or float or double or decimal or Half;

    private static double ToDouble(object value)
        => value is Half half ? (double)half : Convert.ToDouble(value, CultureInfo.InvariantCulture);

    private static string Text(object? value) => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
}
