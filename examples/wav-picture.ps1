<#
.SYNOPSIS
Draws what a WAV file sounds like: the left channel in the terminal, both channels as picture files.
.DESCRIPTION
Makes a WAV file of two seconds, a bell that fades away on the left and a beat on the right, unless there is one already. Its frames are
records of two fields; a field is a column, and a column is what Show-MemMap draws. The samples are mapped, not read.
.EXAMPLE
./wav-picture.ps1 bell.wav
.PARAMETER Path
The file. If there is none, it is made; 16-bit stereo and 44 bytes of header are what the script expects.
.PARAMETER Width
The width of what is drawn in the terminal, in characters.
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory, Position = 0)]
    [string] $Path,

    [ValidateRange(20, 1000)]
    [int] $Width = 100
)

$ErrorActionPreference = 'Stop'
Import-Module $PSScriptRoot/../artifacts/MemMap

$frame = [ordered]@{ left = '<i2'; right = '<i2' }
if (-not (Test-Path -LiteralPath $Path)) {
    $rate, $seconds = 22050, 2
    $count = $rate * $seconds
    $head = New-MemMap $Path wav w+ -Shape 1
    $head[0] = [ordered]@{
        riff = 'RIFF'; riff_size = 36 + 4 * $count; wave = 'WAVE'; fmt = 'fmt '; fmt_size = 16; format = 1; channels = 2; rate = $rate
        byte_rate = 4 * $rate; block_align = 4; bits = 16
    }
    $head | Close-MemMap
    $chunk = New-MemMap $Path riff_chunk r+ -Offset 36 -Shape 1
    $chunk[0] = [ordered]@{ id = 'data'; size = 4 * $count }
    $chunk | Close-MemMap

    # All samples at once: arrays behave like arrays.
    $time = [MemMap.NDArray]::Arange(0, $count).AsType('f8') / $rate
    $bell = ($time * (2 * [System.Math]::PI * 440)).Sin() * ($time * -3).Exp() * 30000
    $beat = ($time * (2 * [System.Math]::PI * 221)).Sin() * ($time * (2 * [System.Math]::PI * 1.5)).Sin() * 20000
    $frames = New-MemMap $Path $frame r+ -Offset 44 -Shape $count
    $frames | Set-MemMapValue -Field left -Value $bell
    $frames | Set-MemMapValue -Field right -Value $beat
    $frames | Close-MemMap
}

$frames = New-MemMap $Path $frame r -Offset 44
$frames | Show-MemMap Line -Field left -Width $Width -Height 14
$frames | Show-MemMap Histogram -Field right -Width $Width -Bins 8
foreach ($channel in 'left', 'right') {
    $picture = [System.IO.Path]::ChangeExtension($Path, $channel)
    $frames | Show-MemMap Line -Field $channel -OutFile "$picture.svg"
    $frames | Show-MemMap Line -Field $channel -OutFile "$picture.png" -PassThru | ForEach-Object FullName
}
$frames | Close-MemMap
