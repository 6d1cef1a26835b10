# A file goes wherever an array goes: by path, by literal path, and from Get-ChildItem.

BeforeDiscovery {
    $root = Convert-Path $PSScriptRoot/../..
    Import-Module $root/artifacts/MemMap
    # What each cmdlet does with an array and with a file, for the file and for the map of the file.
    $cmdlets = @(
        @{ Name = 'Show-MemMap'; More = @{ First = 16 } }
        @{ Name = 'Measure-MemMap'; More = @{} }
        @{ Name = 'Find-MemMapValue'; More = @{ GT = 200 } }
        @{ Name = 'ConvertFrom-MemMap'; More = @{} }
        @{ Name = 'Get-MemMapHash'; More = @{} }
    )
}

BeforeAll {
    $root = Convert-Path $PSScriptRoot/../..
    Import-Module $root/artifacts/MemMap
    $rendering = $PSStyle.OutputRendering
    $PSStyle.OutputRendering = 'PlainText'

    # What is written, without the name of the file, which is that of the map or of the file that was given.
    function Get-Text { (@($input | Format-List * | Out-String -Width 200) -join '') -replace '(?m)^FileName\s*:.*$' -replace '\s' }
}

AfterAll {
    $PSStyle.OutputRendering = $rendering
}

Describe 'Files in place of arrays' {
    BeforeAll {
        $folder = Join-Path $TestDrive files
        $null = New-Item $folder, "$folder/sub" -ItemType Directory
        [System.IO.File]::WriteAllBytes("$folder/a.bin", [byte[]](0..255))
        [System.IO.File]::WriteAllBytes("$folder/b[1].bin", [byte[]](100..219))
        Push-Location $folder
    }

    AfterEach {
        # Whatever was opened was closed.
        @(Get-MemMap).Count | Should -Be 0
    }

    AfterAll {
        Pop-Location
    }

    Context '<Name>' -ForEach $cmdlets {
        BeforeAll {
            $map = New-MemMap a.bin -Mode r
            $expected = $map | & $Name @More | Get-Text
            $map | Close-MemMap
            $other = New-MemMap -LiteralPath 'b[1].bin' -Mode r
            $second = $other | & $Name @More | Get-Text
            $other | Close-MemMap
        }

        It 'takes -Path' {
            (& $Name -Path a.bin @More | Get-Text) | Should -BeExactly $expected
        }

        It 'takes a path by position' {
            (& $Name a.bin @More | Get-Text) | Should -BeExactly $expected
        }

        It 'takes -LiteralPath' {
            (& $Name -LiteralPath 'b[1].bin' @More | Get-Text) | Should -BeExactly $second
        }

        It 'takes text and files from the pipeline, and leaves folders out' {
            ('a.bin' | & $Name @More | Get-Text) | Should -BeExactly $expected
            (Get-ChildItem | & $Name @More | Get-Text) | Should -BeExactly ($expected + $second)
        }

        It 'takes wildcards, and says where none matches' {
            @(& $Name *.bin @More).Count | Should -BeGreaterThan 1
            & $Name -Path *.none @More -ErrorAction SilentlyContinue -ErrorVariable problem
            $problem[0].FullyQualifiedErrorId | Should -BeLike 'NoMatch,*'
            & $Name -Path none.bin @More -ErrorAction SilentlyContinue -ErrorVariable problem
            $problem[0].FullyQualifiedErrorId | Should -BeLike 'FileNotFound,*'
            "$($problem[0])" | Should -BeExactly "there is no file '$(Join-Path (Convert-Path .) none.bin)'"
        }

        It 'refuses what tells about a file beside an array' {
            $array = [MemMap.NDArray]::Arange(0, 3)
            { $array | & $Name @More -DType int32 -ErrorAction Stop } | Should -Throw -ErrorId 'NeedsFile,*'
            { $array | & $Name @More -Path a.bin -ErrorAction Stop } | Should -Throw -ErrorId 'OneSource,*'
            { Get-Process -Id $PID | & $Name @More -ErrorAction Stop } | Should -Throw '*is no array*'
        }
    }

    It 'completes the fields of -DType' {
        foreach ($name in 'Show-MemMap', 'Measure-MemMap', 'Find-MemMapValue', 'ConvertFrom-MemMap') {
            $line = "$name a.bin -DType 'i4,f8' -Field "
            [System.Management.Automation.CommandCompletion]::CompleteInput($line, $line.Length, $null).CompletionMatches.CompletionText |
                Should -Be 'f0', 'f1'
        }
    }

    It 'reads with a dtype, an offset and a shape' {
        (Measure-MemMap a.bin -DType uint16 -Offset 4 -Shape 2, 3 -Axis 0).Sum.ToArray() |
            Should -Be (0x0504 + 0x0b0a), (0x0706 + 0x0d0c), (0x0908 + 0x0f0e)
        @(Find-MemMapValue a.bin -DType uint16 -EQ 0x0504).Index | Should -Be 2
        @(ConvertFrom-MemMap a.bin -DType uint8 -Shape 2, 2 -Axis 0)[1].ToArray() | Should -Be 2, 3
    }

    It 'reads members of an archive, and files of a format' {
        [MemMap.NDArray]::Arange(0, 4), [MemMap.NDArray]::Arange(0, 6) | Export-MemMap "$TestDrive/two.npz" -Name x, y
        Measure-MemMap "$TestDrive/two.npz" | ForEach-Object Sum | Should -Be 6, 15
        (Measure-MemMap "$TestDrive/two.npz" -Member y).Sum | Should -Be 15
        [MemMap.NDArray]::Arange(0, 4) | Export-MemMap "$TestDrive/four.npy"
        (Measure-MemMap "$TestDrive/four.npy").Sum | Should -Be 6
        (Measure-MemMap "$TestDrive/four.npy" -Format Raw).Count | Should -Be (Get-Item "$TestDrive/four.npy").Length
    }

    It 'says of which file a match is' {
        (Get-ChildItem *.bin | Find-MemMapValue -Pattern '0x64 65').FileName | Split-Path -Leaf | Should -Be 'a.bin', 'b[1].bin'
        (Find-MemMapValue *.bin -EQ 110).FileName | Split-Path -Leaf | Should -Be 'a.bin', 'b[1].bin'
        (Measure-MemMap *.bin).FileName | Split-Path -Leaf | Should -Be 'a.bin', 'b[1].bin'
    }

    It 'closes a file when the pipeline ends early' {
        Find-MemMapValue a.bin -GE 0 | Select-Object -First 1 | ForEach-Object Index | Should -Be 0
        ConvertFrom-MemMap a.bin | Select-Object -First 2 | Should -Be 0, 1
    }

    It 'compares files on both sides' {
        Copy-Item a.bin "$TestDrive/copy.bin"
        (Compare-MemMap a.bin "$TestDrive/copy.bin").Equal | Should -BeTrue
        $found = Get-ChildItem *.bin | Compare-MemMap "$TestDrive/copy.bin"
        $found.Equal | Should -Be $true, $false
        $found.FileName | Split-Path -Leaf | Should -Be 'a.bin', 'b[1].bin'
        $found.ReferenceFileName | Split-Path -Leaf | Should -Be 'copy.bin', 'copy.bin'
        Compare-MemMap ([MemMap.NDArray]::Array([byte[]](0..255))) a.bin -Quiet | Should -BeTrue
        (Compare-MemMap a.bin "$TestDrive/copy.bin" -DType int32).Compared | Should -Be 64
    }

    It 'exports files' {
        Get-ChildItem *.bin | Export-MemMap "$TestDrive/all.npz" -Name a, b
        (Measure-MemMap "$TestDrive/all.npz" -Member b).Count | Should -Be 120
        'a.bin' | Export-MemMap "$TestDrive/a.npy" -DType int32
        (Measure-MemMap "$TestDrive/a.npy").Count | Should -Be 64
    }

    It 'splits a file into parts that stay open' {
        $parts = Split-MemMap a.bin -Count 4
        try { $parts.Size | Should -Be 64, 64, 64, 64 } finally { Get-MemMap | Close-MemMap }
    }

    It 'writes the picture of a file' {
        Show-MemMap a.bin Line -OutFile "$TestDrive/a.svg"
        Get-Content "$TestDrive/a.svg" -Raw | Should -Match '<svg'
        { Get-Item a.bin | Show-MemMap -Path x.svg -ErrorAction Stop } | Should -Throw '*-OutFile'
        Show-MemMap a.bin Line -OutFile "$TestDrive/none.svg" -WhatIf
        Test-Path "$TestDrive/none.svg" | Should -BeFalse
    }

    It 'takes what names no kind of picture or digest as a file, and says so where there is none' {
        { Show-MemMap nothing.bin } | Should -Throw "*there is no file 'nothing.bin'*"
        { Get-MemMapHash nothing } | Should -Throw "*'nothing'*no such file*"
        { Find-MemMapValue -GT 5 -ErrorAction Stop } | Should -Throw -ErrorId 'OneSource,*'
    }
}

Describe 'A file by name, where an array is changed or walked' {
    BeforeEach {
        Push-Location (New-Item $TestDrive/$([System.IO.Path]::GetRandomFileName()) -ItemType Directory)
        Copy-Item (Join-Path $PSScriptRoot .. Golden formats two.zip)
        [System.IO.File]::WriteAllBytes("$PWD/b.bin", [byte[]](1..8))
    }

    AfterEach {
        Get-MemMap | Close-MemMap
        Pop-Location
    }

    It 'gets what a map of it had before, though that is overwritten meanwhile' {
        $numbers = [MemMap.NDArray]::Arange(300000).AsType('i4')
        $numbers | Export-MemMap many.bin -Format Raw
        $m = New-MemMap many.bin i4 r
        Set-MemMapValue many.bin -Value $m['::-1'] -DType i4
        $m.ArrayEqual($numbers['::-1']) | Should -BeTrue
        Set-MemMapValue many.bin -Value ($m['::-1'].Lazy() + 1) -DType i4
        $m.ArrayEqual($numbers + 1) | Should -BeTrue
    }

    It 'is changed by Set-MemMapValue: <_>' -ForEach 'Set-MemMapValue b.bin 2 9', 'Set-MemMapValue -Path b.bin 2 9',
        'Set-MemMapValue 2 9 b.bin',
        'Set-MemMapValue (New-MemMap b.bin) 2 9; Get-MemMap | Close-MemMap',
        'Set-MemMapValue -LiteralPath b.bin -Index 2 -Value 9', 'Get-Item b.bin | Set-MemMapValue 2 9',
        'Set-MemMapValue b.bin { $_ -eq 3 } 9', 'Set-MemMapValue b.bin -Where { $_ -eq 3 } 9',
        'Set-MemMapValue b.bin ''2:3'' -Bytes ([byte[]]9)', 'Set-MemMapValue b.bin 2 6 -Operation Add',
        'Set-MemMapValue b.bin 0 9 -DType u1 -Offset 2' {
        & ([scriptblock]::Create($_))
        [System.IO.File]::ReadAllBytes("$PWD/b.bin") | Should -Be 1, 2, 9, 4, 5, 6, 7, 8
        Get-MemMap | Should -BeNullOrEmpty
    }

    It 'is changed as a whole, or by a list' {
        { Set-MemMapValue b.bin 7 -ErrorAction Stop } | Should -Throw '*Set-MemMapValue ''b.bin'' -Value 5 for all*behind the file*'
        [System.IO.File]::ReadAllBytes("$PWD/b.bin") | Should -Be (1..8)
        Set-MemMapValue b.bin ... 6
        [System.IO.File]::ReadAllBytes("$PWD/b.bin") | Should -Be (@(6) * 8)
        Set-MemMapValue b.bin -Value 7
        [System.IO.File]::ReadAllBytes("$PWD/b.bin") | Should -Be (@(7) * 8)
        Set-MemMapValue *.bin ':3' (1, 2, 3) -DType '<u2'
        [System.IO.File]::ReadAllBytes("$PWD/b.bin") | Should -Be 1, 0, 2, 0, 3, 0, 7, 7
        $map = Set-MemMapValue b.bin 0 5 -PassThru
        $map.Mode -eq 'r+' | Should -BeTrue
        $map[0] | Should -Be 5
    }

    It 'is not changed with -WhatIf, or by what is an error' {
        Set-MemMapValue b.bin 2 9 -WhatIf
        Resize-MemMap b.bin 4 -WhatIf
        { Set-MemMapValue b.bin 2 300 -ErrorAction Stop } | Should -Throw '*out of bounds*'
        { Set-MemMapValue none.bin 2 3 -ErrorAction Stop } | Should -Throw "there is no file*none.bin'" -ErrorId 'FileNotFound,*'
        { Set-MemMapValue 2 3 } | Should -Throw -ErrorId 'OneSource,*'
        $m = New-MemMap b.bin
        { Set-MemMapValue 2 3 $m } | Should -Throw -ErrorId 'ArrayForName,*'
        { $m | Set-MemMapValue 2 3 -DType u2 } | Should -Throw -ErrorId 'NeedsFile,*'
        { $m | Resize-MemMap 2 -DType u2 } | Should -Throw -ErrorId 'NeedsFile,*'
        $m | Close-MemMap
        [System.IO.File]::ReadAllBytes("$PWD/b.bin") | Should -Be (1..8)
    }

    It 'is resized by Resize-MemMap: <_>' -ForEach 'Resize-MemMap b.bin 3 -DType i4', 'Resize-MemMap -Path b.bin -Shape 12',
        'Get-Item b.bin | Resize-MemMap 12', 'Resize-MemMap -LiteralPath b.bin 12' {
        & ([scriptblock]::Create($_))
        [System.IO.File]::ReadAllBytes("$PWD/b.bin") | Should -Be ((1..8) + (0, 0, 0, 0))
        Get-MemMap | Should -BeNullOrEmpty
    }

    It 'is split by Split-MemMap: <_>' -ForEach 'Split-MemMap b.bin 2', 'Split-MemMap 2 b.bin', 'Split-MemMap b.bin -Length 4',
        'Split-MemMap -LiteralPath b.bin -ByteSize 4', 'Get-Item b.bin | Split-MemMap 2' {
        $parts = & ([scriptblock]::Create($_))
        $parts.Size | Should -Be 4, 4
        $parts[1][0] | Should -Be 5
    }

    It 'is walked by Get-MemMapRecord: <_>' -ForEach 'Get-MemMapRecord two.zip zip_local', 'Get-MemMapRecord zip_local two.zip',
        'Get-MemMapRecord -Path *.zip zip_local', 'Get-Item two.zip | Get-MemMapRecord zip_local',
        'Get-MemMapRecord -LiteralPath two.zip -Type zip_local' {
        (& ([scriptblock]::Create($_))).name | Should -Be a.txt, b/c.txt
        & ([scriptblock]::Create("$_ -Count")) | Should -Be 2
    }

    It 'is a file that is missing, in the words of the system' {
        { Get-MemMapRecord none.zip zip_local -ErrorAction Stop } | Should -Throw "there is no file*none.zip'"
        { Get-MemMapRecord two.zip } | Should -Throw -ErrorId 'RecordTypeMissing,*'
        { Split-MemMap none.bin 2 } | Should -Throw '*is no number of parts*'
    }
}
