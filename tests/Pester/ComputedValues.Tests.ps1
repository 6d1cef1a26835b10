# Set-MemMapValue -Value { ... }: what a script block computes of each element.

BeforeAll {
    Import-Module (Convert-Path $PSScriptRoot/../../artifacts/MemMap) -Force
    function NewBill([int]$Count = 6) {
        $type = [ordered]@{ n = 'i4'; price = 'f4'; name = 'S6'; at = 'M8[s]'; day = [System.DayOfWeek]; sum = 'f8'; xyz = '3i2' }
        $bill = New-MemMap (Join-Path $TestDrive "$([guid]::NewGuid()).dat") -DType $type -Mode w+ -Shape $Count
        $bill['n'] = [MemMap.NDArray]::Arange($Count)
        $bill['price'] = [MemMap.NDArray]::Arange($Count) * 1.5
        $bill['at'] = [MemMap.NDArray]::Arange($Count) * 86400
        $bill['name'] = 'a'
        $bill
    }
    function Reason($Array, [string]$Field, [scriptblock]$Value) {
        $output = $Array | Set-MemMapValue -Field $Field -Value $Value -Verbose 4>&1
        @($output | Where-Object { "$_" -like 'The value is computed by*' }) -join ''
    }
}

Describe 'Set-MemMapValue -Value { ... }' {
    BeforeEach {
        $bill = NewBill
    }

    AfterEach {
        Get-MemMap | Close-MemMap
    }

    It 'computes the elements of an array' {
        $m = [MemMap.NDArray]::Array((1, 2, 3))
        ($m | Set-MemMapValue -Value { $_ * 2 } -PassThru).ToString() | Should -Be '[2 4 6]'
        $m | Set-MemMapValue '1:' { $_ + 1 }
        $m.ToString() | Should -Be '[2 5 7]'
        $m | Set-MemMapValue 0 { $_ * 50 }
        $m | Set-MemMapValue (, (2, 1)) { -$_ }
        $m.ToString() | Should -Be '[100  -5  -7]'
        $grid = [MemMap.NDArray]::Arange(12).Reshape(3, 4)
        $grid.T | Set-MemMapValue '::2' { $_ * 10 }
        $grid.ToString() | Should -Be @'
[[  0   1  20   3]
 [ 40   5  60   7]
 [ 80   9 100  11]]
'@.Replace("`r", '')
    }

    It 'computes a field of the record' {
        $bill | Set-MemMapValue -Field sum -Value { $_.n * $_.price }
        $bill['sum'].ToString() | Should -Be '[ 0.   1.5  6.  13.5 24.  37.5]'
        $bill | Set-MemMapValue { $_.n -ge 4 } { $_.sum / 2 } -Field sum
        $bill['sum'].ToString() | Should -Be '[ 0.    1.5   6.   13.5  12.   18.75]'
        $bill | Set-MemMapValue -Where { $_.n -ge 4 } -Value { 0 } -Field sum
        $bill['sum'].Sum() | Should -Be 21
        $bill | Set-MemMapValue ':2' { $_.n + 100 } -Field sum
        $bill['sum'].ToString() | Should -Be '[100.  101.    6.   13.5   0.    0. ]'
        $bill | Set-MemMapValue $bill['n'].Eq(5) { 7 } -Field sum
        $bill['sum'][5] | Should -Be 7
    }

    It 'compiles <_>' -ForEach '$_.n * 2', '$_.price', '$_.n -gt 2', '$_.at.Hour', '[math]::Floor($_.price)', '$_.n -shl 2', '5',
    '1 -shl $_.n', '($_.at - [datetime]"1970-01-01").Days', '$_.sum' {
        $block = [scriptblock]::Create($_)
        Reason $bill sum $block | Should -Be ''
        $bill['sum'].ToArray() | Should -Be @($bill | ConvertFrom-MemMap | ForEach-Object $block | ForEach-Object { [double]$_ })
    }

    It 'runs what is not compiled, and -Verbose says why' {
        Reason $bill sum { (Get-Location) -and $_.n } | Should -BeLike '*script block for each element*Get-Location*'
        $bill['sum'].ToString() | Should -Be '[0. 1. 1. 1. 1. 1.]'
        Reason $bill name { "$($_.name)$($_.n)" } | Should -BeLike '*script block for each element*'
        $bill['name'][3] | Should -Be 'a3'
        Reason $bill day { $_.at.DayOfWeek } | Should -BeLike '*script block for each element*'
        @($bill['day'][(, (0, 1, 5))] | ConvertFrom-MemMap) -join ' ' | Should -Be 'Thursday Friday Tuesday'
        Reason $bill at { $_.at.AddHours($_.n) } | Should -BeLike '*script block for each element*'
        $bill['at'][2] | Should -Be ([datetime]'1970-01-03T02:00')
        Reason $bill xyz { $_.n, 1, 2 } | Should -BeLike '*script block for each element*'
        $bill['xyz'][4].ToString() | Should -Be '[4 1 2]'
        Reason $bill xyz { $_.n * 2 } | Should -Be ''
        $bill['xyz'][4].ToString() | Should -Be '[8 8 8]'
    }

    It 'takes variables of the caller' {
        $factor = 3
        $bill | Set-MemMapValue -Field sum -Value { $_.n * $factor }
        $bill['sum'].Sum() | Should -Be 45
        $bill | Set-MemMapValue -Field sum -Value { ($_.n * $factor).ToString() }
        $bill['sum'].Sum() | Should -Be 45
        $bill | Set-MemMapValue -Field sum -Value { $_.n * $using:factor + 1 }
        $bill['sum'].Sum() | Should -Be 51
    }

    It 'calls methods for each element' {
        $random = [System.Random]::new(1)
        Reason $bill sum { $_.n + $random.NextDouble() } | Should -BeLike '*script block for each element*NextDouble*'
        $again = [System.Random]::new(1)
        $bill['sum'].ToArray() | Should -Be @(0..5 | ForEach-Object { $_ + $again.NextDouble() })
        $m = [MemMap.NDArray]::Zeros(5, 'guid')
        $m | Set-MemMapValue -Value { [guid]::NewGuid() }
        @($m | ConvertFrom-MemMap | Select-Object -Unique) | Should -HaveCount 5
    }

    It 'is an error for one value for all that does not fit, as without the braces' {
        $bytes = [MemMap.NDArray]::Array((1, 2), 'u1')
        foreach ($value in 300, -1) {
            $block = [scriptblock]::Create($value)
            { $bytes | Set-MemMapValue -Value $value -ErrorAction Stop } | Should -Throw "*integer $value is out of bounds for uint8*"
            { $bytes | Set-MemMapValue -Value $block -ErrorAction Stop } |
                Should -Throw "*integer $value is out of bounds for uint8*nothing was changed*"
        }
        $bytes.ToString() | Should -Be '[1 2]'
    }

    It 'casts as -Value does an array' {
        $bytes = [MemMap.NDArray]::Array((100, 200), 'u1')
        $bytes | Set-MemMapValue -Value { $_ * 2 } -WarningVariable cut -WarningAction SilentlyContinue
        $bytes.ToString() | Should -Be '[200 144]'
        "$cut" | Should -BeLike "1 of the values of { `$_ `* 2 } doesn't fit uint8*"
        $bytes.Fill(100)
        $bytes | Set-MemMapValue -Value { $(if ($_ -gt 1) { -1 }) } -WarningVariable cut -WarningAction SilentlyContinue
        $bytes.ToString() | Should -Be '[255 255]'
        "$cut" | Should -BeLike "2 of the values of *"
        $bytes | Set-MemMapValue -Value { $_ - 56 } -WarningVariable cut
        "$cut" | Should -Be ''
        $bytes[0], $bytes[1] = 200, 144
        $lazy = [MemMap.NDArray]::Array((100, 200), 'u1')
        $lazy | Set-MemMapValue -Value ($lazy.Lazy() * 2)
        $lazy.ToString() | Should -Be $bytes.ToString()
        { $bytes | Set-MemMapValue -Value { [byte]($_ * 2) } -ErrorAction Stop } | Should -Throw '*Byte*'
        $bytes | Set-MemMapValue -Value { $_ / 3 }
        $bytes.ToString() | Should -Be '[66 48]'
    }

    It 'changes nothing if the script block fails for one' {
        $before = $bill['sum'].ToBytes()
        { $bill | Set-MemMapValue -Field sum -Value { if ($_.n -eq 4) { throw 'no' }; 7 } -ErrorAction Stop } | Should -Throw 'no'
        { $bill | Set-MemMapValue -Field sum -Value { 7 / ($_.n - 4) } -ErrorAction Stop } | Should -Throw '*divide by zero*'
        { $bill | Set-MemMapValue -Field sum -Value { if ($_.n -eq 4) { 'x' } else { 7 } } -ErrorAction Stop } |
            Should -Throw '*element 4, and nothing was changed*'
        { $bill | Set-MemMapValue -Field n -Value { if ($_.n -eq 4) { } else { 7 } } -ErrorAction Stop } | Should -Throw '*element 4*'
        { $bill | Set-MemMapValue -Field n -Value { if ($_.n -eq 4) { 1, 2 } else { 7 } } -ErrorAction Stop } | Should -Throw '*element 4*'
        $bill | Set-MemMapValue -Field sum -Value { 7 / ($_.n - 4) } -ErrorAction SilentlyContinue
        $block = { $_.n; if ($_.n -eq 4) { Write-Error no } }
        $bill | Set-MemMapValue -Field sum -Value $block -ErrorAction SilentlyContinue -ErrorVariable no
        "$no" | Should -BeLike '*no*'
        $bill['sum'].ToBytes() | Should -Be $before
        $bill['n'].ToString() | Should -Be '[0 1 2 3 4 5]'
    }

    It 'does nothing with -WhatIf, and names the script block' {
        $called = [System.Collections.Generic.List[int]]::new()
        $bill | Set-MemMapValue -Field sum -Value { $called.Add($_.n); 7 } -WhatIf
        $called.Count | Should -Be 0
        $bill['sum'].Sum() | Should -Be 0
        { $bill | Set-MemMapValue -Field sum -Value { $_.numbr } -WhatIf -ErrorAction Stop } | Should -Throw '*numbr*'
    }

    It 'has an error for <what>' -ForEach @(
        @{ what = 'a field that is not there'; value = { $_.prise }; field = 'sum'; why = '*prise*did you mean price*' }
        @{ what = 'an assignment'; value = { $_.price = $_.price * 2 }; field = 'sum'; why = '*write { $_.price `* 2 }*' }
        @{ what = 'another notation'; value = { $_.price == 2 }; field = 'sum'; why = '*-eq*' }
        @{ what = 'a number for a whole record'; value = { $_.price * 2 }; field = $null; why = '*name the field, such as -Field n*' }
        @{ what = 'a number for several fields'; value = { $_.price * 2 }; field = 'n', 'sum'; why = '*name the field*' }
        @{ what = 'an operation besides'; value = { $_.price * 2 }; field = 'sum'; operation = 'Add'; why = '*leave out -Operation Add*' }
        @{ what = 'an index into a sub-array'; value = { 2 }; field = 'xyz'; index = ':, 0'; why = '*leave out the index*' }
    ) {
        $more = @{}
        if ($field) { $more.Field = $field }
        if ($operation) { $more.Operation = $operation }
        if ($index) { $more.Index = $index }
        { $bill | Set-MemMapValue -Value $value @more -ErrorAction Stop } | Should -Throw $why
        $bill['sum'].Sum() | Should -Be 0
        $read = New-MemMap $bill.FileName $bill.DType r
        { $read | Set-MemMapValue -Field sum -Value { 2 } -ErrorAction Stop } | Should -Throw '*read-only*'
    }

    It 'gives whole records' {
        $bill | Set-MemMapValue -Field n, sum -Value { @{ n = 9 - $_.n; sum = $_.price } }
        $bill['n'].ToString() | Should -Be '[9 8 7 6 5 4]'
        $bill['sum'].ToString() | Should -Be '[0.  1.5 3.  4.5 6.  7.5]'
    }

    It 'changes a file' {
        $file = Join-Path $TestDrive bytes.bin
        [System.IO.File]::WriteAllBytes($file, (1, 2, 3, 4))
        Set-MemMapValue $file '1:3' { $_ -bxor 0xFF }
        [System.IO.File]::ReadAllBytes($file) | Should -Be 1, 253, 252, 4
        Get-Item $file | Set-MemMapValue { $_ -gt 100 } { 255 - $_ }
        [System.IO.File]::ReadAllBytes($file) | Should -Be 1, 2, 3, 4
    }

    It 'computes what overlaps as if it had been copied before' {
        $n = 270000
        $m = New-MemMap (Join-Path $TestDrive large.dat) -DType ([ordered]@{ a = 'i4'; b = 'i4' }) -Mode w+ -Shape $n
        $m['a'] = [MemMap.NDArray]::Arange($n)
        $m['b'] = 3
        $m | Set-MemMapValue -Field a -Value { $_.a * 2 + $_.b }
        $m['a'].Sum() | Should -Be ($n * ($n - 1) + 3 * $n)
        $m['b'][-1] = 0
        { $m | Set-MemMapValue -Field a -Value { $_.a % $_.b } -ErrorAction Stop } | Should -Throw '*divide by zero*'
        $m['a'].Sum() | Should -Be ($n * ($n - 1) + 3 * $n)
        $m | Set-MemMapValue { $_.b -ne 0 } { $_.a % $_.b } -Field a
        $m['a'][-2], $m['a'][-1] -join ' ' | Should -Be "$((2 * ($n - 2) + 3) % 3) $(2 * ($n - 1) + 3)"
    }
}
