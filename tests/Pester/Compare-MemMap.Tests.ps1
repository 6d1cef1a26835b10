# Comparing arrays.

BeforeAll {
    $module = Convert-Path $PSScriptRoot/../../artifacts/MemMap
    Import-Module $module -Force
    function PathTo([string]$Name) { Join-Path $TestDrive $Name }
}

Describe 'Compare-MemMap' {
    BeforeEach {
        $a = New-MemMap (PathTo 'a.dat') -DType float64 -Mode w+ -Shape 4, 5
        $b = New-MemMap (PathTo 'b.dat') -DType '>f4' -Mode w+ -Shape 4, 5
        $a, $b | Set-MemMapValue -Value (0..19)
    }

    AfterEach {
        Get-MemMap | Close-MemMap
    }

    It 'says that arrays are equal, whatever their dtypes' {
        $result = Compare-MemMap $a $b
        $result.Equal, $result.Compared, $result.DifferenceCount | Should -Be $true, 20, 0
        $result.Differences.Count | Should -Be 0
        Compare-MemMap $a $b -Quiet | Should -Be $true
    }

    It 'counts differences, and tells the first ones' {
        $b | Set-MemMapValue '1, ::2' 100
        $result = $b | Compare-MemMap $a -First 2
        $result.Equal, $result.DifferenceCount, $result.MaximumDifference | Should -Be $false, 3, 95
        $result.Differences.Count | Should -Be 2
        $result.Differences[1].Index | Should -Be 1, 2
        $result.Differences[1].ReferenceValue, $result.Differences[1].DifferenceValue | Should -Be 7, 100
        Compare-MemMap $a $b -Quiet | Should -Be $false
    }

    It 'lets numbers be apart' {
        $b | Set-MemMapValue '0, 1' 1.01
        $b | Set-MemMapValue '3, 4' 19.3
        (Compare-MemMap $a $b -Tolerance 0.02).DifferenceCount | Should -Be 1
        (Compare-MemMap $a $b -RelativeTolerance 0.02).DifferenceCount | Should -Be 0
        (Compare-MemMap $a $b -Tolerance 0.5).Equal | Should -Be $true
    }

    It 'takes NaN for equal to itself, unless told otherwise' {
        $a, $b | Set-MemMapValue '2, 2' ([double]::NaN)
        Compare-MemMap $a $b -Quiet | Should -Be $true
        (Compare-MemMap $a $b -NaNDiffers).DifferenceCount | Should -Be 1
        (Compare-MemMap $a $a -NaNDiffers).DifferenceCount | Should -Be 1
        $b | Set-MemMapValue '2, 3' ([double]::NaN)
        (Compare-MemMap $a $b).DifferenceCount | Should -Be 1
    }

    It 'says why arrays can not be equal' {
        $result = Compare-MemMap $a $b.Reshape(20)
        $result.Equal | Should -Be $false
        $result.Reason | Should -Be 'the shapes differ: (4, 5) and (20,)'
        $text = New-MemMap (PathTo 't.dat') -DType S4 -Mode w+ -Shape 4, 5
        (Compare-MemMap $a $text).Reason | Should -BeLike '*float64 and |S4*'
        Compare-MemMap $a $text -Quiet | Should -Be $false
        { Compare-MemMap $text $text -Tolerance 1 -ErrorAction Stop } | Should -Throw '*tolerance*'
    }

    It 'compares records by field' {
        $dtype = [ordered]@{ id = 'i4'; name = 'S4'; xy = '2f4' }
        $x = New-MemMap (PathTo 'x.dat') -DType $dtype -Mode w+ -Shape 5
        $y = New-MemMap (PathTo 'y.dat') -DType $dtype -Mode w+ -Shape 5
        Compare-MemMap $x $y -Quiet | Should -Be $true
        $y | Set-MemMapValue 3 -Field name -Value abc
        $y | Set-MemMapValue '2:4' -Field xy -Value 7
        $result = Compare-MemMap $x $y
        $result.DifferenceCount | Should -Be 2
        $result.Fields | ForEach-Object { "$($_.Field) $($_.Count)" } | Should -Be 'name 1', 'xy 2'
        $result.Differences | ForEach-Object { "$($_.Index) $($_.Field)" } | Should -Be '2 xy', '3 name', '3 xy'
        (Compare-MemMap $x $y -Field id).Equal | Should -Be $true
        (Compare-MemMap $x $y -Field name).Differences[0].DifferenceValue | Should -Be 'abc'
    }

    It 'says that a map is closed' {
        $b | Close-MemMap
        { Compare-MemMap $a $b -ErrorAction Stop } | Should -Throw '*closed*'
    }
}

Describe 'Compare-MemMap -Realign' {
    BeforeAll {
        $random = [byte[]]::new(5000)
        [System.Random]::new(1).NextBytes($random)
        [System.IO.File]::WriteAllBytes((PathTo old.img), $random)
        $changed = [byte[]]($random[0..99] + [System.Text.Encoding]::ASCII.GetBytes('inserted') + $random[100..2999] + $random[3100..4999])
        $changed[4000] = $changed[4000] -bxor 0xff
        [System.IO.File]::WriteAllBytes((PathTo new.img), $changed)
    }

    AfterEach {
        Get-MemMap | Close-MemMap
    }

    It 'finds what was inserted, removed and changed' {
        $found = Compare-MemMap (PathTo old.img) (PathTo new.img) -Realign
        $found.Equal | Should -BeFalse
        $found.Inserted, $found.Removed, $found.Changed, $found.RangeCount | Should -Be 8, 100, 1, 3
        $found.ReferenceFileName, $found.FileName | Should -Be (PathTo old.img), (PathTo new.img)
        $found.Differences.Kind | Should -Be Inserted, Removed, Changed
        $found.Differences.ReferenceOffset | Should -Be 100, 3000, 4092
        $found.Differences.Offset | Should -Be 100, 3008, 4000
        $found.Differences | ForEach-Object Length | Should -Be 8, 100, 1
        [string]$found.Differences[0].Bytes | Should -Be ([byte[]][char[]]'inserted' -join ' ')
        $found.Differences[1].ReferenceBytes.Count | Should -Be 64
        Get-MemMap | Should -BeNullOrEmpty
    }

    It 'shows ranges in hexadecimal with characters, the first ones' {
        $text = Compare-MemMap (PathTo old.img) (PathTo new.img) -Realign -First 1 | Out-String
        $text | Should -Match '0x00000064 -> 0x00000064  Inserted 8: 69 6e 73 65 72 74 65 64  inserted'
        $text | Should -Match 'RangeCount +: 3'
        $text | Should -Match '(?m)^ +\.\.\.\s*$'
        $table = (Compare-MemMap (PathTo old.img) (PathTo new.img) -Realign).Differences | Out-String -Width 200
        $table | Should -Match '(?m)^Kind +ReferenceOffset +Offset +Length Bytes'
        $table | Should -Match 'Removed +0x00000bb8 0x00000bc0 +100 .*\.\.\.'
    }

    It 'realigns rows of a table' {
        $a = [MemMap.NDArray]::Arange(0, 60).Reshape(20, 3)
        $found = Compare-MemMap $a $a['5:'] -Realign
        $found.Differences | ForEach-Object { "$($_.Kind) $($_.ReferenceOffset) $($_.Length)" } | Should -Be 'Removed 0 5'
        (Compare-MemMap $a $a.Copy() -Realign).Equal | Should -BeTrue
    }

    It 'says what it does not do' {
        $a = [MemMap.NDArray]::Arange(0, 6)
        { Compare-MemMap $a $a -Realign -Quiet } | Should -Throw '-Realign and -Quiet exclude one another'
        { Compare-MemMap $a $a.AsType('f4') -Realign -ErrorAction Stop } | Should -Throw '*same dtype*' -ErrorId 'NotRealignable,*'
    }
}

Describe 'Compare-MemMap: where -Realign says more' {
    BeforeAll {
        $random = [byte[]]::new(20000)
        [System.Random]::new(3).NextBytes($random)
        $a = [MemMap.NDArray]::Array($random)
    }

    It 'is said of arrays of other lengths' {
        (Compare-MemMap $a $a['5:']).Hint | Should -Be '-Realign finds what was inserted and removed'
        Compare-MemMap $a $a['5:'] | Out-String | Should -Match '(?m)^Hint +: -Realign finds'
        (Compare-MemMap $a $a['5:'] -Quiet) | Should -BeFalse
        (Compare-MemMap $a.Reshape(200, 100) $a['100:'].Reshape(199, 100)).Hint | Should -Not -BeNullOrEmpty
    }

    It 'is said where the rest is shifted' {
        $shifted = [MemMap.NDArray]::Concatenate(($a['0:7000'], [MemMap.NDArray]::Zeros(9, 'u1'), $a['7000:-9']))
        (Compare-MemMap $a $shifted).Hint | Should -Be 'the rest looks shifted; -Realign finds what was inserted and removed'
        $rows = [MemMap.NDArray]::Arange(0, 3000).Reshape(1000, 3)
        (Compare-MemMap $rows $rows.Roll(1, 0)).Hint | Should -BeLike 'the rest looks shifted*'
    }

    It 'is not said of anything else' {
        $changed = $a.Copy()
        $changed['100::7'] = 0
        (Compare-MemMap $a $changed).Hint | Should -BeNullOrEmpty
        (Compare-MemMap $a $a).Hint | Should -BeNullOrEmpty
        (Compare-MemMap $a ($a + 1)).Hint | Should -BeNullOrEmpty
        (Compare-MemMap $a $a.AsType('i2')).Hint | Should -BeNullOrEmpty
        (Compare-MemMap $a $a.Reshape(2, 10000)).Hint | Should -BeNullOrEmpty
        Compare-MemMap $a $changed | Out-String | Should -Not -Match 'Hint'
    }
}
