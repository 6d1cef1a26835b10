# Lazy arrays as a user types them: what cmdlets do with an expression is what they do with the array that it stands for.

BeforeAll {
    Import-Module $PSScriptRoot/../../artifacts/MemMap -Force
    $folder = Join-Path $TestDrive lazy
    $null = New-Item -ItemType Directory $folder
    $m = New-MemMap (Join-Path $folder values.dat) float32 w+ -Shape 6, 4
    $m | Set-MemMapValue -Value (0..23)
    $x = $m.Lazy()
    $lazy = ($x - 0.5) * 2 + $x.Sqrt()
    $eager = ($m - 0.5) * 2 + $m.Sqrt()
    function Bytes($Array) { [Convert]::ToHexString($Array.ToBytes()) }
}

AfterAll {
    Get-MemMap | Close-MemMap
}

Describe 'A lazy array' {
    It 'that can not be computed prints why' {
        $power = [MemMap.NDArray]::Arange(3).Lazy().Power(-1)
        ($power | Out-String).Trim() | Should -Be 'int64 (3,) lazy (Integers to negative integer powers are not allowed.)'
        ($power | Format-List Elements | Out-String -Width 200) | Should -BeLike '*negative integer powers*'
    }

    It 'says that it is lazy, and prints what it would be' {
        $lazy.IsLazy | Should -BeTrue
        $eager.IsLazy | Should -BeFalse
        ($lazy | Out-String -Width 200).Trim() -split '\r?\n' | Select-Object -First 1 | Should -Be 'float32 (6, 4) lazy'
        "$lazy" | Should -Be "$eager"
        $lazy[1, 2] | Should -Be $eager[1, 2]
        "$($lazy['::-2, 1:3'])" | Should -Be "$($eager['::-2, 1:3'])"
    }

    It 'is computed by Compute, in memory or into a map' {
        $computed = $lazy.Compute()
        $computed.IsLazy | Should -BeFalse
        Bytes $computed | Should -Be (Bytes $eager)
        $target = New-MemMap (Join-Path $folder into.dat) float64 w+ -Shape 6, 4
        $lazy.Compute($target).FileName | Should -Be $target.FileName
        Bytes $target | Should -Be (Bytes $eager.AsType('f8'))
    }

    It 'works with numbers on both sides, comparisons, casts, Where and Clip' {
        foreach ($make in @(
                { param($a) 3 - $a }, { param($a) -$a }, { param($a) $a % 3 }, { param($a) $a.Gt(4).And($a.Lt(9)) }
                { param($a) $a.AsType('int16') }, { param($a) [MemMap.NDArray]::Where($a.Gt(4), $a, 0) }
                { param($a) $a.Clip(2, 7) }, { param($a) $a.T + $m.T }, { param($a) ($a * 2).Reshape(-1) }
                { param($a) $a[':, 0'] * $a[':, 1'] }
            )) {
            $result = & $make $lazy
            $result.IsLazy | Should -BeTrue -Because $make
            Bytes $result | Should -Be (Bytes (& $make $eager)) -Because $make
        }
    }

    It 'is reduced' {
        foreach ($method in 'Sum', 'Mean', 'Std', 'Min', 'Max', 'ArgMax', 'Prod', 'Median', 'CountNonZero') {
            $lazy.$method() | Should -Be $eager.$method() -Because $method
            Bytes $lazy.$method(0) | Should -Be (Bytes $eager.$method(0)) -Because $method
        }
    }

    It 'is a mask, and is masked' {
        Bytes $m[$lazy.Gt(8)] | Should -Be (Bytes $m[$eager.Gt(8)])
        Bytes $lazy[$m.Gt(8)] | Should -Be (Bytes $eager[$m.Gt(8)])
        Bytes $lazy[@(4, 1)] | Should -Be (Bytes $eager[@(4, 1)])
    }

    It 'is what <Name> takes' -ForEach @(
        @{ Name = 'Measure-MemMap'; Do = { param($a) $a | Measure-MemMap -Quantile 0.5 | Format-List | Out-String } }
        @{ Name = 'Find-MemMapValue'; Do = { param($a) $a | Find-MemMapValue -GT 20 | ForEach-Object { "$($_.Index) $($_.Value)" } } }
        @{ Name = 'Find-MemMapValue -CountOnly'; Do = { param($a) $a | Find-MemMapValue -Between 3, 20 -CountOnly } }
        @{ Name = 'Get-MemMapSlice'; Do = { param($a) "$($a | Get-MemMapSlice '1:3, ::2')" } }
        @{ Name = 'Get-MemMapHash'; Do = { param($a) ($a | Get-MemMapHash).Hash } }
        @{ Name = 'ConvertFrom-MemMap'; Do = { param($a) $a | ConvertFrom-MemMap } }
        @{ Name = 'Show-MemMap -As Histogram'; Do = { param($a) $a | Show-MemMap -As Histogram } }
        @{ Name = 'Show-MemMap -As Hex'; Do = { param($a) $a | Show-MemMap -As Hex } }
        @{ Name = 'Split-MemMap'; Do = { param($a) $a | Split-MemMap 4 | ForEach-Object { "$($_.Shape) $($_.Sum())" } } }
        @{ Name = 'Join-MemMap'; Do = { param($a) $j = $a, $m | Join-MemMap; "$j $($j.Sum()) $($j['::-1'].CumSum(0))" } }
    ) {
        (& $Do $lazy) -join "`n" | Should -Be ((& $Do $eager) -join "`n")
    }

    It 'is compared' {
        (Compare-MemMap $lazy $eager).Equal | Should -BeTrue
        (Compare-MemMap $lazy ($lazy + 1)).DifferenceCount | Should -Be 24
    }

    It 'is exported as <_>' -ForEach 'npy', 'npz', 'csv', 'raw', 'zarr' {
        $pair = foreach ($array in $lazy, $eager) {
            $file = Join-Path $folder "$([guid]::NewGuid()).$_"
            $array | Export-MemMap $file
            , $(if ($_ -in 'zarr', 'npz') { (New-MemMap $file -Mode r).ToBytes() } else { [System.IO.File]::ReadAllBytes($file) })
        }
        [Convert]::ToHexString($pair[0]) | Should -Be ([Convert]::ToHexString($pair[1]))
    }

    It 'is assigned to the map that it reads, as if it had been computed before' {
        $copy = $m.Copy()
        $map = New-MemMap (Join-Path $folder inplace.dat) float32 w+ -Shape 6, 4
        $map | Set-MemMapValue -Value $copy
        $map | Set-MemMapValue -Value ($map.Lazy() * 2 + $map.Lazy().Sqrt())
        Bytes $map | Should -Be (Bytes ($copy * 2 + $copy.Sqrt()))
        $map | Set-MemMapValue -Value $copy
        $map | Set-MemMapValue '1:' ($map[':-1'].Lazy() + $map['1:'])
        Bytes $map['1:'] | Should -Be (Bytes ($copy[':-1'] + $copy['1:']))
        $map['0'] = $map['1'].Lazy() * 3
        Bytes $map[0] | Should -Be (Bytes ($map[1] * 3))
        $map | Close-MemMap
    }

    It 'is not assigned to' {
        { $lazy | Set-MemMapValue -Value 1 -ErrorAction Stop } | Should -Throw '*lazy array*' -ErrorId 'ReadOnly*'
        { $lazy[0] = 1 } | Should -Throw '*lazy array*'
    }

    It 'fails once its map is closed' {
        $closed = New-MemMap (Join-Path $folder closed.dat) float32 w+ -Shape 3
        $sum = $closed.Lazy() + 1
        $closed | Close-MemMap
        { $sum.Sum() } | Should -Throw '*closed*'
        "$sum" | Should -BeLike '(the map of *closed.dat* is closed)'
    }

    It 'is computed on other threads' {
        $lazy | Split-MemMap 3 | ForEach-Object -Parallel { $_.Sum() } | Sort-Object |
            Should -Be ($eager | Split-MemMap 3 | ForEach-Object { $_.Sum() } | Sort-Object)
    }
}

Describe 'Targets' {
    It '<Name> takes one' -ForEach @(
        @{ Name = 'Sqrt'; Do = { param($out) $m.Sqrt($out) } }
        @{ Name = 'Power'; Do = { param($out) $m.Power(2, $out) } }
        @{ Name = 'Clip'; Do = { param($out) $m.Clip(2, 5, $out) } }
        @{ Name = 'CumSum'; Do = { param($out) $m.CumSum(0, $out) } }
        @{ Name = 'Where'; Do = { param($out) [MemMap.NDArray]::Where($m.Gt(3), $m, 0, $out) } }
        @{ Name = 'Sum'; Do = { param($out) $m.Sum(0, $false, $out) } }
    ) {
        $expected = & $Do $null
        $map = New-MemMap (Join-Path $folder target.dat) float64 w+ -Shape $expected.Shape
        (& $Do $map).FileName | Should -Be $map.FileName
        Bytes $map | Should -Be (Bytes $expected.AsType('f8'))
        $map | Close-MemMap
    }

    It 'is of the shape and kind of the results' {
        { $m.Sqrt([MemMap.NDArray]::Zeros(@(6), 'f4')) } | Should -Throw '*shape (6,)*(6, 4)*'
        { $m.Sqrt([MemMap.NDArray]::Zeros(@(6, 4), 'i4')) } | Should -Throw '*same_kind*'
        { $m.Sqrt($lazy) } | Should -Throw '*lazy array*'
    }
}

Describe 'Functions in place' {
    BeforeEach {
        $map = New-MemMap (Join-Path $folder function.dat) float32 w+ -Shape 4
        $map | Set-MemMapValue -Value 1, 4, 9, -16
    }

    AfterEach {
        $map | Close-MemMap
    }

    It 'replace the selected elements' {
        $map | Set-MemMapValue ':3' -Operation Sqrt
        $map.ToArray() | Should -Be 1, 2, 3, -16
        $map | Set-MemMapValue '[0, 3]' -Operation Negative
        $map.ToArray() | Should -Be -1, 2, 3, 16
        $map.Update('Abs')
        $map.ToArray() | Should -Be 1, 2, 3, 16
    }

    It 'say what is wrong' {
        { $map | Set-MemMapValue -Operation Sqrt -Value 3 -ErrorAction Stop } | Should -Throw '*elements alone*' -ErrorId 'OperationValue*'
        { $map | Set-MemMapValue -Operation Add -ErrorAction Stop } | Should -Throw '*write -Value*' -ErrorId 'OperationValue*'
        { $map | Set-MemMapValue 3 -ErrorAction Stop } | Should -Throw '*a value is missing*' -ErrorId 'NoValue*'
        $map.ToArray() | Should -Be 1, 4, 9, -16
        { $map.AsType('i4') | Set-MemMapValue -Operation Sqrt -ErrorAction Stop } | Should -Throw '*same_kind*'
    }
}
