# More elements than an Int32 can count, in a file that takes no space on the disk.

BeforeAll {
    Import-Module $PSScriptRoot/../../artifacts/MemMap -Force
}

Describe 'More than 2^31 elements' {
    BeforeAll {
        $half = 2147483648
        $m = New-MemMap (Join-Path $TestDrive large.dat) -DType uint8 -Mode w+ -Shape ($half + 100) -Sparse
    }

    AfterAll {
        $m | Close-MemMap
    }

    It 'have a size and a shape' {
        $m.Size, $m.NBytes, $m.Shape[0] | Should -Be 2147483748, 2147483748, 2147483748
    }

    It 'are set and read at the beginning, in the middle and at the end' {
        $m | Set-MemMapValue 0 1
        $m | Set-MemMapValue 1073741824 2
        $m | Set-MemMapValue $half 3
        $m | Set-MemMapValue -1 4
        $m[0], $m[1073741824], $m[$half], $m[-1], $m[2147483747] | Should -Be 1, 2, 3, 4, 4
    }

    It 'are sliced across 2^31' {
        $m | Set-MemMapValue '2147483646:2147483650' (5, 6, 7, 8)
        $part = $m | Get-MemMapSlice '2147483645:2147483651'
        $part.ToArray() | Should -Be 0, 5, 6, 7, 8, 0
        $part.ByteOffset | Should -Be 2147483645
    }

    It 'are summed over a view at the end' {
        $m | Set-MemMapValue '-10:' 9
        ($m | Get-MemMapSlice '-20:').Sum() | Should -Be 90
    }

    It 'are reached by a stride, and in two dimensions' {
        $m | Set-MemMapValue 2147483600 11
        ($m | Get-MemMapSlice '::2147483600').Shape | Should -Be @(2)
        ($m | Get-MemMapSlice '::2147483600')[1] | Should -Be 11
        $m.Reshape(4, 536870937)[3, 536870789] | Should -Be 11
    }

    It 'know an index out of bounds' {
        { $m | Get-MemMapSlice 2147483748 -ErrorAction Stop } | Should -Throw -ErrorId 'IndexOutOfBounds,*'
    }
}
