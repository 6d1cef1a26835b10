# numpy's files: what New-MemMap makes of .npy and .npz.

BeforeAll {
    Import-Module $PSScriptRoot/../../artifacts/MemMap -Force
    $golden = Join-Path $PSScriptRoot .. Golden npy

    function Copy-Golden([string]$Name, [string]$As = $Name) {
        $copy = Join-Path $TestDrive $As
        Copy-Item $golden/$Name $copy -Force
        $copy
    }
}

Describe 'New-MemMap with .npy' {
    AfterEach {
        Get-MemMap | Close-MemMap
    }

    It 'opens headers above 10,000 bytes when asked for' {
        $text = "{'descr': [$((0..5999 | ForEach-Object { "('field_$_', '|u1')" }) -join ', ')], 'fortran_order': False, 'shape': (2,)}"
        $text = $text.PadRight([int](64 * [System.Math]::Ceiling(($text.Length + 13) / 64)) - 13) + "`n"
        $file = Join-Path $TestDrive long.npy
        [byte[]]$start = @(0x93) + [System.Text.Encoding]::ASCII.GetBytes('NUMPY') + @(2, 0) +
            [System.BitConverter]::GetBytes([uint32]$text.Length)
        [System.IO.File]::WriteAllBytes($file, [byte[]]($start + [System.Text.Encoding]::ASCII.GetBytes($text) + @(7) * 12000))
        $e = { New-MemMap $file -Mode r -ErrorAction Stop } | Should -Throw -PassThru
        "$e" | Should -BeLike '*a header of * bytes is more than the 10000 that are accepted; -MaxHeader accepts more in a .npy file'
        $m = New-MemMap $file -Mode r -MaxHeader 1000000
        $m.Shape, $m.ItemSize | Should -Be 2, 6000
        $m.Field('field_5999')[1] | Should -Be 7
        { New-MemMap $file -Mode r -MaxHeader 100000 -ErrorAction Stop } | Should -Throw '*more than the 100000 that are accepted*'
    }

    It 'takes dtype, shape and order from the header, whatever the name' {
        $m = New-MemMap (Copy-Golden order_f.npy some.dat)
        "$($m.DType) $($m.Shape) $($m.Offset) $($m.IsFortranContiguous)" | Should -Be 'int32 3 4 128 True'
        $m[1, 2] | Should -Be 18
    }

    It 'writes to the file in r+' {
        $file = Copy-Golden order_f.npy
        $m = New-MemMap $file -Mode r+
        $m[2, 3] = 99
        $m | Close-MemMap
        (New-MemMap $file -Mode r)[2, 3] | Should -Be 99
    }

    It 'shows the bytes with -Format Raw' {
        (New-MemMap (Copy-Golden order_f.npy) -Format Raw -Mode r).Shape | Should -Be @(176)
    }

    It 'creates a file with a name ending in .npy' {
        $file = Join-Path $TestDrive new.npy
        $m = New-MemMap $file -DType '>f4' -Mode w+ -Shape 2, 3
        $m[1, 2] = 1.5
        $m | Close-MemMap
        $m = New-MemMap $file -Mode r
        "$($m.DType) $($m.Shape) $($m.Sum())" | Should -Be '>f4 2 3 1.5'
    }

    It 'creates a file of any name with -Format Npy' {
        $file = Join-Path $TestDrive new.dat
        (New-MemMap $file -Mode w+ -Shape 3 -Format Npy).Offset | Should -Be 128
    }

    It 'refuses what contradicts the header, and changes nothing' {
        $file = Copy-Golden order_f.npy
        $before = [System.IO.File]::ReadAllBytes($file)
        New-MemMap $file -DType f8 -ErrorAction SilentlyContinue -ErrorVariable problem | Should -BeNullOrEmpty
        $problem[0].FullyQualifiedErrorId | Should -BeLike 'HeaderDisagrees,*'
        [System.IO.File]::ReadAllBytes($file) | Should -Be $before
    }

    It 'does not create anything with -WhatIf' {
        $file = Join-Path $TestDrive whatif.npy
        New-MemMap $file -Mode w+ -Shape 3 -WhatIf
        Test-Path $file | Should -BeFalse
    }
}

Describe 'New-MemMap with .npz' {
    AfterEach {
        Get-MemMap | Close-MemMap
    }

    It 'gives one object for each member' {
        $arrays = New-MemMap (Copy-Golden stored.npz) -Member arr_0, names.npy
        $arrays.Count | Should -Be 2
        $arrays[0] | Should -BeOfType ([MemMap.MemMapArray])
        "$($arrays[0].DType) $($arrays[1].DType) $($arrays[0].Mode)" | Should -Be 'float32 <U2 r'
    }

    It 'gives all members if none is named' {
        (New-MemMap (Copy-Golden deflated.npz)).Count | Should -Be 7
    }

    It 'reads compressed members into memory, and says so' {
        $output = New-MemMap (Copy-Golden deflated.npz) -Member arr_0 -Verbose 4>&1
        $output[0] | Should -BeLike '*compressed member*read into memory*'
        $output[1].Sum() | Should -Be 45
    }

    It 'refuses compressed members in r+' {
        New-MemMap (Copy-Golden deflated.npz) -Member arr_0 -Mode r+ -ErrorAction SilentlyContinue -ErrorVariable problem
        $problem[0].FullyQualifiedErrorId | Should -BeLike 'MemberReadOnly,*'
    }

    It 'maps stored members in r+, and brings their checksum up to date' {
        $file = Copy-Golden stored.npz
        $m = New-MemMap $file -Member arr_0 -Mode r+
        $m[0, 0] = 42
        $m | Close-MemMap
        (New-MemMap $file -Member arr_0)[0, 0] | Should -Be 42
        # .NET's reader of archives checks it, as Python's does.
        $archive = [System.IO.Compression.ZipFile]::OpenRead($file)
        try {
            $content = $archive.GetEntry('arr_0.npy').Open()
            { $content.CopyTo([System.IO.MemoryStream]::new()) } | Should -Not -Throw
        }
        finally {
            $archive.Dispose()
        }
    }
}
