namespace MemMap;

public partial class NDArray
{
    /// <summary>The functions of texts, such as <c>$a.Strings.Upper()</c>.</summary>
    public StringFunctions Strings => new(_ref);
}
