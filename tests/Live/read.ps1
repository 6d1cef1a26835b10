<#
.SYNOPSIS
One half of tests/Live/check.py: MemMap reads what numpy wrote, and writes what numpy is going to read.
.DESCRIPTION
cases.txt in the folder has a line for each file: its name, what numpy says of it, and what MemMap is to make of it. For each one that
MemMap opens, read.txt gets a line with shape, dtype, order and the elements' bytes in hexadecimal, and the array is written again in all
ways that it can be.
.PARAMETER Folder
Where the files are, and where the others are written.
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory, Position = 0)]
    [string] $Folder
)

$ErrorActionPreference = 'Stop'
Import-Module $PSScriptRoot/../../artifacts/MemMap

$results = [System.Collections.Generic.List[string]]::new()
foreach ($name in Get-Content $Folder/cases.txt) {
    $file, $member = $name.Split(':')
    $path = Join-Path $Folder $file
    try {
        $array = $member ? (New-MemMap -LiteralPath $path -Member $member) : (New-MemMap -LiteralPath $path -Mode r)
        $isFortran = $array.IsFortranContiguous -and -not $array.IsContiguous
        $results.Add("$name`t$($array.Shape -join ',')`t$($array.DType)`t$isFortran`t$([System.Convert]::ToHexString($array.ToBytes()))")

        $out = Join-Path $Folder out ($name.Replace(':', '+'))
        $array | Export-MemMap -LiteralPath "$out.npy"
        $array | Export-MemMap -LiteralPath "$out.stored.npz" -Name a
        $array | Export-MemMap -LiteralPath "$out.deflated.npz" -Name a -Compress
        # As a user creates it: empty, then assigned.
        $created = New-MemMap -LiteralPath "$out.created.npy" $array.DType w+ -Shape $array.Shape -Order ($isFortran ? 'F' : 'C')
        $created | Set-MemMapValue '...' $array
        $created | Close-MemMap
        if ($array.NDim -gt 0 -and -not $isFortran) {
            # A row at a time, and one more that is taken back.
            $row = @($array.Shape | ForEach-Object { $_ })[1..$array.NDim].Where({ $null -ne $_ })
            $grown = New-MemMap -LiteralPath "$out.grown.npy" $array.DType w+ -Shape (@(0) + $row)
            $grown | Resize-MemMap ($array.Shape[0] + 1)
            $grown | Resize-MemMap $array.Shape[0]
            $grown | Set-MemMapValue '...' $array
            $grown | Close-MemMap
        }

        if ($array -is [MemMap.MemMapArray]) {
            $array | Close-MemMap
        }
    }
    catch {
        $results.Add("$name`terror`t$_")
    }
}

$results | Set-Content $Folder/read.txt
