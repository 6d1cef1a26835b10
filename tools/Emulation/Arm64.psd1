# What is run as on ARM, and what QEMU can't do, with the reason.
@{
    # What has code for vectors or for the system. All else is the same on every processor.
    Namespaces = 'MemMap.Tests.Compute', 'MemMap.Tests.Golden', 'MemMap.Tests.Memory', 'MemMap.Tests.Search'
    # The module's native code, in what users do most. A PowerShell takes half a minute to start.
    Files = 'FirstCall', 'Opening', 'Questions', 'Set-MemMapValue', 'Find-MemMapValue', 'Measure-MemMap', 'Methods'
    Unit = @()
    Pester = @()
}
