BeforeAll {
    Import-Module $PSScriptRoot/../../artifacts/MemMap -Force
}

Describe 'Resize-MemMap' {
    BeforeEach {
        $file = Join-Path $TestDrive resize.dat
        $m = New-MemMap $file -DType int32 -Mode w+ -Shape 3, 2
        $m | Set-MemMapValue -Value (0..5)
    }

    AfterEach {
        Get-MemMap | Close-MemMap
    }

    It 'does not count bytes of a file that is open as something else' {
        Resize-MemMap $file 20 -ErrorVariable refused -ErrorAction SilentlyContinue
        $refused | Should -HaveCount 1
        "$refused" | Should -BeLike "'*resize.dat' is open as int32 (3, 2)*would count uint8*`$m | Resize-MemMap*-DType uint8*"
        $refused[0].FullyQualifiedErrorId | Should -BeLike 'LengthInBytes,*'
        (Get-Item $file).Length | Should -Be 24
        @(Get-MemMap).Count | Should -Be 1
        $m | Close-MemMap
        Resize-MemMap $file 20
        (Get-Item $file).Length | Should -Be 20
    }

    It 'grows the map and its file in place' {
        $m | Resize-MemMap 5 | Should -BeNullOrEmpty
        $m.Shape | Should -Be 5, 2
        (Get-Item $file).Length | Should -Be 40
        $m.ToArray() | Should -Be 0, 1, 2, 3, 4, 5, 0, 0, 0, 0
    }

    It 'shrinks them, and passes the map through' {
        ($m | Resize-MemMap -Shape 1, 2 -PassThru).ToArray() | Should -Be 0, 1
        (Get-Item $file).Length | Should -Be 8
    }

    It 'brings the header of a .npy file up to date' {
        $npy = Join-Path $TestDrive resize.npy
        $m = New-MemMap $npy f4 w+ -Shape 3, 2
        $m | Resize-MemMap 5
        (New-MemMap $npy -Mode r).Shape | Should -Be 5, 2
        # Windows makes no file shorter that has another map.
        Get-MemMap $npy | Close-MemMap
        New-MemMap $npy | Resize-MemMap 2
        (New-MemMap $npy -Mode r).Shape | Should -Be 2, 2
    }

    It 'leaves views what still exists' {
        $first, $last = ($m | Get-MemMapSlice 0), ($m | Get-MemMapSlice 2)
        $m | Resize-MemMap 2
        $first.ToArray() | Should -Be 0, 1
        { $last | Get-MemMapSlice 0 -ErrorAction Stop } | Should -Throw -ErrorId 'BeyondResized*'
    }

    It 'refuses <Name>' -ForEach @(
        @{ Name = 'a view'; Id = 'ResizeView*'; Resize = { $m | Get-MemMapSlice '1:' | Resize-MemMap 2 -ErrorAction Stop } }
        @{ Name = 'another shape'; Id = 'ResizeShape*'; Resize = { $m | Resize-MemMap -Shape 6 -ErrorAction Stop } }
        @{ Name = 'an array in memory'; Id = 'NotAMap*'; Resize = { $m.Copy() | Resize-MemMap 2 -ErrorAction Stop } }
        @{ Name = 'a map for reading'; Id = 'CannotResize*'; Resize = { New-MemMap $file -Mode r | Resize-MemMap 2 -ErrorAction Stop } }
    ) {
        $Resize | Should -Throw -ErrorId $Id
        (Get-Item $file).Length | Should -Be 24
    }

    It 'does nothing with -WhatIf' {
        $m | Resize-MemMap 1 -WhatIf
        $m.Shape | Should -Be 3, 2
    }

    It 'takes a map of any mode to the length that its file has now' {
        $reader = New-MemMap $file int32 r -Shape 3, 2
        $m | Resize-MemMap 5
        $reader.Shape | Should -Be 3, 2
        ($reader | Resize-MemMap -Fit -PassThru).Shape | Should -Be 5, 2
        { $reader[':2'] | Resize-MemMap -Fit -ErrorAction Stop } | Should -Throw -ErrorId 'ResizeView,*'
    }
}
