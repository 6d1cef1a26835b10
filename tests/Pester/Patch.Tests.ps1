# Undo: changes that are in memory until they are committed, or written as a patch that people can review.

BeforeAll {
    Import-Module $PSScriptRoot/../../artifacts/MemMap -Force
}

Describe 'Changes of a map of mode c' {
    BeforeEach {
        $file = Join-Path $TestDrive disk.img
        $patch = Join-Path $TestDrive change.patch
        [System.IO.File]::WriteAllBytes($file, [byte[]](0..255))
        $map = New-MemMap $file -Mode c
        $map | Set-MemMapValue 0x41 -Bytes 'hello'
        $map | Set-MemMapValue 4 255
    }

    AfterEach {
        Get-MemMap | Close-MemMap
    }

    It 'are a text of offsets, old bytes and new bytes' {
        $map | Export-MemMap $patch -Format Patch
        Get-Content $patch | Should -Be @(
            'MemMap patch 1'
            '# - are the bytes before, + those after; offsets are from the start of the file'
            ''
            'file disk.img'
            '@ 0x4 (4), 1 byte'
            '- 04                                               |.|'
            '+ ff                                               |.|'
            '@ 0x41 (65), 5 bytes'
            '- 41 42 43 44 45                                   |ABCDE|'
            '+ 68 65 6c 6c 6f                                   |hello|'
            ''
            'end'
        )
    }

    It 'are applied, are found to be there, and are taken back' {
        $map | Export-MemMap $patch -Format Patch
        $target = New-MemMap $file
        $target | Set-MemMapValue -Patch $patch -PassThru | Should -Be $target
        [System.Text.Encoding]::ASCII.GetString($target['0x41:0x46'].ToBytes()) | Should -Be hello
        { $target | Set-MemMapValue -Patch $patch -ErrorAction Stop } |
            Should -Throw 'all 2 changes of * are there already; -Reverse takes them back' -ErrorId 'PatchApplied,*'
        (Get-Content $patch | Select-Object -First 7) + 'end' | Set-Content $TestDrive/one.patch
        { $target | Set-MemMapValue -Patch $TestDrive/one.patch -ErrorAction Stop } |
            Should -Throw 'the change of * is there already; -Reverse takes it back'
        $target | Set-MemMapValue -Patch $patch -Reverse
        [System.IO.File]::ReadAllBytes((Copy-Item $file "$file.2" -PassThru)) | Should -Be ([byte[]](0..255))
        { $target | Set-MemMapValue -Patch $patch -Reverse -ErrorAction Stop } | Should -Throw 'none of the 2 changes*'
    }

    It 'are listed by -WhatIf' {
        $map | Export-MemMap $patch -Format Patch
        $script = {
            Import-Module $args[0]
            $target = New-MemMap $args[1]
            $target | Set-MemMapValue -Patch $args[2] -WhatIf
            New-MemMap $args[1] -Mode c | Set-MemMapValue 4 7 -PassThru | Invoke-MemMapFlush -Commit -WhatIf
        }
        $module = Join-Path $PSScriptRoot ../../artifacts/MemMap
        $lines = @((pwsh -NoProfile -Command $script -args $module, $file, $patch) -split '\r?\n' -ne '')
        $lines[0] | Should -BeLike 'What if: Make 2 changes (6 bytes) in uint8 (256,) r+ *disk.img'
        $lines[1] | Should -Be '  00000004  04 -> ff  |.| -> |.|'
        $lines[2] | Should -Be '  00000041  41 42 43 44 45 -> 68 65 6c 6c 6f  |ABCDE| -> |hello|'
        $lines[3] | Should -BeLike 'What if: Write 1 change (1 byte) to *disk.img'
        $lines[4] | Should -Be '  00000004  04 -> 07  |.| -> |.|'
        $lines.Count | Should -Be 5
        (New-MemMap $file -Mode r)[4] | Should -Be 4
    }

    It 'are not made in a file that has other bytes, not even in part' {
        $map | Export-MemMap $patch -Format Patch
        $target = New-MemMap $file
        $target[0x43] = 0
        { $target | Set-MemMapValue -Patch $patch -ErrorAction Stop } |
            Should -Throw '*line 8, is for other bytes: at 0x43 of disk.img it expects 43 44 45, and there is 00 44 45*' `
                -ErrorId 'PatchMismatch,*'
        $target[4] | Should -Be 4
    }

    It 'have the offsets of the file, wherever a map begins' {
        $view = New-MemMap $file uint16 c -Offset 100
        $view[0] = 0x4142
        $view | Export-MemMap $patch -Format Patch
        Get-Content $patch | Should -Contain '@ 0x64 (100), 2 bytes'
        New-MemMap $file uint32 r+ -Offset 96 | Set-MemMapValue -Patch $patch
        (New-MemMap $file -Mode r)['100:102'].ToBytes() | Should -Be 0x42, 0x41
        { New-MemMap $file -Mode r+ -Offset 101 | Set-MemMapValue -Patch $patch -Reverse -ErrorAction Stop } |
            Should -Throw '*are not all in this array*' -ErrorId 'PatchOutside,*'
    }

    It 'are written for a slice, a field, and several maps' {
        $map['0:10'] | Export-MemMap $patch -Format Patch
        @(Get-Content $patch) -like '@*' | Should -Be '@ 0x4 (4), 1 byte'
        $records = New-MemMap $file ([ordered]@{ a = 'u1'; b = 'u1' }) c
        $records | Set-MemMapValue 2 (9, 8)
        $records | Get-MemMapSlice -Field b | Export-MemMap $patch -Format Patch
        @(Get-Content $patch) -like '@*' | Should -Be '@ 0x5 (5), 1 byte'
        $other = Join-Path $TestDrive other.img
        [System.IO.File]::WriteAllBytes($other, [byte[]](1, 2))
        $second = New-MemMap $other -Mode c
        $second[0] = 5
        $map, $second | Export-MemMap $patch -Format Patch
        @(Get-Content $patch) -like 'file*' | Should -Be 'file disk.img', 'file other.img'
    }

    It 'are committed' {
        $map | Invoke-MemMapFlush -Commit -PassThru | Should -Be $map
        $now = New-MemMap $file -Mode r
        $now[4] | Should -Be 255
        $map[5] = 1
        $now[5] | Should -Be 5
        $map['6:'] | Invoke-MemMapFlush -Commit
        $now[5] | Should -Be 5 -Because 'it is not in the slice'
        $map | Invoke-MemMapFlush -Commit
        $now[5] | Should -Be 1
    }

    It 'are not committed over those of others, unless that is meant' {
        (Get-Item $file).LastWriteTimeUtc = [datetime]'2001-02-03'
        { $map | Invoke-MemMapFlush -Commit -ErrorAction Stop } |
            Should -Throw '*was written by others since it was opened*-Force*' -ErrorId 'ChangedMeanwhile,*'
        $map | Export-MemMap $patch -Format Patch -WarningVariable warning -WarningAction SilentlyContinue
        $warning | Should -BeLike '*was written by others*look at it*'
        $map | Invoke-MemMapFlush -Commit -Force
        (New-MemMap $file -Mode r)[4] | Should -Be 255
    }

    It 'are committed in each file of a joined array' {
        $parts = 0..2 | ForEach-Object {
            $part = Join-Path $TestDrive "part$_.bin"
            [System.IO.File]::WriteAllBytes($part, [byte[]](1..4))
            $part
        }
        $joined = Join-MemMap (Join-Path $TestDrive part*.bin) -Mode c
        $joined['3:5'] = 9
        $joined | Export-MemMap $patch -Format Patch
        @(Get-Content $patch) -like 'file*' | Should -Be 'file part0.bin', 'file part1.bin'
        $joined | Invoke-MemMapFlush -Commit
        $parts | ForEach-Object { (New-MemMap $_ -Mode r).ToBytes() -join ' ' } | Should -Be '1 2 3 9', '9 2 3 4', '1 2 3 4'
        $joined | Close-MemMap
        Join-MemMap (Join-Path $TestDrive part*.bin) | Set-MemMapValue -Patch $patch -Reverse
        (New-MemMap $parts[1] -Mode r)[0] | Should -Be 1
    }

    It 'of an array without any are an error that says why, and an empty patch is a warning' {
        { New-MemMap $file | Invoke-MemMapFlush -Commit -ErrorAction Stop } |
            Should -Throw '*are in the file already, as its mode is r+*-Mode c' -ErrorId 'NoPrivateChanges,*'
        New-MemMap $file -Mode c | Export-MemMap $patch -Format Patch -WarningVariable warning -WarningAction SilentlyContinue
        $warning | Should -Be 'nothing was changed, so the patch has no changes'
        { New-MemMap $file -Format Patch -ErrorAction Stop } | Should -Throw '*Set-MemMapValue -Patch FILE*'
        { $map | Set-MemMapValue -Patch (Join-Path $TestDrive none) -ErrorAction Stop } | Should -Throw "there is no patch '*none'"
    }
}

Describe 'Differences of Compare-MemMap' {
    BeforeEach {
        Push-Location $TestDrive
        [System.IO.File]::WriteAllBytes("$PWD/a.img", [byte[]](0..255))
        [byte[]]$other = 0..255
        $other[4], $other[200] = 255, 0
        [System.IO.File]::WriteAllBytes("$PWD/b.img", $other)
    }

    AfterEach {
        Get-MemMap | Close-MemMap
        Pop-Location
    }

    It 'are a patch, which makes the second file of the first' {
        Compare-MemMap a.img b.img -First 1 | Export-MemMap x.patch
        @(Get-Content x.patch) -match '^[fF@+-]' | Should -Be @(
            'file a.img'
            '@ 0x4 (4), 1 byte'
            '- 04                                               |.|'
            '+ ff                                               |.|'
            '@ 0xc8 (200), 1 byte'
            '- c8                                               |.|'
            '+ 00                                               |.|'
        )
        Get-MemMap | Should -BeNullOrEmpty
        New-MemMap a.img | Set-MemMapValue -Patch x.patch
        (Compare-MemMap a.img b.img).Equal | Should -BeTrue
    }

    It 'are written of an output that was kept, under any name' {
        $found = Compare-MemMap a.img b.img -DType uint16 -Offset 2
        $found | Export-MemMap differences.txt
        @(Get-Content differences.txt) -match '^@' | Should -Be '@ 0x4 (4), 1 byte', '@ 0xc8 (200), 1 byte'
        $a, $b = (New-MemMap a.img -Mode c), (New-MemMap b.img -Mode r)
        $a[4] = 255
        Compare-MemMap $a $b | Export-MemMap rest.patch -Format Patch
        @(Get-Content rest.patch) -match '^@' | Should -Be '@ 0xc8 (200), 1 byte'
        { $found | Export-MemMap x.npy -ErrorAction Stop } | Should -Throw '*as a patch, and not as Npy*' -ErrorId 'ComparisonToExport,*'
        $found | Export-MemMap new.patch -WhatIf
        Test-Path new.patch | Should -BeFalse
    }

    It 'are written of a realignment too, of arrays of one length' {
        Compare-MemMap a.img b.img -Realign | Export-MemMap realigned.patch
        Compare-MemMap a.img b.img | Export-MemMap plain.patch
        Get-Content realigned.patch | Should -Be (Get-Content plain.patch)
        Get-MemMap | Should -BeNullOrEmpty
    }

    It 'are empty with a warning where nothing differs' {
        Compare-MemMap a.img a.img | Export-MemMap x.patch -WarningVariable warning -WarningAction SilentlyContinue
        $warning | Should -Be 'the bytes of the elements are the same, so the patch has no changes'
    }

    It 'are no patch where a patch can not hold them' {
        [System.IO.File]::WriteAllBytes("$PWD/long.img", [byte[]](0..255 + 1))
        { Compare-MemMap a.img long.img | Export-MemMap none.patch -ErrorAction Stop } |
            Should -Throw '*no file longer or shorter*slices of one shape*' -ErrorId 'PatchOfOtherShape,*'
        { Compare-MemMap a.img long.img -Realign | Export-MemMap none.patch -ErrorAction Stop } |
            Should -Throw '*slices of one shape*or copy the second file' -ErrorId 'PatchOfOtherShape,*'
        { (Compare-MemMap a.img b.img).Differences | Export-MemMap none.patch -ErrorAction Stop } |
            Should -Throw '*differences are no array*writes all of a comparison as a patch*'
        $found = Compare-MemMap ([MemMap.NDArray]::Arange(3)) ([MemMap.NDArray]::Zeros(3))
        $sent = [System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($found))
        { $sent | Export-MemMap none.patch -ErrorAction Stop } | Should -Throw
        { (Compare-MemMap a.img b.img -Realign).Differences | Export-MemMap none.patch -ErrorAction Stop } |
            Should -Throw '*differences are no array*writes all of a comparison as a patch*'
        Get-ChildItem b.img | Compare-MemMap a.img | ForEach-Object { $_, $_ } |
            Export-MemMap none.patch -ErrorAction SilentlyContinue -ErrorVariable problem
        "$problem" | Should -BeLike 'a.img was compared more than once*'
        Remove-Item b.img
        { Compare-MemMap a.img long.img | ForEach-Object { Remove-Item long.img; $_ } | Export-MemMap none.patch -ErrorAction Stop } |
            Should -Throw
        Test-Path none.patch | Should -BeFalse
    }
}
