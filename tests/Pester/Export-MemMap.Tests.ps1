# Writing arrays to files.

BeforeAll {
    Import-Module $PSScriptRoot/../../artifacts/MemMap -Force
}

Describe 'Export-MemMap' {
    BeforeEach {
        $array = [MemMap.NDArray]::Arange(0, 6).Reshape(2, 3)
    }

    AfterEach {
        Get-MemMap | Close-MemMap
    }

    It 'writes .npy by the name' {
        $file = Join-Path $TestDrive a.npy
        $array | Export-MemMap $file | Should -BeNullOrEmpty
        "$((New-MemMap $file).Shape)" | Should -Be '2 3'
    }

    It 'writes the kind that -Format says' {
        $file = Join-Path $TestDrive raw.npy
        Export-MemMap -LiteralPath $file -InputObject $array -Format Raw
        (Get-Item $file).Length | Should -Be 48
    }

    It 'writes several arrays to .npz' {
        $file = Join-Path $TestDrive a.npz
        $array, $array.T | Export-MemMap $file -Name one, two -Compress -PassThru | Should -BeOfType ([System.IO.FileInfo])
        $two = New-MemMap $file -Member two
        "$($two.Shape) $($two[2, 1])" | Should -Be '3 2 5'
    }

    It 'writes CSV that reads as a table' {
        $file = Join-Path $TestDrive a.csv
        $array | Export-MemMap $file
        Get-Content $file -Raw | Should -Be "0,1,2`r`n3,4,5`r`n"
    }

    It 'replaces a file, unless -NoClobber' {
        $file = Join-Path $TestDrive b.npy
        Set-Content $file old -NoNewline
        $array | Export-MemMap $file -NoClobber -ErrorAction SilentlyContinue -ErrorVariable problem
        $problem[0].FullyQualifiedErrorId | Should -BeLike 'FileExists,*'
        Get-Content $file -Raw | Should -Be 'old'
        $array | Export-MemMap $file
        (Get-Item $file).Length | Should -Be 176
    }

    It 'writes nothing with -WhatIf' {
        $file = Join-Path $TestDrive c.npy
        $array | Export-MemMap $file -WhatIf
        Test-Path $file | Should -BeFalse
    }

    It 'warns where the name promises another format than raw bytes' {
        $file = Join-Path $TestDrive table.xlsx
        "$([MemMap.NDArray]::Zeros(3) | Export-MemMap $file 3>&1)" | Should -BeLike "*'$file' has the raw bytes*"
        [MemMap.NDArray]::Zeros(3) | Export-MemMap $file -Format Raw 3>&1 | Should -BeNullOrEmpty
        [MemMap.NDArray]::Zeros(3) | Export-MemMap (Join-Path $TestDrive table.bin) 3>&1 | Should -BeNullOrEmpty
    }

    It 'says what does not fit' {
        $file = Join-Path $TestDrive d.npy
        $array, $array | Export-MemMap $file -ErrorAction SilentlyContinue -ErrorVariable problem
        $problem[0].FullyQualifiedErrorId | Should -BeLike 'OneArrayOnly,*'
        Test-Path $file | Should -BeFalse
    }

    It 'writes a Zarr store by the name, and New-MemMap opens it as one array' {
        $folder = Join-Path $TestDrive a.zarr
        $array | Export-MemMap $folder -ChunkLength 1 -PassThru | Should -BeOfType ([System.IO.DirectoryInfo])
        $array | Export-MemMap $folder -ChunkLength 2 -WhatIf
        { $array | Export-MemMap $folder -NoClobber -ErrorAction Stop } | Should -Throw '*exists*'
        $store = New-MemMap $folder -Mode r+
        $store | Should -BeOfType ([MemMap.JoinedMemMap])
        $store.Parts.FileName | Split-Path -Leaf | Should -Be 'c.0.0', 'c.1.0'
        $store | Set-MemMapValue '1, 0' 9
        $store | Close-MemMap
        $store = New-MemMap $folder -Mode r
        "$store" | Should -Be "[[0 1 2]`n [9 4 5]]"
        $store.OpenParts() | ForEach-Object { $_.GetType().Name } | Should -Be 'MemMapArray', 'MemMapArray'
        $array | Export-MemMap $folder -ZarrVersion 2
        Test-Path $folder/.zarray | Should -BeTrue
        { $array | Export-MemMap (Join-Path $TestDrive a.npy) -ChunkLength 1 -ErrorAction Stop } |
            Should -Throw '*only a Zarr store has chunks*'
        { New-MemMap $folder float32 -Mode r -ErrorAction Stop } | Should -Throw '*float32*'
    }

    It 'replaces a file, a read-only one with -Force, and none with -NoClobber' {
        $file = Join-Path $TestDrive kept.raw
        Set-Content $file old -NoNewline
        $array | Export-MemMap $file -Force
        (Get-Item $file).Length | Should -Be $array.NBytes
        Set-ItemProperty $file IsReadOnly $true
        { $array['0'] | Export-MemMap $file -ErrorAction Stop } | Should -Throw '*is read-only; -Force*' -ErrorId 'FileReadOnly,*'
        (Get-Item $file).Length | Should -Be $array.NBytes
        $array['0'] | Export-MemMap $file -Force -WhatIf
        (Get-Item $file).Length | Should -Be $array.NBytes
        $array['0'] | Export-MemMap $file -Force
        (Get-Item $file).Length | Should -Be $array['0'].NBytes
        (Get-Item $file).IsReadOnly | Should -BeTrue
        { $array | Export-MemMap $file -Force -NoClobber -ErrorAction Stop } | Should -Throw -ErrorId 'FileExists,*'
        Set-ItemProperty $file IsReadOnly $false
    }

    It 'adds to an archive, replaces and removes' {
        $file = Join-Path $TestDrive more.npz
        $array | Export-MemMap $file -Member first -Append
        $array | Export-MemMap $file -Member second -Append
        { $array | Export-MemMap $file -Member first -Append -ErrorAction Stop } | Should -Throw '*-Force*' -ErrorId 'MemberExists,*'
        $array + 1 | Export-MemMap $file -Member first -Append -Force
        (Get-MemMapMember $file).Name | Should -Be 'second', 'first'
        (New-MemMap $file -Member first).Sum() | Should -Be 21
        Get-MemMap | Close-MemMap
        Remove-MemMapMember $file second -WhatIf
        { Remove-MemMapMember $file third -ErrorAction Stop } | Should -Throw '*there are second, first*' -ErrorId 'NoSuchMember,*'
        Get-MemMapMember $file -Name s* | Remove-MemMapMember
        (Get-MemMapMember $file).Name | Should -Be 'first'
    }

    It 'writes tensors under their names' {
        $file = Join-Path $TestDrive a.safetensors
        $array, $array.AsType('bfloat16') | Export-MemMap $file -Name w, b
        Get-MemMapMember $file | ForEach-Object { "$($_.Name) $($_.DType) $($_.IsMapped)" } | Should -Be 'w int64 True', 'b bfloat16 True'
        (New-MemMap $file -Member b -Mode r).Sum() | Should -Be 15
        { New-MemMap $file -Mode w+ -Shape 3 -Format SafeTensors -ErrorAction Stop } | Should -Throw -ErrorId 'ContainerMode,*'
    }

    It 'takes a patch by its name, as -Format Patch' {
        $file = Join-Path $TestDrive bytes.dat
        [System.IO.File]::WriteAllBytes($file, [byte[]](1..9))
        $map = New-MemMap $file -Mode c
        $map[2] = 77
        $map | Export-MemMap (Join-Path $TestDrive bytes.patch)
        Get-Content (Join-Path $TestDrive bytes.patch) | Should -Contain '@ 0x2 (2), 1 byte'
        { New-MemMap $file | Export-MemMap (Join-Path $TestDrive none.patch) -ErrorAction Stop } | Should -Throw '*-Mode c*'
        $map | Close-MemMap
    }

    It 'says what draws <_>' -ForEach '.png', '.SVG', '.jpg', '.tiff' {
        $file = Join-Path $TestDrive "picture$_"
        $writes = $_ -eq '.svg' ? '.svg' : '.png'
        { $array | Export-MemMap $file -ErrorAction Stop } |
            Should -Throw "*Show-MemMap -OutFile '*picture$writes' draws the array*-Format Raw*" -ErrorId 'PictureToExport,*'
        Test-Path $file | Should -BeFalse
        $array | Export-MemMap $file -Format Raw
        (Get-Item $file).Length | Should -Be $array.NBytes
    }

    It 'tells -Verbose what was written' {
        @($array | Export-MemMap (Join-Path $TestDrive x.unknown) -Verbose 4>&1)[-1] |
            Should -BeLike "*x.unknown' has the raw bytes of the elements, without their dtype and shape: New-MemMap '*x.unknown' 'int64' *"
        @($array | Export-MemMap (Join-Path $TestDrive x.npy) -Verbose 4>&1)[-1] | Should -BeLike '*as .npy*'
    }

    It 'warns where a name promises another format: <_>' -ForEach '.wav', '.gz', '.json' {
        $array | Export-MemMap (Join-Path $TestDrive "x$_") -WarningVariable warning -WarningAction SilentlyContinue
        $warning | Should -BeLike '*raw bytes of the elements*-Format Raw*'
        # Bytes may be all of a file.
        [MemMap.NDArray]::Zeros(9, 'u1') | Export-MemMap (Join-Path $TestDrive copy.wav) 3>&1 | Should -BeNullOrEmpty
    }
}
