namespace MemMap;

/// <summary>How one element is to compare with another, under numpy's short names.</summary>
public enum Relation
{
    /// <summary>Less than.</summary>
    Lt,
    /// <summary>Less than or equal.</summary>
    Le,
    /// <summary>Equal.</summary>
    Eq,
    /// <summary>Not equal.</summary>
    Ne,
    /// <summary>Greater than or equal.</summary>
    Ge,
    /// <summary>Greater than.</summary>
    Gt,
}
