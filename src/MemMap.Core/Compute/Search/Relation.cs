namespace MemMap;

/// <summary>A comparison of one element with another, under numpy's short names.</summary>
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
