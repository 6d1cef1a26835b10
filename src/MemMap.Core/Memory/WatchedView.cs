using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace MemMap.Memory;

/// <summary>A mapped view of a file that <see cref="FaultHandler"/> knows for as long as it is mapped.</summary>
internal sealed unsafe class WatchedView : SafeHandle
{
    private readonly SafeMemoryMappedViewHandle _view;
    private readonly bool _taken;
    private FaultHandler.Range* _range;

    /// <param name="view">The view. It stays mapped until this object is closed, even if the view is disposed or finalized before.</param>
    /// <param name="isWriteable">Whether it is mapped for writing.</param>
    internal WatchedView(SafeMemoryMappedViewHandle view, bool isWriteable) : base(-1, ownsHandle: true)
    {
        _view = view;
        view.DangerousAddRef(ref _taken);
        SetHandle(view.DangerousGetHandle());
        MapLimits.Add(1);
        _range = FaultHandler.Watch(handle, checked((long)view.ByteLength), isWriteable);
    }

    public override bool IsInvalid => !_taken;

    /// <inheritdoc cref="FaultHandler.Range.Fault"/>
    internal nint Fault
    {
        get
        {
            FaultHandler.Range* range = _range;
            return range is null ? 0 : Volatile.Read(ref range->Fault);
        }
    }

    protected override bool ReleaseHandle()
    {
        FaultHandler.Range* range = _range;
        _range = null;
        if (range is not null)
        {
            FaultHandler.Forget(range);
        }
        _view.DangerousRelease();
        _view.Dispose();
        MapLimits.Add(-1);
        return true;
    }
}
