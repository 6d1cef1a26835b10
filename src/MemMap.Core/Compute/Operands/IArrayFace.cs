namespace MemMap.Compute;

/// <summary>
/// An object that represents an array among other values, such as the items of a list: a public face, or an <see cref="ArrayRef"/>.
/// </summary>
internal interface IArrayFace
{
    /// <summary>The array that the object represents.</summary>
    ArrayRef Ref { get; }
}
