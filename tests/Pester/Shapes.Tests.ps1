# numpy's functions of shapes, sets and order as a user types them: on maps, lazy and joined arrays, with the lists of PowerShell.

BeforeAll {
    Import-Module $PSScriptRoot/../../artifacts/MemMap -Force
    $folder = Join-Path $TestDrive shapes
    $null = New-Item -ItemType Directory $folder
    $m = New-MemMap (Join-Path $folder values.dat) int32 w+ -Shape 3, 4
    $m | Set-MemMapValue -Value (0..11)
    $joined = $m['0:1'], $m['1:'] | Join-MemMap
}

AfterAll {
    Get-MemMap | Close-MemMap
}

Describe 'A function of shapes' {
    It 'gives views of the map where numpy gives views' {
        foreach ($view in $m.Flip(), $m.Flip(0), $m.Rot90(), $m.Rot90(1, (0, 1)), $m.MoveAxis(0, 1), $m.MoveAxis((0, 1), (1, 0)),
            $m.Diagonal(), $m.ExpandDims(0), $m.AtLeast3d(), $m.SlidingWindowView(2, 1), $m.SlidingWindowView((2, 2)),
            $m.AsStrided((2, 2), (4, 4)),
            $m.ArraySplit(2)[1], $m.ArraySplit((1, 2), 1)[0], [MemMap.NDArray]::BroadcastArrays($m, 1)[0]) {
            $view | Should -BeOfType MemMap.MemMapArray
            $view.FileName | Should -Be $m.FileName
        }
        "$($m.SlidingWindowView(2, 1).Sum(-1))" | Should -Be "$($m[':', '1:'] + $m[':', ':-1'])"
        $joined.Flip() | Should -BeOfType MemMap.JoinedMemMap
    }

    It 'takes maps, joined and lazy arrays alike' {
        foreach ($call in { param($x) $x.Roll(5) }, { param($x) $x.Roll(1, 1) }, { param($x) $x.Roll((1, 2), (0, 1)) },
            { param($x) $x.Tile(2) }, { param($x) $x.Repeat(2) }, { param($x) $x.Repeat((1, 0, 2), 0) }, { param($x) $x.Pad(1) },
            { param($x) $x.Pad((1, 2), 'Wrap') },
            { param($x) $x.Pad(((1, 0), (0, 2)), 'Reflect') }, { param($x) $x.Append((1, 2)) }, { param($x) $x.IsIn((1, 5)) },
            { param($x) $x.Digitize((2, 5)) }, { param($x) [MemMap.NDArray]::Concatenate(@($x, $x), 1) }, { param($x) $x.Flatten('F') },
            { param($x) [MemMap.NDArray]::Stack(@($x, $x)) }, { param($x) $x.TakeAlongAxis($x.ArgSort(1), 1) }, { param($x) $x.Unique(0) },
            { param($x) $x.SetDiff1d((1, 2)) }, { param($x) $x.Compress(($true, $false), 0) }, { param($x) $x.FlatNonZero() },
            { param($x) ($x % 2).Choose(@($x, -1)) }) {
            $expected = & $call $m.Copy()
            foreach ($operand in $m, $joined, $m.Lazy(), ($joined.Lazy() + 0)) {
                $result = & $call $operand
                "$result" | Should -Be "$expected" -Because "$call"
                $result.DType | Should -Be $expected.DType
            }
        }
    }

    It 'stays lazy where an operand is' {
        $lazy = [MemMap.NDArray]::Concatenate(@(($m.Lazy() + 1), $m))
        $lazy.IsLazy | Should -BeTrue
        $lazy.Sum() | Should -Be 144
        $target = New-MemMap (Join-Path $folder into.dat) int64 w+ -Shape 6, 4
        [object]::ReferenceEquals($lazy.Compute($target), $target) | Should -BeTrue
        $target[0, 0] | Should -Be 1
        # What is lazy is no map.
        @(Get-MemMap | Where-Object { $_ -is [MemMap.JoinedMemMap] }).Count | Should -Be 1
        $target | Close-MemMap
    }

    It 'makes arrays of values, numbers and dates' {
        "$([MemMap.NDArray]::Full(3, 7))" | Should -Be '[7 7 7]'
        [MemMap.NDArray]::Full((2, 2), 7, 'u1').DType | Should -Be 'uint8'
        "$([MemMap.NDArray]::Arange(0, 1, 0.25))" | Should -Be '[0.   0.25 0.5  0.75]'
        [MemMap.NDArray]::Arange(3).DType | Should -Be 'int64'
        [MemMap.NDArray]::Arange(0, 10, 3).DType | Should -Be 'int64'
        "$([MemMap.NDArray]::Arange(2.5))" | Should -Be '[0. 1. 2.]'
        "$([MemMap.NDArray]::Arange([datetime]'2024-02-28', [datetime]'2024-03-02'))" |
            Should -Be "['2024-02-28' '2024-02-29' '2024-03-01']"
        [MemMap.NDArray]::Arange([datetime]'2024-01-01', [datetime]'2024-01-02', [timespan]'06:00').Size | Should -Be 4
        "$([MemMap.NDArray]::Linspace(0, 1, 3))" | Should -Be '[0.  0.5 1. ]'
    }

    It 'assigns to elements of the map by position' {
        $n = New-MemMap (Join-Path $folder put.dat) uint8 w+ -Shape 4
        $n.Put((0, -1), (1, 2))
        $n.PutMask($n.Eq(0), (7, 8, 9))
        "$n" | Should -Be '[1 8 9 2]'
        $n | Close-MemMap
    }

    It 'says what was wrong: <Call>' -ForEach @(
        @{ Call = { $m.Pad(-1) }; Message = '*integers of at least 0; -1 is none*' }
        @{ Call = { $m.Pad(1, 'mirror') }; Message = '*Constant*Edge*Reflect*' }
        @{ Call = { $m.AsStrided(100, 4) }; Message = '*reaches beyond the array, which has the bytes 0 to 47*' }
        @{ Call = { $m.SlidingWindowView(5, 0) }; Message = '*window of length 5 does not fit axis 0, of length 3*' }
        @{ Call = { [MemMap.NDArray]::Concatenate(@($m, (1, 2))) }; Message = '*array 1 has shape (2,)*' }
        @{ Call = { $m.Put(12, 1) }; Message = '*index 12 is out of bounds for size 12*' }
        @{ Call = { $m.Choose(@(1, 2)) }; Message = '*names none of the 2 choices*' }
        @{ Call = { $m.Sort(-1, 'x') }; Message = "*no field of name 'x'*" }
    ) {
        $Call | Should -Throw -ExpectedMessage $Message
    }
}
