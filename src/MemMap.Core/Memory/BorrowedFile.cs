using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace MemMap.Memory;

/// <summary>
/// A reference on the handle of a caller's <see cref="FileStream"/>. The file stays open until both the stream and this are closed, as with
/// a duplicated handle, but without a second handle.
/// </summary>
internal sealed class BorrowedFile : SafeHandle
{
    private readonly SafeFileHandle _file;
    private readonly bool _taken;

    public BorrowedFile(SafeFileHandle file) : base(-1, ownsHandle: true)
    {
        _file = file;
        file.DangerousAddRef(ref _taken);
        SetHandle(0);
    }

    public override bool IsInvalid => !_taken;

    protected override bool ReleaseHandle()
    {
        _file.DangerousRelease();
        return true;
    }
}
