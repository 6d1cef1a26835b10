<#
.SYNOPSIS
What MemMap costs in the shell, beside what a user would write without it.
.DESCRIPTION
Runs in the shell that is measured, with the module that build.ps1 has staged.
.PARAMETER Rounds
How often both sides run, in turn; the best round of each counts.
.PARAMETER Only
Runs the lines whose name matches this pattern.
#>
[CmdletBinding()]
param(
    [ValidateRange(1, 1000)]
    [int] $Rounds = 7,

    [string] $Only = '*'
)

$ErrorActionPreference = 'Stop'
$module = Join-Path $PSScriptRoot .. artifacts MemMap
$columns = 512
$rows = 512
$path = (New-TemporaryFile).FullName

# The microseconds that each of the $Count operations of a script block takes.
function Get-Microseconds([scriptblock]$Script, [int]$Count) {
    $clock = [System.Diagnostics.Stopwatch]::StartNew()
    & $Script
    $clock.Elapsed.TotalMicroseconds / $Count
}

function Format-Number([double]$Number) {
    $Number.ToString('F2', [System.Globalization.CultureInfo]::InvariantCulture)
}

function Format-Time([double]$Microseconds) {
    $Microseconds -lt 1000 ? "$(Format-Number $Microseconds) us" : "$(Format-Number ($Microseconds / 1000)) ms"
}

function Write-Row([string[]]$Cells) {
    $widths = 30, 12, 38, 12, 8
    $padded = for ($i = 0; $i -lt $widths.Count; $i++) {
        $i -eq 0 -or $i -eq 2 ? $Cells[$i].PadRight($widths[$i]) : $Cells[$i].PadLeft($widths[$i])
    }
    "| $($padded -join ' | ') |"
}

# One line: what an operation takes with MemMap and without it. Both script blocks run it $Count times.
function Measure-Operation([string]$Name, [int]$Count, [scriptblock]$MemMap, [string]$Other, [scriptblock]$Without) {
    if ($Name -notlike $Only) {
        return
    }

    $with = $alone = [double]::PositiveInfinity
    # The first round warms up: the best one is another.
    for ($round = 0; $round -le $Rounds; $round++) {
        $with = [System.Math]::Min($with, (Get-Microseconds $MemMap $Count))
        $alone = [System.Math]::Min($alone, (Get-Microseconds $Without $Count))
    }

    Write-Row $Name, (Format-Time $with), $Other, (Format-Time $alone), (Format-Number ($alone / $with))
}

# A shell of its own each time. The clock starts in there, so the shell's own start isn't in it.
function Measure-Import {
    if ('Import-Module' -notlike $Only) {
        return
    }

    $command = "`$clock = [System.Diagnostics.Stopwatch]::StartNew(); Import-Module '$module'; `$clock.ElapsedTicks"
    $best = [double]::PositiveInfinity
    for ($round = 0; $round -lt $Rounds; $round++) {
        $ticks = pwsh -NoProfile -NonInteractive -Command $command
        $best = [System.Math]::Min($best, 1e6 * [long]$ticks / [System.Diagnostics.Stopwatch]::Frequency)
    }

    Write-Row 'Import-Module', (Format-Time $best), '', '', ''
}

Import-Module $module
$m = New-MemMap $path -DType float32 -Mode w+ -Shape $rows, $columns
try {
    $m | Set-MemMapValue -Value 0.5
    $bytes = [System.IO.File]::ReadAllBytes($path)

    Write-Row 'operation', 'MemMap', 'without MemMap', 'time', 'ratio'
    Write-Row ('-' * 30), ('-' * 11 + ':'), ('-' * 38), ('-' * 11 + ':'), ('-' * 7 + ':')
    Measure-Import
    Measure-Operation 'New-MemMap, Close-MemMap' 500 {
        for ($k = 0; $k -lt 500; $k++) {
            New-MemMap $path -DType float32 -Mode r | Close-MemMap
        }
    } 'BinaryReader opened and closed' {
        for ($k = 0; $k -lt 500; $k++) {
            [System.IO.BinaryReader]::new([System.IO.File]::OpenRead($path)).Close()
        }
    }
    Measure-Operation 'Get-MemMapSlice' 1000 {
        for ($k = 0; $k -lt 1000; $k++) {
            $slice = $m | Get-MemMapSlice '10:12, ::2'
        }
    } 'BinaryReader loop over its elements' {
        $reader = [System.IO.BinaryReader]::new([System.IO.File]::OpenRead($path))
        for ($k = 0; $k -lt 1000; $k++) {
            $slice = [float[]]::new($columns)
            $i = 0
            for ($row = 10; $row -lt 12; $row++) {
                for ($column = 0; $column -lt $columns; $column += 2) {
                    $reader.BaseStream.Position = 4 * ($row * $columns + $column)
                    $slice[$i++] = $reader.ReadSingle()
                }
            }
        }

        $reader.Close()
    }
    Measure-Operation '$m[i,j]' 10000 {
        for ($k = 0; $k -lt 10000; $k++) {
            $element = $m[7, 9]
        }
    } '[BitConverter] at a computed offset' {
        for ($k = 0; $k -lt 10000; $k++) {
            $element = [System.BitConverter]::ToSingle($bytes, 4 * (7 * $columns + 9))
        }
    }

    $sum = {
        $map = New-MemMap $path -DType float32 -Mode r
        $total = $map.Sum()
        $map | Close-MemMap
    }
    Measure-Operation 'sum of 256 Ki float32' 1 $sum '[BitConverter] loop over ReadAllBytes' {
        $all = [System.IO.File]::ReadAllBytes($path)
        $total = 0.0
        for ($k = 0; $k -lt $all.Length; $k += 4) {
            $total += [System.BitConverter]::ToSingle($all, $k)
        }
    }
    Measure-Operation 'sum of 256 Ki float32' 1 $sum 'BinaryReader loop' {
        $reader = [System.IO.BinaryReader]::new([System.IO.File]::OpenRead($path))
        $total = 0.0
        for ($k = 0; $k -lt $rows * $columns; $k++) {
            $total += $reader.ReadSingle()
        }

        $reader.Close()
    }
    $numbers = $rows * $columns
    $records = 50000
    $table = [MemMap.NDArray]::Zeros($records, 'i4,f8,S8,i8,f4')
    $lines = $table.ToBytes()
    Measure-Operation 'number, ConvertFrom-MemMap' $numbers {
        $m | ConvertFrom-MemMap | & { process { } }
    } '[BitConverter] loop' {
        for ($k = 0; $k -lt $bytes.Length; $k += 4) {
            $element = [System.BitConverter]::ToSingle($bytes, $k)
        }
    }
    Measure-Operation 'number, ConvertFrom-MemMap' $numbers {
        $m | ConvertFrom-MemMap | & { process { } }
    } 'BinaryReader loop' {
        $reader = [System.IO.BinaryReader]::new([System.IO.File]::OpenRead($path))
        for ($k = 0; $k -lt $numbers; $k++) {
            $element = $reader.ReadSingle()
        }

        $reader.Close()
    }
    Measure-Operation 'record, ConvertFrom-MemMap' $records {
        $table | ConvertFrom-MemMap | & { process { } }
    } 'BinaryReader and [pscustomobject]' {
        $reader = [System.IO.BinaryReader]::new([System.IO.MemoryStream]::new($lines))
        for ($k = 0; $k -lt $records; $k++) {
            $record = [pscustomobject]@{
                f0 = $reader.ReadInt32()
                f1 = $reader.ReadDouble()
                f2 = [System.Text.Encoding]::ASCII.GetString($reader.ReadBytes(8)).TrimEnd([char]0)
                f3 = $reader.ReadInt64()
                f4 = $reader.ReadSingle()
            }
        }
    }
    $struct = $table.View('int32_t f0; double f1; S8 f2; int64_t f3; float f4;')
    Measure-Operation 'record of a C type' $records {
        $struct | ConvertFrom-MemMap | & { process { } }
    } 'the same records by dtype' {
        $table | ConvertFrom-MemMap | & { process { } }
    }
    # Records that are their own length behind one another, as the packets of a capture are.
    $chain = [MemMap.NDArray]::Zeros($records, 'u4,V36')
    $chain.Field('f0').Fill(36)
    $chain = $chain.View('u1')
    Measure-Operation 'record, Get-MemMapRecord' $records {
        $chain | Get-MemMapRecord 'uint32_t length; uint8_t data[length];' | & { process { } }
    } '[BitConverter] and [pscustomobject]' {
        $all = $chain.ToBytes()
        for ($at = 0; $at -lt $all.Length; $at += 4 + $length) {
            $length = [System.BitConverter]::ToUInt32($all, $at)
            $record = [pscustomobject]@{ Offset = $at; length = $length; data = [System.ArraySegment[byte]]::new($all, $at + 4, $length) }
        }
    }
    $target = "$path.new"
    Measure-Operation 'number, ConvertTo-MemMap' $numbers {
        1..$numbers | ConvertTo-MemMap $target f4 | Close-MemMap
    } 'BinaryWriter loop' {
        $writer = [System.IO.BinaryWriter]::new([System.IO.File]::Create($target))
        for ($k = 1; $k -le $numbers; $k++) {
            $writer.Write([float]$k)
        }

        $writer.Close()
    }
    Measure-Operation 'sum of 256 Ki float32' 1 $sum 'Measure-Object over a float[]' {
        $all = [float[]]::new($rows * $columns)
        [System.Buffer]::BlockCopy([System.IO.File]::ReadAllBytes($path), 0, $all, 0, $all.Length * 4)
        $total = ($all | Measure-Object -Sum).Sum
    }
}
finally {
    $m | Close-MemMap
    Remove-Item $path, "$path.new" -ErrorAction Ignore
}
