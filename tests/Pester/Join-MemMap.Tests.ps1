# Many files as one array: Join-MemMap and New-MemMap -Join.

BeforeAll {
    Import-Module $PSScriptRoot/../../artifacts/MemMap -Force
}

Describe 'Join-MemMap' {
    BeforeEach {
        Push-Location (New-Item $TestDrive/$([System.IO.Path]::GetRandomFileName()) -ItemType Directory)
        foreach ($n in 1, 2, 10) {
            $n, ($n + 0.5) | ConvertTo-MemMap "part$n.npy" float64 | Close-MemMap
        }
    }

    AfterEach {
        Get-MemMap | Close-MemMap
        Pop-Location
    }

    It 'joins files in the order of their numbers' {
        $all = Join-MemMap part*.npy -Mode r
        $all.Shape | Should -Be 6
        $all.ToArray() | Should -Be 1, 1.5, 2, 2.5, 10, 10.5
        $all.Parts | ForEach-Object { Split-Path $_.FileName -Leaf } | Should -Be part1.npy, part2.npy, part10.npy
        $all.Parts.FirstRow | Should -Be 0, 2, 4
        ($all | Get-MemMapSlice '3:5').Parts.Rows | Should -Be 1, 1
        "$($all | Out-String)" | Should -Match 'float64 \(6,\) r .*part1\.npy \.\.\. .*part10\.npy \(3 parts\)'
    }

    It 'names the files in pictures' {
        $all = Join-MemMap part*.npy -Mode r
        $lines = @($all | Show-MemMap -As Hex -First 6)
        $lines[0] | Should -BeExactly 'part1.npy ... part10.npy: float64 (6,)'
        $lines[-1] | Should -BeExactly 'from 00000000 part1.npy, from 00000010 part2.npy, from 00000020 part10.npy'
        @($all | Show-MemMap -As Hex -First 2 -Skip 3)[-2] | Should -BeExactly 'from 00000018 part2.npy, from 00000020 part10.npy'
        @(1..6 | ForEach-Object { "part$(($_ % 2) + 1).npy" } | New-MemMap -Join -Mode r | Show-MemMap -As Hex -First 12)[-1] |
            Should -Match 'part2\.npy, from \w+ part1\.npy, \.\.\.$'
        @($all | Show-MemMap -As Line)[0] | Should -Match '^part1\.npy \.\.\. part10\.npy: float64 \(6,\)'
    }

    It 'is what New-MemMap -Join gives' {
        (New-MemMap part*.npy -Join -Mode r).Sum() | Should -Be 27.5
        (Get-ChildItem part2.npy, part1.npy | New-MemMap -Join).ToArray() | Should -Be 2, 2.5, 1, 1.5
    }

    It 'joins arrays of the pipeline' {
        $all = New-MemMap part1.npy, part2.npy -Mode c | Get-MemMapSlice '::-1' | Join-MemMap
        $all.ToArray() | Should -Be 1.5, 1, 2.5, 2
        ($all | Join-MemMap).Size | Should -Be 4
    }

    It 'assigns to the files, flushes and closes all of them' {
        $all = Join-MemMap part*.npy -Mode r+
        $all | Set-MemMapValue '1:5' 7
        $all | Invoke-MemMapFlush -PassThru | Close-MemMap
        $all.IsClosed | Should -BeTrue
        (New-MemMap part2.npy).ToArray() | Should -Be 7, 7
        (New-MemMap part10.npy)[0] | Should -Be 7
        { $all.Sum() } | Should -Throw '*is closed*'
    }

    It 'leaves the files alone in mode c, however many are open' {
        1..400 | ForEach-Object { [System.IO.File]::WriteAllBytes("$PWD/byte$_.dat", [byte[]]@(1, 2)) }
        $all = Join-MemMap byte*.dat -Mode c
        $all | Set-MemMapValue -Value 9
        $all.Sum() | Should -Be (400 * 18)
        [System.IO.File]::ReadAllBytes("$PWD/byte7.dat") | Should -Be 1, 2
    }

    It 'tells which file has a match or a difference' {
        $all = Join-MemMap part*.npy -Mode r
        $found = $all | Find-MemMapValue -GT 2
        $found.Index | Should -Be 3, 4, 5
        $found | ForEach-Object { Split-Path $_.FileName -Leaf } | Should -Be part2.npy, part10.npy, part10.npy
        $found.FileRow | Should -Be 1, 0, 1
        $match = $all | Find-MemMapValue -Pattern ([System.BitConverter]::GetBytes(10.0))
        Split-Path $match.FileName -Leaf | Should -Be part10.npy
        $match.FileOffset | Should -Be 128
        $copy = $all.Copy()
        $copy[2] = 0
        $comparison = Compare-MemMap $copy $all
        Split-Path $comparison.Differences[0].FileName -Leaf | Should -Be part2.npy
    }

    It 'streams, exports and measures in order' {
        $all = Join-MemMap part*.npy -Mode r
        $all | ConvertFrom-MemMap | Should -Be 1, 1.5, 2, 2.5, 10, 10.5
        $all | Export-MemMap all.npy
        (New-MemMap all.npy).ToArray() | Should -Be $all.ToArray()
        ($all | Measure-MemMap).Maximum | Should -Be 10.5
        ($all | Split-MemMap 2 | ForEach-Object { $_.Sum() }) | Should -Be 4.5, 23
    }

    It 'names a file that does not fit, and leaves it out with -SkipMismatch' {
        1, 2 | ConvertTo-MemMap part3.npy int16 | Close-MemMap
        $null = Join-MemMap part*.npy -ErrorVariable problem -ErrorAction SilentlyContinue
        "$problem" | Should -Match 'part3\.npy.* has dtype int16, but .*part1\.npy.* has float64'
        $all = Join-MemMap part*.npy -SkipMismatch -WarningVariable warning -WarningAction SilentlyContinue
        "$warning" | Should -Match 'part3\.npy.*left out'
        $all.Parts.Count | Should -Be 3
    }

    It 'notices a file that was replaced while it was not open' {
        1..300 | ForEach-Object { [System.IO.File]::WriteAllBytes("$PWD/byte$_.dat", [byte[]]@(1, 2)) }
        $all = Join-MemMap byte*.dat -Mode r
        [System.IO.File]::WriteAllBytes("$PWD/new.dat", [byte[]]@(3, 4))
        Move-Item new.dat byte1.dat -Force
        { $all.Sum() } | Should -Throw '*byte1.dat*another file is in its place*'
    }

    It 'opens nothing if a file is missing or is to be created' {
        Join-MemMap part1.npy, nothing.npy -ErrorVariable problem -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        "$problem" | Should -Match 'no file'
        New-MemMap part*.npy -Join -Mode w+ -Shape 3 -ErrorVariable problem -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $problem[0].FullyQualifiedErrorId | Should -Match '^JoinMode'
    }

    It 'can not be written if a part is in memory only' {
        $sound = Join-Path $PSScriptRoot ../Golden/containers/wav_24.wav
        1, 2 | ForEach-Object { Copy-Item $sound "sound$_.wav" }
        $before = (Get-FileHash sound*.wav).Hash
        $all = Join-MemMap sound*.wav -Format Wav
        $all.IsWriteable | Should -BeFalse
        "$($all.Mode)" | Should -Be r
        { $all.Fill(1) } | Should -Throw '*read-only*'
        $all | Close-MemMap
        (Get-FileHash sound*.wav).Hash | Should -Be $before
        $all = Join-MemMap sound*.wav -Format Wav -Mode c
        $all.Fill(7)
        $all.Min() | Should -Be 7
    }

    It 'is in the list of open maps' {
        $all = Join-MemMap part*.npy -Mode r
        @(Get-MemMap).Count | Should -Be 1
        (Get-MemMap | Format-Table | Out-String -Width 200) | Should -Match 'part1\.npy'
    }
}
