<#
.SYNOPSIS
Who logged in: the user sessions in a wtmp file of Linux, as objects.
.EXAMPLE
./logins.ps1 | Where-Object User -EQ alice
.EXAMPLE
./logins.ps1 /var/log/btmp      # logins that failed
.PARAMETER Path
A wtmp, btmp or utmp file with records of 384 bytes, as glibc has them on 64-bit x86.
#>
[CmdletBinding()]
param(
    [Parameter(Position = 0)]
    [string] $Path = '/var/log/wtmp'
)

$ErrorActionPreference = 'Stop'
Import-Module $PSScriptRoot/../artifacts/MemMap

# In btmp, where the logins that failed are, their type is that of a prompt.
New-MemMap $Path utmp r | ConvertFrom-MemMap | Where-Object type -In UserProcess, LoginProcess | ForEach-Object {
    [pscustomobject]@{
        User = $_.user
        Line = $_.line
        From = $_.host
        Time = $_.time.ToLocalTime()
    }
}
