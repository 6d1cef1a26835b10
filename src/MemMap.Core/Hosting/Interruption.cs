namespace MemMap;

/// <summary>
/// The request to stop that long operations heed between blocks. A host sets it around a command; it flows with the calling thread's
/// context, so the signatures of array methods stay numpy's.
/// </summary>
public static class Interruption
{
    private static readonly AsyncLocal<CancellationToken> Current = new();

    /// <summary>
    /// Gives the token of what is running where no scope was set: a method that a script calls. A host sets it; nothing can be stopped by
    /// default.
    /// </summary>
    public static Func<CancellationToken> Host { get; set; } = static () => CancellationToken.None;

    /// <summary>
    /// The token that operations started in this context heed: that of <see cref="Use"/>, or else what <see cref="Host"/> gives.
    /// </summary>
    public static CancellationToken Token => Current.Value.CanBeCanceled ? Current.Value : Host();

    /// <summary>
    /// Makes operations started in this context stop with <see cref="OperationCanceledException"/> when the token says so.
    /// </summary>
    /// <param name="token">The token to heed.</param>
    /// <returns>What ends the scope and restores the token before.</returns>
    public static IDisposable Use(CancellationToken token)
    {
        var scope = new Scope(Current.Value);
        Current.Value = token;
        return scope;
    }

    private sealed class Scope(CancellationToken before) : IDisposable
    {
        public void Dispose() => Current.Value = before;
    }
}
