# One array over several hosts: what they have together, its extremes, and a picture, without a byte of the data leaving them.
#
#     examples/four-hosts.ps1 (New-PSSession -HostName a, b, c, d) /data/log-*.npy
param(
    [Parameter(Mandatory)] [System.Management.Automation.Runspaces.PSSession[]] $Session,
    [Parameter(Mandatory)] [string] $Path
)

Import-Module $PSScriptRoot/../artifacts/MemMap
$all = Connect-MemMap $Session $Path
$all.Parts
$all | Measure-MemMap -Quantile 0.5, 0.99
$all | Find-MemMapValue -GT ($all | Measure-MemMap).Mean -First 3
$all | Get-MemMapSlice '-2:'
$all | Show-MemMap -As Histogram -Width 60 -Height 10
$all | Close-MemMap
