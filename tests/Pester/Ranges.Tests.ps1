# Records between two values of a sorted field, the first ones in an order, and tables for values.

BeforeAll {
    $module = Convert-Path $PSScriptRoot/../../artifacts/MemMap
    Import-Module $module -Force
    $hosts = @{ 0 = 'alpha'; 1 = 'beta'; 2 = 'alpha' }
    $start = [datetime]'2026-11-28'
    function NewTrades([string]$Name, [long]$Count = 200) {
        $type = [ordered]@{ time = 'M8[s]'; price = 'f4'; kind = 'S4'; host = 'u1'; level = [System.DayOfWeek]; pair = '2i2' }
        $trades = New-MemMap (Join-Path $TestDrive $Name) -DType $type -Mode w+ -Shape $Count
        $i = [MemMap.NDArray]::Arange($Count)
        $trades['time'] = $i * 3600 + [System.DateTimeOffset]::new($start, [timespan]::Zero).ToUnixTimeSeconds()
        $trades['price'] = $i * 37 % 101
        $trades['kind'] = [MemMap.NDArray]::Array(('info', 'warn', 'buy'))[$i % 3]
        $trades['host'] = $i % 4
        $trades['level'] = $i % 7
        $trades['pair'] = $i.Reshape(-1, 1)
        $trades
    }
}

Describe '-Between' {
    BeforeAll {
        $trades = NewTrades 'between.dat'
        $from, $to = $start.AddHours(20), $start.AddHours(29.5)
    }

    AfterAll {
        Get-MemMap | Close-MemMap
    }

    It 'gives a view of the records in a range, both ends included' {
        $range = $trades | Get-MemMapSlice -SortedBy time -Between $from, $to
        $range | Should -BeOfType ([MemMap.MemMapArray])
        $range.Shape | Should -Be 10
        $range.Base | Should -Be $trades
        $range[0].time | Should -Be $from
        $range[-1].time | Should -Be $start.AddHours(29)
        ($trades | Get-MemMapSlice 1 -SortedBy time -Between $from, $to -Field price) | Should -Be ($trades['price'])[21]
    }

    It 'takes text for times, $null for no end, and the field of -Field' {
        ($trades | Get-MemMapSlice -SortedBy time -Between '2026-11-28T20:00', '2026-11-29T05:00').Size | Should -Be 10
        ($trades | Get-MemMapSlice -SortedBy time -Between $null, $from).Size | Should -Be 21
        ($trades | Get-MemMapSlice -SortedBy time -Between $from, $null).Size | Should -Be 180
        ($trades | Get-MemMapSlice -Field time -Between $from, $to).DType | Should -Be 'datetime64[s]'
        ($trades | Get-MemMapSlice -SortedBy time -Between $to, $from).Size | Should -Be 0
        $numbers = [MemMap.NDArray]::Array((-5, -1, 0, 2, 2, 7))
        ($numbers | Get-MemMapSlice -Between -1, 2).ToString() | Should -Be '[-1  0  2  2]'
    }

    It 'narrows what other cmdlets read, and conditions ask' {
        $found = @($trades | ConvertFrom-MemMap -SortedBy time -Between $from, $to -WithIndex)
        $found.Index | Should -Be (20..29)
        $found[0].Value.time | Should -Be $from
        $found = @($trades | ConvertFrom-MemMap -SortedBy time -Between $from, $to -Where { $_.kind -eq 'warn' } -WithIndex)
        $found.Index | Should -Be 22, 25, 28
        @($trades | ConvertFrom-MemMap -SortedBy time -Between $from, $to -Skip 2 -First 3 -WithIndex -Field price).Index |
            Should -Be 22, 23, 24
        $s = $trades | Measure-MemMap -SortedBy time -Between $from, $to -Field price
        $s.Count | Should -Be 10
        $s.Sum | Should -Be ($trades['price'])['20:30'].Sum()
        $trades | Measure-MemMap -SortedBy time -Between $from, $to -GroupBy kind | ForEach-Object Count | Should -Be 4, 3, 3
        ($trades | Get-MemMapSlice -SortedBy time -Between $from, $to -Where { $_.kind -eq 'warn' }).Size | Should -Be 3
    }

    It 'reads some records of a file of 64 GiB that is all holes, and says how many' -Skip:$IsWindows {
        $rows = 1GB
        $type = [ordered]@{ time = 'M8[s]'; rest = 'V56' }
        $log = New-MemMap (Join-Path $TestDrive 'sparse.dat') -DType $type -Mode w+ -Shape $rows -Sparse
        $log["$($rows - 100):"]['time'] = [MemMap.NDArray]::Arange(1, 101)
        $ends = [datetime]::UnixEpoch.AddSeconds(10), [datetime]::UnixEpoch.AddSeconds(19)
        $out = @($log | Get-MemMapSlice -SortedBy time -Between $ends -Verbose 4>&1)
        $range = $out | Where-Object { $_ -is [MemMap.NDArray] }
        $said = $out | Where-Object { $_ -isnot [MemMap.NDArray] }
        $range.Size | Should -Be 10
        "$said" | Should -BeLike '10 of 1073741824 elements are in the range, from position 1073741733 on; * were compared to find them*'
        [int]("$said" -replace '.*; (\d+) were.*', '$1') | Should -BeLessThan 70
        $log | Close-MemMap
    }

    It 'is an error where the field is not sorted, or no field is named' {
        { $trades | Get-MemMapSlice -SortedBy price -Between 3, 5 -ErrorAction Stop } | Should -Throw -ErrorId 'NotSorted,*'
        { $trades | Get-MemMapSlice -Between 3, 5 -ErrorAction Stop } |
            Should -Throw '*add -SortedBy*time, price*' -ErrorId 'NeedsSortedBy,*'
        { $trades | Get-MemMapSlice -SortedBy tim -Between 3, 5 -ErrorAction Stop } |
            Should -Throw '*did you mean time*' -ErrorId 'NoSuchField,*'
        { $trades | Get-MemMapSlice -SortedBy time } | Should -Throw -ErrorId 'NeedsParameter,*'
        { $trades | Get-MemMapSlice -SortedBy pair -Between 3, 5 -ErrorAction Stop } | Should -Throw -ErrorId 'NotOneAxis,*'
        { $trades | Get-MemMapSlice -SortedBy time -Between 1, 2, 3 } | Should -Throw -ErrorId 'ParameterArgumentValidationError,*'
    }
}

Describe '-OrderBy' {
    BeforeAll {
        $trades = NewTrades 'order.dat'
        $all = @($trades | ConvertFrom-MemMap)
    }

    AfterAll {
        Get-MemMap | Close-MemMap
    }

    It 'gives what Sort-Object gives' {
        $expected = @($all | Sort-Object price -Stable)
        @($trades | ConvertFrom-MemMap -OrderBy price).time | Should -Be $expected.time
        @($trades | ConvertFrom-MemMap -OrderBy price -First 7).time | Should -Be $expected[0..6].time
        $expected = @($all | Sort-Object price -Stable -Descending)
        @($trades | ConvertFrom-MemMap -OrderBy price -Descending -First 7).time | Should -Be $expected[0..6].time
        $expected = @($all | Sort-Object kind, @{ e = 'price' } -Stable -Descending)
        @($trades | ConvertFrom-MemMap -OrderBy kind, price -Descending -Skip 2 -First 7).time | Should -Be $expected[2..8].time
        $top = $trades | Get-MemMapSlice -OrderBy price -Descending -First 5 -Field price
        $top.ToString() | Should -Be '[100. 100.  99.  99.  98.]'
        ($trades | Get-MemMapSlice 0 -OrderBy price -Descending -First 5).price | Should -Be 100
    }

    It 'orders what a condition selects' {
        $expected = @($all | Where-Object { $_.kind -eq 'warn' } | Sort-Object price -Stable -Descending)
        @($trades | ConvertFrom-MemMap -Where { $_.kind -eq 'warn' } -OrderBy price -Descending -First 4).time |
            Should -Be $expected[0..3].time
        ($trades | Get-MemMapSlice -Where { $_.kind -eq 'warn' } -OrderBy price -Descending -First 4)['time'].ToArray() |
            Should -Be $expected[0..3].time
        ($trades | Get-MemMapSlice -Where { $_.price -gt 1000 } -OrderBy price).Size | Should -Be 0
    }

    It 'tells where the records are' {
        @($trades | ConvertFrom-MemMap -OrderBy time -Descending -First 2 -WithIndex).Index | Should -Be 199, 198
        $ends = $start.AddHours(10), $start.AddHours(19)
        @($trades | ConvertFrom-MemMap -SortedBy time -Between $ends -OrderBy time -Descending -First 2 -WithIndex).Index |
            Should -Be 19, 18
        $table = $trades.Reshape(20, 10)
        @($table | ConvertFrom-MemMap -OrderBy time -Descending -First 1 -WithIndex).Index | Should -Be 19, 9
    }

    It 'is an error for what has no order, and beside -Last' {
        { $trades | Get-MemMapSlice -OrderBy pair -ErrorAction Stop } | Should -Throw -ErrorId 'UnsupportedDType,*'
        { $trades | Get-MemMapSlice -OrderBy prise -ErrorAction Stop } | Should -Throw '*did you mean price*' -ErrorId 'NoSuchField,*'
        { $trades | ConvertFrom-MemMap -OrderBy price -Last 3 } | Should -Throw -ErrorId 'OneOf,*'
        { $trades | Get-MemMapSlice -Descending } | Should -Throw -ErrorId 'NeedsParameter,*'
        { $trades | Get-MemMapSlice -First 3 } | Should -Throw '*-Where or -OrderBy*' -ErrorId 'NeedsParameter,*'
        { [MemMap.NDArray]::Arange(4) | Get-MemMapSlice -OrderBy x -ErrorAction Stop } | Should -Throw -ErrorId 'NoSuchField,*'
    }
}

Describe '-Lookup' {
    BeforeAll {
        $trades = NewTrades 'lookup.dat' 12
    }

    AfterAll {
        Get-MemMap | Close-MemMap
    }

    It 'replaces values by what a table has for them' {
        $tables = @{ host = $hosts; level = @{ Sunday = 'rest'; 1 = 'work' }; kind = @{ WARN = '!' } }
        $found = @($trades | ConvertFrom-MemMap -Lookup $tables -First 4)
        $found.host | Should -Be 'alpha', 'beta', 'alpha', 3
        $found.level | Should -Be 'rest', 'work', 'Tuesday', 'Wednesday'
        $found[2].level | Should -BeOfType ([System.DayOfWeek])
        $found.kind | Should -Be 'info', '!', 'buy', 'info'
        $found[1].price | Should -Be 37
        @($trades | ConvertFrom-MemMap -Field host -Lookup @{ host = $hosts } -First 2) | Should -Be 'alpha', 'beta'
        @($trades | ConvertFrom-MemMap -Where { $_.host -eq 1 } -Lookup @{ host = $hosts } -WithIndex).Value.host |
            Should -Be 'beta', 'beta', 'beta'
        @($trades | ConvertFrom-MemMap -OrderBy host -Descending -First 4 -Lookup @{ host = $hosts }).host |
            Should -Be 3, 3, 3, 'alpha'
    }

    It 'makes groups of what tables have' {
        $groups = @($trades | Measure-MemMap -GroupBy host -Lookup @{ host = $hosts })
        $groups.Group | Should -Be 'alpha', 'beta', 3
        $groups | ForEach-Object Count | Should -Be 6, 3, 3
        $groups = @($trades | Measure-MemMap -GroupBy host, kind -Field price -Lookup @{ host = $hosts })
        $alpha = @($groups | Where-Object { $_.host -eq 'alpha' -and $_.kind -eq 'warn' })
        $alpha[0].Count | Should -Be 2
        $alpha[0].Sum | Should -Be ($trades | Measure-MemMap -Field price -Where { $_.host -in 0, 2 -and $_.kind -eq 'warn' }).Sum
    }

    It 'finds keys that are text, as those of JSON and CSV' {
        $json = '{ "0": "alpha", "1": "beta" }' | ConvertFrom-Json -AsHashtable
        @($trades | ConvertFrom-MemMap -Field host -Lookup @{ HOST = $json } -First 4) | Should -Be 'alpha', 'beta', 2, 3
        ($trades | Measure-MemMap -GroupBy host -Lookup @{ host = $json }).Group | Should -Be 'alpha', 'beta', 2, 3
        $table = @{ '2024-02-29' = 'leap'; soon = 'x' }
        $m = [MemMap.NDArray]::Zeros(2, [ordered]@{ day = 'M8[D]'; x = 'f4'; n = 'i1' })
        $m['day'] = [datetime]'2024-02-29'
        $m['x'] = 1.5
        $m['n'] = -3
        $found = $m[':1'] | ConvertFrom-MemMap -Lookup @{ day = @{ '2024-02-29' = 'leap' }; x = @{ '1.5' = 'y' }; n = @{ '-3' = 'z' } }
        $found.day, $found.x, $found.n | Should -Be 'leap', 'y', 'z'
        { $m | ConvertFrom-MemMap -Lookup @{ n = @{ one = 1 } } -ErrorAction Stop } | Should -Throw "*the key 'one'*" -ErrorId 'LookupKey,*'
        { $m | ConvertFrom-MemMap -Lookup @{ day = $table } -ErrorAction Stop } | Should -Throw "*'soon'*" -ErrorId 'LookupKey,*'
        { $trades | ConvertFrom-MemMap -Lookup @{ level = @{ Mnday = 1 } } -ErrorAction Stop } | Should -Throw '*did you mean Monday*'
        $none = $trades | Measure-MemMap -GroupBy host -Lookup @{ host = @{ 99 = 'x' } } -WarningVariable told -WarningAction Ignore
        $none.Group | Should -Be 0, 1, 2, 3
        "$told" | Should -BeLike "*nothing for any value of the field 'host'*99*"
    }

    It 'is an error for what is no table, and for a field that is not there' {
        { $trades | ConvertFrom-MemMap -Lookup @{ host = 3 } -ErrorAction Stop } | Should -Throw -ErrorId 'NotATable,*'
        { $trades | ConvertFrom-MemMap -Lookup @{ hast = $hosts } -ErrorAction Stop } |
            Should -Throw '*did you mean host*' -ErrorId 'NoSuchField,*'
        { $trades | ConvertFrom-MemMap -Field price -Lookup @{ host = $hosts } -ErrorAction Stop } |
            Should -Throw -ErrorId 'LookupNotThere,*'
        { $trades | Measure-MemMap -Field price -Lookup @{ host = $hosts } } | Should -Throw -ErrorId 'NeedsParameter,*'
    }
}

Describe 'SearchSorted, and -Into' {
    AfterAll {
        Get-MemMap | Close-MemMap
    }

    It 'finds places in arrays, fields and maps' {
        $trades = NewTrades 'search.dat'
        $trades['time'].SearchSorted($start.AddHours(20)) | Should -Be 20
        $trades['time'].SearchSorted($start.AddHours(20), 'right') | Should -Be 21
        $trades['time'].SearchSorted(($start.AddHours(20), $start.AddHours(30.5))).ToString() | Should -Be '[20 31]'
        $m = [MemMap.NDArray]::Array((3, 1, 2))
        $m.SearchSorted(2, 'left', $m.ArgSort()) | Should -Be 1
        { $m.SearchSorted(2, 'middle') } | Should -Throw "*'left' or 'right'*"
    }

    It 'computes into a map' {
        $m = [MemMap.NDArray]::Arange(12).Reshape(3, 4)
        $half = New-MemMap (Join-Path $TestDrive half.dat) float32 w+ -Shape 3, 2
        $out = ($m.Lazy() * 0.5) | Get-MemMapSlice ':, ::2' -Into $half
        $out | Should -Be $half
        $half[2, 1] | Should -Be 5
        ($m.Lazy() * 2.0) | Get-MemMapSlice ':, ::2' -Into $half -WhatIf
        $half[2, 1] | Should -Be 5
        { ($m.Lazy() * 0.5) | Get-MemMapSlice -Into $half -ErrorAction Stop } | Should -Throw -ErrorId '*GetMemMapSliceCommand'
    }
}
