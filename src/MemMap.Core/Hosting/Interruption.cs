namespace MemMap;

/// <summary>
/// The cancellation that long operations check between blocks. A host sets it around a command. It flows with the calling thread's context,
/// so array methods need no token parameter and keep numpy's signatures.
/// </summary>
public static class Interruption
{
    // Not of the token itself: .NET has native code for a context's value of a class only.
    private static readonly AsyncLocal<Scope?> Current = new();

    /// <summary>
    /// Returns the token of the running command if no scope was set, as when a script calls a method. A host sets it. By default nothing
    /// can be cancelled.
    /// </summary>
    public static Func<CancellationToken> Host { get; set; } = static () => CancellationToken.None;

    /// <summary>
    /// The token for operations started in this context: that of <see cref="Use"/>, otherwise that of <see cref="Host"/>.
    /// </summary>
    public static CancellationToken Token
        => Current.Value is { } scope && (scope.IsHeld || scope.Token.CanBeCanceled) ? scope.Token : Host();

    /// <summary>
    /// Makes operations started in this context throw <see cref="OperationCanceledException"/> when the token is cancelled.
    /// </summary>
    /// <param name="token">The token.</param>
    /// <returns>Ends the scope and restores the previous token when disposed.</returns>
    public static IDisposable Use(CancellationToken token)
    {
        Scope scope = new(Current.Value, token);
        Current.Value = scope;
        return scope;
    }

    /// <summary>Runs work that must not end halfway: nothing in it is cancelled.</summary>
    internal static void Hold(Action work)
    {
        using Scope scope = new(Current.Value, CancellationToken.None) { IsHeld = true };
        Current.Value = scope;
        work();
    }

    private sealed class Scope(Scope? before, CancellationToken token) : IDisposable
    {
        internal bool IsHeld { get; init; }

        internal CancellationToken Token => token;

        public void Dispose() => Current.Value = before;
    }
}
