@{
    ModuleVersion        = '0.1.0'
    GUID                 = '8ed4c763-24b2-4c6c-82ea-fcfee3609387'
    Author               = 'The MemMap contributors'
    CompanyName          = 'The MemMap contributors'
    Copyright            = '(c) The MemMap contributors. MIT license.'
    Description          = 'Maps binary files into memory as typed, n-dimensional arrays: numpy.memmap for PowerShell.'
    CompatiblePSEditions = @('Core')
    PowerShellVersion    = '7.4'

    # It loads the nested module, with native code where lib has it, when the types file is read (docs/architecture.md). A root module
    # would be loaded before that.
    RequiredAssemblies   = @('MemMap.Loading.dll')
    NestedModules        = @('MemMap.PowerShell.dll')
    FormatsToProcess     = @('MemMap.format.ps1xml')
    TypesToProcess       = @('MemMap.types.ps1xml')

    CmdletsToExport      = @(
        'Close-MemMap'
        'Compare-MemMap'
        'Connect-MemMap'
        'ConvertFrom-MemMap'
        'ConvertTo-MemMap'
        'Export-MemMap'
        'Find-MemMapValue'
        'Get-MemMap'
        'Get-MemMapHash'
        'Get-MemMapMember'
        'Get-MemMapRecord'
        'Get-MemMapSlice'
        'Get-MemMapType'
        'Invoke-MemMapFlush'
        'Join-MemMap'
        'Measure-MemMap'
        'Merge-MemMapMeasure'
        'New-MemMap'
        'Register-MemMapType'
        'Remove-MemMapMember'
        'Resize-MemMap'
        'Set-MemMapValue'
        'Show-MemMap'
        'Split-MemMap'
        'Unregister-MemMapType'
    )
    FunctionsToExport    = @()
    VariablesToExport    = @()
    AliasesToExport      = @()

    PrivateData          = @{
        PSData = @{
            Tags         = @('numpy', 'memmap', 'ndarray', 'array', 'binary', 'mmap', 'memory-mapped', 'PSEdition_Core', 'Windows',
                'Linux', 'MacOS')
            ProjectUri   = 'https://github.com/memmap/memmap'
            LicenseUri   = 'https://github.com/memmap/memmap/blob/main/LICENSE'
            ReleaseNotes = 'The first version. What it does: https://github.com/memmap/memmap/blob/main/CHANGELOG.md'
        }
    }
}
