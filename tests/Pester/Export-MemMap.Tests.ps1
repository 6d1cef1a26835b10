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

    It 'writes a Zarr store by the name, and New-MemMap maps its chunks' {
        $folder = Join-Path $TestDrive a.zarr
        $array | Export-MemMap $folder -ChunkLength 1 -PassThru | Should -BeOfType ([System.IO.DirectoryInfo])
        $array | Export-MemMap $folder -ChunkLength 2 -WhatIf
        { $array | Export-MemMap $folder -NoClobber -ErrorAction Stop } | Should -Throw '*exists*'
        $chunks = New-MemMap $folder -Mode r+
        $chunks | ForEach-Object { "$_" } | Should -Be '[[0 1 2]]', '[[3 4 5]]'
        $chunks[1] | Set-MemMapValue '0, 0' 9
        $chunks | Close-MemMap
        (New-MemMap $folder -Mode r)[1][0, 0] | Should -Be 9
        { $array | Export-MemMap (Join-Path $TestDrive a.npy) -ChunkLength 1 -ErrorAction Stop } |
            Should -Throw '*only a Zarr store has chunks*'
        { New-MemMap $folder float32 -Mode r -ErrorAction Stop } | Should -Throw '*float32*'
    }
}
