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
Import-Module ([System.IO.Path]::Combine($PSScriptRoot, '..', 'artifacts', 'MemMap'))

$userProcess, $failedLogin = 7, 6
New-MemMap $Path utmp r | ForEach-Object { $_.ToArray() } | Where-Object type -In $userProcess, $failedLogin | ForEach-Object {
    [pscustomobject]@{
        User = $_.user
        Line = $_.line
        From = $_.host
        Time = [System.DateTimeOffset]::FromUnixTimeSeconds($_.time).LocalDateTime
    }
}
