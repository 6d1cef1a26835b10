# numpy's functions as a user types them; docs/for-numpy-users.md has a row for each, which Documents.Tests.ps1 runs.

BeforeAll {
    Import-Module $PSScriptRoot/../../artifacts/MemMap -Force
    $folder = Join-Path $TestDrive functions
    $null = New-Item -ItemType Directory $folder
    $m = New-MemMap (Join-Path $folder values.dat) int32 w+ -Shape 2, 3
    $m | Set-MemMapValue -Value (7, -4, 9, 12, 0, 5)
}

AfterAll {
    Get-MemMap | Close-MemMap
}

Describe 'A function with two results' {
    It 'is taken apart by an assignment' {
        $quotient, $rest = $m.DivMod(4)
        "$quotient" | Should -Be "[[ 1 -1  2]`n [ 3  0  1]]"
        "$rest" | Should -Be "[[3 0 1]`n [0 0 1]]"
        $fraction, $whole = ($m / 4).ModF()
        "$($fraction + $whole)" | Should -Be "$($m / 4)"
        $mantissa, $exponent = $m.FrExp()
        "$($mantissa.LdExp($exponent).AsType('i4'))" | Should -Be "$m"
    }
}

Describe 'Options by name' {
    It 'are a hashtable' {
        $m.Sum(@{ Where = $m.Gt(0) }) | Should -Be 33
        "$($m.Sum(@{ Axis = 0; DType = 'f4' }))" | Should -Be '[19. -4. 14.]'
        $m.Min(@{ Initial = -100 }) | Should -Be -100
        $m.Mean(@{ Where = $m.Gt(6); KeepDims = $true }).Shape | Should -Be 1, 1
        $result = $m.Histogram(@{ Bins = (0, 5, 10); Density = $true })
        "$($result.Counts)" | Should -Be '[0.05 0.15]'
    }

    It 'are an error that names those that exist, if one is mistyped or of another function' {
        { $m.Sum(@{ Were = $m.Gt(0) }) } | Should -Throw "*'Were' was not found*Where*"
        { $m.Mean(@{ Initial = 1 }) } | Should -Throw '*Mean takes no Initial; it takes Axis, KeepDims, Out, DType, Where*'
        { $m.Histogram(@{ Bins = 'sturgis' }) } | Should -Throw "*there is no rule 'sturgis'*sturges*"
        { $m.Percentile(50, @{ Method = 'Hazem' }) } | Should -Throw '*Hazem*Hazen*'
        $m.Percentile(50, @{ Method = 'Lower' }) | Should -Be 5
    }
}

Describe 'Functions of two numbers' {
    It 'work in place, on a map' {
        $file = New-MemMap (Join-Path $folder inplace.dat) int32 w+ -Shape 3
        $file | Set-MemMapValue -Value (12, 18, 7)
        $file | Set-MemMapValue -Value 6 -Operation Gcd
        "$file" | Should -Be '[6 6 1]'
        $file | Set-MemMapValue -Value 4 -Operation Lcm
        "$file" | Should -Be '[12 12  4]'
        $file | Close-MemMap
    }

    It 'compare with a tolerance' {
        $m.AllClose($m + 1e-9) | Should -BeTrue
        $m.AllClose($m + 1) | Should -BeFalse
        $m.ArrayEqual($m.Copy()) | Should -BeTrue
        $m.ArrayEqual(5) | Should -BeFalse
        "$($m.IsClose((7, -4.000001, 9)))" | Should -Be "[[ True  True  True]`n [False False False]]"
    }
}

Describe 'Functions that numpy has with a number or a list' {
    It 'take the number of bins of a table' {
        $line = [MemMap.NDArray]::Linspace(0, 1, 100)
        "$($line.Histogram2D($line, 2).Counts)" | Should -Be "[[50.  0.]`n [ 0. 50.]]"
    }

    It 'split along an axis, and at indices' {
        $i = [MemMap.NDArray]::Arange(7)
        @($i.Split(2) | ForEach-Object { "$_" }) | Should -Be '[0 1 2 3]', '[4 5 6]'
        @($i.Split((2, 5)) | ForEach-Object { "$_" }) | Should -Be '[0 1]', '[2 3 4]', '[5 6]'
        @([MemMap.NDArray]::Arange(6).Reshape(2, 3).Split(3, 1) | ForEach-Object { "$($_.Ravel())" }) | Should -Be '[0 3]', '[1 4]', '[2 5]'
    }
}

Describe 'Sums of products' {
    It 'go to a map' {
        $target = New-MemMap (Join-Path $folder product.dat) float64 w+ -Shape 2, 2
        $null = $m.MatMul($m.T, $target)
        "$target" | Should -Be "[[146. 129.]`n [129. 169.]]"
        $m[0].Dot($m[1]) | Should -Be 129
        { $m.MatMul($m) } | Should -Throw '*shapes (2, 3) and (2, 3) not aligned*'
        $target | Close-MemMap
    }
}
