namespace MemMap.Compute;

/// <summary>
/// An object that stands for an array among other values, such as the items of a list: a public face, or an <see cref="ArrayRef"/> itself.
/// </summary>
internal interface IArrayFace
{
    /// <summary>The array it stands for.</summary>
    ArrayRef Ref { get; }
}
