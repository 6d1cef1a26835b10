using System.Runtime.InteropServices;

namespace MemMap.Memory;

/// <summary>
/// A reference on another handle, such as that of a caller's <see cref="FileStream"/>. What that handle owns stays until the handle and all
/// references on it are closed, as with duplicated handles, but it exists once.
/// </summary>
internal sealed class SharedHandle : SafeHandle
{
    private readonly SafeHandle _shared;
    private readonly bool _taken;

    public SharedHandle(SafeHandle shared) : base(-1, ownsHandle: true)
    {
        _shared = shared;
        shared.DangerousAddRef(ref _taken);
        SetHandle(0);
    }

    public override bool IsInvalid => !_taken;

    protected override bool ReleaseHandle()
    {
        _shared.DangerousRelease();
        return true;
    }
}
