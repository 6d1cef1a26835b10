# Conditions on records, and statistics by groups.

BeforeAll {
    $module = Convert-Path $PSScriptRoot/../../artifacts/MemMap
    Import-Module $module -Force
    function NewLog([string]$Name) {
        $type = [ordered]@{ id = 'i4'; price = 'f4'; kind = 'S4'; at = 'M8[s]'; level = [System.TypeCode]; ok = '?' }
        $log = New-MemMap (Join-Path $TestDrive $Name) -DType $type -Mode w+ -Shape 600
        $i = [MemMap.NDArray]::Arange(600)
        $log['id'] = $i
        $log['price'] = $i % 50 / 10.0
        $log['kind'] = [MemMap.NDArray]::Array(('info', 'warn', 'Warn'))[$i % 3]
        $log['at'] = $i * 3600
        $log['level'] = $i % 5
        $log['ok'] = $i % 2
        $log
    }
    function Ids([scriptblock]$Where) { $log | ConvertFrom-MemMap -Where $Where | ForEach-Object id }
    function Reason([scriptblock]$Where) {
        @($log | Get-MemMapSlice -Where $Where -Verbose 4>&1 | Where-Object { "$_" -like 'The condition runs as a script*' }) -join ''
    }
}

Describe '-Where' {
    BeforeEach {
        $log = NewLog 'log.dat'
    }

    AfterEach {
        Get-MemMap | Close-MemMap
    }

    It 'selects what Where-Object selects, in all cmdlets' {
        $limit = 3.5
        $expected = @($log | ConvertFrom-MemMap | Where-Object { $_.price -gt $limit -and $_.kind -eq 'warn' })
        $expected.Count | Should -BeGreaterThan 50
        Ids { $_.price -gt $limit -and $_.kind -eq 'warn' } | Should -Be $expected.id
        @($log | Get-MemMapSlice -Where { $_.price -gt $limit -and $_.kind -eq 'warn' } -Field id | ConvertFrom-MemMap) |
            Should -Be $expected.id
        ($log | Find-MemMapValue { $_.price -gt $limit -and $_.kind -eq 'warn' }).Index | Should -Be $expected.id
        $log | Find-MemMapValue -Where { $_.price -gt $limit -and $_.kind -eq 'warn' } -CountOnly | Should -Be $expected.Count
        $s = $log | Measure-MemMap -Field id, price -Where { $_.price -gt $limit -and $_.kind -eq 'warn' }
        $s[0].Count, $s[1].Count | Should -Be $expected.Count, $expected.Count
        $s[0].Sum | Should -Be ($expected | Measure-Object id -Sum).Sum
        $s[0].Field, $s[1].Field | Should -Be 'id', 'price'
    }

    It 'compiles <_>' -ForEach @(
        '$_.id * 2 + 1 -gt 100', '$_.kind -like "w*"', '$_.kind -cmatch "^W"', '$_.level -eq "Char"', '$_.at -ge [datetime]"1970-01-05"',
        '-not ($_.ok -or $_.id -in 1, 2)', '$_.at.Hour -eq 3', '$_.id -band 4', '$_.Price -gt $_.id', '$names[$_.id] -eq "x"',
        '$_.kind.StartsWith("w")', '[math]::Abs($_.id - 300) -lt 9', '[math]::Max($_.price, 2) -eq 2', '[math]::Min($_.id, 9) -eq 9',
        '[math]::Round($_.price / 3, 1) -eq 0.3', '$_.kind.ToUpper() -ceq "WARN"',
        '($_.at - [datetime]"1970-01-05").TotalHours -ge 3', '([datetime]"1970-01-05" - $_.at) -gt [timespan]::Zero',
        '($_.id -shl 3) -eq 80', '$_.id -band 0x80000000', '$_.kind.ToLower() -like "w*"', '$_.id % 7 -eq 3 -xor $_.price -lt 2', '$true',
        '$_.at.Date.Month -eq 1', '1 -shl $_.id', '($_.at - [datetime]"1970-01-05").Days -ge 3',
        '$_.at -lt (Get-Date).AddDays(-3)', '$_.id -gt (Get-Date -Date "1970-01-05").Day') {
        $names = @{ 3 = 'x' }
        $where = [scriptblock]::Create($_)
        Reason $where | Should -Be ''
        Ids $where | Should -Be @($log | ConvertFrom-MemMap | Where-Object $where | ForEach-Object id)
    }

    It 'says why <script> is not compiled, and has its results' -ForEach @(
        @{ script = '(Get-Location).Path.Length -gt $_.id'; why = "*'Get-Location' is a command; assign its output to a variable*" }
        @{ script = '$null = 3; $x = 4; $x++; $_.id -lt $x'; why = '*more than one expression*' }
        @{ script = 'foreach ($x in 3) { $_.id -lt $x }'; why = '*a command or a statement*' }
        @{ script = '[decimal]$_.price -eq 3'; why = '*no counterpart*casts between numbers*' }
        @{ script = '$_.kind.Split("a").Count -eq 2'; why = '*no counterpart*methods of text*a single value*' }
        @{ script = '[math]::BigMul($_.id, 2) -gt 1'; why = '*no counterpart*functions of `[math`]*' }
        @{ script = '[math]::Max($_.id, 2.5) -gt 3'; why = '*no counterpart*about_MemMap_Questions*' }
        @{ script = '"$($_.id)x" -eq "5x"'; why = '*no counterpart*-and*' }
        @{ script = '$_.kind[0] -eq "w"'; why = '*no counterpart*hashtable*' }
        @{ script = '$_.kind -like $_.kind'; why = '*no counterpart*pattern that is the same for all records*' }
        @{ script = '$_.kind -eq $_.level'; why = '*no counterpart*both text*' }
    ) {
        $where = [scriptblock]::Create($script)
        Reason $where | Should -BeLike $why
        Ids $where | Should -Be @($log | ConvertFrom-MemMap | Where-Object $where | ForEach-Object id)
    }

    It 'takes variables of the caller, $using too, and their members' {
        function Inner { $limit = @{ id = 597 }; $log | ConvertFrom-MemMap -Where { $_.id -gt $limit.id } | ForEach-Object id }
        Inner | Should -Be 598, 599
        $above = 598
        Ids { $_.id -gt $using:above } | Should -Be 599
        Ids { ($_.id -gt $using:above) -and (Get-Location) } | Should -Be 599
        $above | ForEach-Object -Parallel {
            Import-Module $using:module
            $log = $using:log
            $log | ConvertFrom-MemMap -Where { $_.id -gt $using:above } | ForEach-Object id
        } | Should -Be 599
    }

    It 'has an error for a field that is not there' {
        { $log | Get-MemMapSlice -Where { $_.pirce -gt 1 } -ErrorAction Stop } | Should -Throw '*pirce*did you mean price*'
        { $log | Get-MemMapSlice -Where { (Get-Location) -and $_.pirce } -ErrorAction Stop } | Should -Throw '*did you mean price*'
    }

    It 'counts -First, -Skip and -Last among the records that were found' {
        $log | ConvertFrom-MemMap -Where { $_.ok } -First 3 -Skip 2 | ForEach-Object id | Should -Be 5, 7, 9
        $log | ConvertFrom-MemMap -Where { $_.ok } -Last 2 -Field id | Should -Be 597, 599
        ($log | ConvertFrom-MemMap -Where { $_.ok } -Last 2 -WithIndex).Index | Should -Be 597, 599
        ($log | ConvertFrom-MemMap -Where { $_.id -ge 598 } -WithIndex).Index | Should -Be 598, 599
        ($log | Get-MemMapSlice -Where { $_.ok } -First 2).Size | Should -Be 2
        ($log | Get-MemMapSlice 1 -Where { $_.ok }).id | Should -Be 3
        ($log | Get-MemMapSlice -Where { $_.id -gt 1000 }).Shape | Should -Be 0
    }

    It 'takes numbers as $_ where there are no records' {
        $n = [MemMap.NDArray]::Arange(20).Reshape(4, 5)
        ($n | Get-MemMapSlice -Where { $_ % 7 -eq 3 }).ToString() | Should -Be '[ 3 10 17]'
        ($n | ConvertFrom-MemMap -Where { $_ -gt 18 } -WithIndex).Index | Should -Be 3, 4
        ($n | Measure-MemMap -Where { $_ -lt 3 }).Sum | Should -Be 3
    }

    It 'measures with quantiles, bins and distinct values too' {
        $s = $log | Measure-MemMap -Field id -Where { $_.id -lt 4 } -Quantile 0.5 -Unique -Histogram 2
        $s.Quantiles[0].Value, $s.Unique.Count, $s.Histogram[1].Count | Should -Be 1.5, 4, 2
        ($log | Measure-MemMap -Field id -Where { $_.id -lt 0 }).Count | Should -Be 0
    }

    It 'reads text in its encoding' {
        $log['kind'][0] = [System.Text.Encoding]::Latin1.GetString([System.Text.Encoding]::UTF8.GetBytes("z$([char]0xe9)"))
        $log | ConvertFrom-MemMap -Encoding utf8 -Where { $_.kind -eq "z$([char]0xc9)" } | ForEach-Object kind | Should -Be "z$([char]0xe9)"
    }

    It 'works on files' {
        $log | Close-MemMap
        ConvertFrom-MemMap (Join-Path $TestDrive log.dat) -DType $log.DType -Where { $_.id -eq 5 } | ForEach-Object kind | Should -Be 'Warn'
        { $log | Get-MemMapSlice -Where { $_.ok } -ErrorAction Stop } | Should -Throw '*closed*'
    }
}

Describe 'Measure-MemMap -GroupBy' {
    BeforeEach {
        $log = NewLog 'groups.dat'
    }

    AfterEach {
        Get-MemMap | Close-MemMap
    }

    It 'has the figures of each group, in the order of the keys' {
        $groups = $log | Measure-MemMap -GroupBy kind -Field price
        $groups.kind | Should -Be 'Warn', 'info', 'warn'
        $groups | ForEach-Object Count | Should -Be 200, 200, 200
        $records = @($log | ConvertFrom-MemMap)
        foreach ($group in $groups) {
            $own = $records | Where-Object kind -CEQ $group.kind | Measure-Object price -AllStats
            $group.Sum | Should -BeExactly $own.Sum
            $group.Minimum, $group.Maximum, $group.Count | Should -Be $own.Minimum, $own.Maximum, $own.Count
        }
        $groups[0].Field, $groups[0].FileName | Should -Be 'price', $log.FileName
    }

    It 'has keys as PowerShell has values' {
        $groups = $log | Measure-MemMap -GroupBy level, ok -Field id
        $groups | Should -HaveCount 10
        $groups[0].level | Should -BeOfType [System.TypeCode]
        $groups[0].ok | Should -BeFalse
        $groups[0].Group | Should -Be ([System.TypeCode]0), $false
        $days = [ordered]@{ day = 'M8[D]'; x = 'f8' }
        $m = [MemMap.NDArray]::Zeros(4, $days)
        $m['day'] = [MemMap.NDArray]::Array((0, 1, 0, 1))
        $m['x'] = [MemMap.NDArray]::Array((0.0, 1.0, [double]::NaN, -0.0))
        ($m | Measure-MemMap -GroupBy day).Group | Should -Be ([datetime]'1970-01-01'), ([datetime]'1970-01-02')
        $byNumber = $m | Measure-MemMap -GroupBy x
        $byNumber | ForEach-Object Count | Should -Be 2, 1, 1
        [double]::IsNaN($byNumber[2].Group) | Should -BeTrue
        ($m | Measure-MemMap -GroupBy day -Field x -IgnoreNaN)[0].Count | Should -Be 1
    }

    It 'counts without -Field, and takes -Where' {
        $groups = $log | Measure-MemMap -GroupBy kind -Where { $_.id -lt 4 }
        $groups[0].GetType().Name | Should -Be 'GroupCount'
        $groups | ForEach-Object Count | Should -Be 1, 2, 1
        $both = $log | Measure-MemMap -GroupBy ok -Field id, price -Where { $_.kind -ceq 'warn' }
        $both.Field | Should -Be 'id', 'id', 'price', 'price'
        ($both | Measure-Object Count -Sum).Sum | Should -Be 400
    }

    It 'has a limit of groups' {
        { $log | Measure-MemMap -GroupBy id -MaxGroups 599 -ErrorAction Stop } | Should -Throw '*more than 599 groups*'
        $log | Measure-MemMap -GroupBy id -MaxGroups 600 | Should -HaveCount 600
        { $log | Measure-MemMap -MaxGroups 5 } | Should -Throw '*-MaxGroups is for -GroupBy*'
        { $log | Measure-MemMap -GroupBy kind -Unique -ErrorAction Stop } | Should -Throw '*name the field*'
        { $log | Measure-MemMap -GroupBy knid -ErrorAction Stop } | Should -Throw '*knid*did you mean kind*'
        $nested = [MemMap.NDArray]::Zeros(3, [ordered]@{ a = '2i4'; b = [ordered]@{ c = 'i4' } })
        { $nested | Measure-MemMap -GroupBy a -ErrorAction Stop } | Should -Throw '*make no groups*'
        { $nested | Measure-MemMap -GroupBy b -ErrorAction Stop } | Should -Throw '*name fields within it: c*'
    }

    It 'is a table at the prompt' {
        $text = $log | Measure-MemMap -GroupBy kind, ok -Field id | Out-String
        $text | Should -Match 'Groups: id by kind, ok'
        $text | Should -Match '(?m)^warn / False\s+100\s'
        ($log | Measure-MemMap -GroupBy kind | Out-String) | Should -Match '(?m)^info\s+200'
    }

    It 'shows floats with 7 digits, their whole parts, and an exponent where they are large or small' {
        $m = [MemMap.NDArray]::Zeros(3, [ordered]@{ k = 'i4'; x = 'f8' })
        foreach ($case in @(
                @{ values = 1, 2, 4; shown = '7', '2.333333', '1', '4', '1.247219' }
                @{ values = 1e300, 0, 0; shown = '1E\+300', '3.333333E\+299', '0', '1E\+300', '(?:[\d.]+E\+\d+|Infinity)' }
                @{ values = 1700000000.25, 1700000001, 1700000001
                    shown = '5100000002', '1700000001', '1700000000', '1700000001', '0.3535534' }
                @{ values = 0.1, 0.1, 0.1; shown = '0.3', '0.1', '0.1', '0.1', '[\d.E-]+' })) {
            $m['x'] = [MemMap.NDArray]::Array([double[]]$case.values)
            $figures = '(?m)^\s*[\w ]+\s+3\s+' + ($case.shown -join '\s+')
            $m | Measure-MemMap -GroupBy k -Field x | Out-String | Should -Match $figures
            $m | Measure-MemMap -Field x | Format-Table | Out-String | Should -Match ($figures -replace '\\w ', 'x')
        }
        ($m | Measure-MemMap -GroupBy k -Field x -Quantile 0.1 | Out-String) | Should -Match '0\.1: 0\.1\s'
        ($m | Measure-MemMap -GroupBy k -Field x).Sum | Should -BeExactly 0.30000000000000004
    }

    It 'has the keys of a group in one form' {
        $groups = $log | Measure-MemMap -GroupBy kind, ok -Field id
        $groups[2] | Format-List | Out-String | Should -Match '(?m)^Group +: info / False\r?$'
        $groups[2] | Format-List | Out-String | Should -Match '(?m)^Field +: id\r?$'
        "$($groups[2].Group)" | Should -Be 'info False'
        $groups[2].Group.ToString() | Should -Be 'info / False'
        $log | Measure-MemMap -GroupBy kind, ok | Format-List | Out-String | Should -Match '(?m)^Group +: info / False\r?$'
    }
}

Describe 'Measure-MemMap -GroupBy with a script block' {
    BeforeAll {
        $log = NewLog 'computed.dat'
        $log['at'][7] = [datetime]'1969-12-31 23:00'
        $names = @{ info = 'a'; warn = 'b' }
        $rows = $log | ConvertFrom-MemMap
    }

    AfterAll {
        Get-MemMap | Close-MemMap
    }

    It 'has the groups that Group-Object makes of <_>' -ForEach @(
        { $_.at.Hour }, { $_.at.Minute }, { $_.at.Second }, { $_.at.Day }, { $_.at.Month }, { $_.at.Year }
        { $_.at.DayOfWeek }, { $_.at.Date }
        { $_.at.Hour / 6 }, { $_.id % 7 }, { $_.price * 2 }, { $_.price -gt 2.5 }, { $_.ok }, { $_.level }, { $names[$_.kind] }
        { $_.kind.Length }, { [int][math]::Floor($_.id / 100) }, { $_.kind + 'x' }, { if ($_.id -gt 5) { 'many' } else { 'few' } }
        { $_.id -band 6 }, { $_.at.TimeOfDay }, { [math]::Ceiling($_.price) }, { [int]$_.price }, { [math]::Round($_.price) * 2 }
        { [math]::Abs($_.id - 300) }, { [math]::Max($_.price, 2) }, { [math]::Round($_.price / 3, 1) }, { $_.kind.ToUpper() }
        { [math]::Abs($_.price) }, { $_.at - [datetime]'1970-01-05' }, { ($_.at - [datetime]'1970-01-05').TotalHours }, { $_.id -shl 30 }
        { [math]::Truncate($_.price / 2) }, { [int]($_.id / 100) }, { [double]$_.id % 3 }
    ) {
        $found = @($log | Measure-MemMap -By $_ -Property id)
        $expected = @($rows | Group-Object -CaseSensitive $_)
        $found.Count | Should -Be $expected.Count
        foreach ($group in $expected) {
            $value = if ($group.Values[0] -is [psobject]) { $group.Values[0].psobject.BaseObject } else { $group.Values[0] }
            $same = @($found | Where-Object { [object]::Equals($_.Group, $value) })
            $same.Count | Should -Be 1
            $same[0].Sum | Should -Be ($group.Group | Measure-Object id -Sum).Sum
        }
    }

    It 'puts the groups in order, with a name that is given or the text' {
        $hours = $log | Measure-MemMap -GroupBy @{ Name = 'hour'; Expression = { $_.at.Hour } }, ok
        $hours[0].GroupBy | Should -Be hour, ok
        @($hours | ForEach-Object hour)[0, 1, -1] | Should -Be 0, 1, 23
        ($log | Measure-MemMap -GroupBy { $_.id % 3 }).GroupBy[0] | Should -Be '$_.id % 3'
        $texts = $log | Measure-MemMap -GroupBy { $_.kind } | ForEach-Object Group
        $texts -join ' ' | Should -BeExactly 'Warn info warn'
    }

    It 'groups those that a condition selects' -ForEach { $_.id -lt 10 }, { $_.id.ToString().Length -lt 2 } {
        ($log | Measure-MemMap -GroupBy { $_.id % 2 } -Where $_ | ForEach-Object Count) | Should -Be 5, 5
        ($log | Measure-MemMap -GroupBy { "$($_.id % 2)" } -Where $_ | ForEach-Object Group) | Should -Be '0', '1'
    }

    It 'compiles roundings in conditions too' {
        Ids { [math]::Floor($_.price) -eq 2 -and [int]$_.price -eq 2 } | Should -Be @(
            $rows | Where-Object { [math]::Floor($_.price) -eq 2 -and [int]$_.price -eq 2 } | ForEach-Object id)
        Reason { [math]::Floor($_.price) -eq 2 -or [int]($_.price / 3) -lt 1 -or [math]::Sqrt($_.id) -gt 20 } | Should -BeNullOrEmpty
        $log['price'][5] = [float]::PositiveInfinity
        { $log | Get-MemMapSlice -Where { [int]$_.price -eq 2 } -ErrorAction Stop } | Should -Throw '*Int32*'
        $log['price'][5] = [float]0.5
    }

    It 'has the errors of the script block where a function has one' {
        $m = [MemMap.NDArray]::Zeros(2, [ordered]@{ n = 'i4'; d = 'M8[s]'; v = '2i4' })
        $m['n'][1] = [int]::MinValue
        $m['d'][1] = 'NaT'
        { $m | Get-MemMapSlice -Where { [math]::Abs($_.n) -gt 0 } -ErrorAction Stop } | Should -Throw '*Abs*'
        @($m | ConvertFrom-MemMap -Where { ($_.d - [datetime]'1960-01-01').TotalDays -gt 0 }).Count | Should -Be @(
            $m | ConvertFrom-MemMap | Where-Object { ($_.d - [datetime]'1960-01-01').TotalDays -gt 0 }).Count
        $m['v'][1, 1] = 5
        ($m | Measure-MemMap -GroupBy { $_.v[-1] }).Group | Should -Be 0, 5
        ($m | Measure-MemMap -Where { $_.v[1] -eq 5 } -Field n).Count | Should -Be 1
    }

    It 'tells -Verbose what is not compiled, and what makes no groups' {
        "$($log | Measure-MemMap -GroupBy { $_.id % 2 } -Verbose 4>&1)" | Should -Not -BeLike '*script block*'
        "$($log | Measure-MemMap -GroupBy { $_.kind.Split('a')[0] } -Verbose 4>&1)" | Should -BeLike '*script block for each record*Split*'
        { $log | Measure-MemMap -GroupBy { 1, 2 + $_.id } -ErrorAction Stop } | Should -Throw '*gives several values*'
        { $log | Measure-MemMap -GroupBy { @{ a = $_.id } } -ErrorAction Stop } | Should -Throw '*gives a Hashtable*'
        { $log | Measure-MemMap -GroupBy { $_.idd } -ErrorAction Stop } | Should -Throw '*did you mean id*'
        { $log | Measure-MemMap -GroupBy { "$($_.id)" } -MaxGroups 10 -ErrorAction Stop } | Should -Throw '*more than 10 groups*'
        { $log | Measure-MemMap -GroupBy 5 } | Should -Throw '*makes no groups*'
        { $log | Measure-MemMap -GroupBy { } } | Should -Throw '*{ } makes no groups: write the name of a field*'
        { $log | Measure-MemMap price -ErrorAction Stop } | Should -Throw "*Measure-MemMap -Field price measures it*"
    }

    It 'has NaT and what is no date as the script block has them' {
        $m = [MemMap.NDArray]::Array([string[]]('2024-02-29', 'NaT', '1969-12-31', '2024-02-01')).AsType('M8[D]')
        $groups = $m.View([ordered]@{ day = 'M8[D]' }) | Measure-MemMap -GroupBy { $_.day.Month }
        $groups.Group | Should -Be 2, 12, $null
        $groups | ForEach-Object Count | Should -Be 2, 1, 1
    }
}

Describe 'Quantiles and distinct elements by groups' {
    BeforeAll {
        $log = NewLog 'quantiles.dat'
        $log['price'][3] = [float]::NaN
    }

    AfterAll {
        Get-MemMap | Close-MemMap
    }

    It 'are those of the records of each group' {
        $groups = $log | Measure-MemMap -GroupBy kind -Field id, price, at -Quantile 0.1 -Percentile 50, 99 -IgnoreNaN
        $groups.Count | Should -Be 9
        foreach ($group in $groups) {
            $own = $log | Measure-MemMap -Field $group.Field -Where { $_.kind -ceq $group.Group } -Quantile 0.1, 0.5, 0.99 -IgnoreNaN
            $group.Quantiles.Quantile | Should -Be 0.1, 0.5, 0.99
            $group.Quantiles.Value | Should -Be $own.Quantiles.Value
        }
        [double]::IsNaN(($log | Measure-MemMap -By kind -Field price -Quantile 0.5)[1].Quantiles[0].Value) | Should -BeTrue
        ($log | Measure-MemMap -By ok -Field level -Unique)[1].Unique.Count | Should -Be 5
    }

    It 'are merged from parts, with the groups of each' {
        $whole = $log | Measure-MemMap -GroupBy kind, ok -Field id, price -Percentile 25, 75 -IgnoreNaN
        $merged = $log | Split-MemMap 7 | Measure-MemMap -GroupBy kind, ok -Field id, price -Percentile 25, 75 -IgnoreNaN |
            Merge-MemMapMeasure
        ($merged | ForEach-Object { "$($_.Field) $($_.Group) $($_.Count) $($_.Sum) $($_.Mean) $($_.Quantiles.Value)" }) |
            Should -Be ($whole | ForEach-Object { "$($_.Field) $($_.Group) $($_.Count) $($_.Sum) $($_.Mean) $($_.Quantiles.Value)" })
        $merged[0].kind | Should -Be 'Warn'
        $counts = $log | Split-MemMap 3 | Measure-MemMap -GroupBy { $_.at.Hour } | Merge-MemMapMeasure
        $counts.Group | Should -Be (0..23)
        $counts | Select-Object -First 1 | Should -BeOfType ([MemMap.GroupCount])
    }

    It 'have a limit, and a table' {
        { $log | Measure-MemMap -GroupBy kind -Field id -Quantile 0.5 -MaxUnique 599 -ErrorAction Stop } |
            Should -Throw '*more than 599*MaxUnique*'
        $log | Measure-MemMap -GroupBy kind -Field id -Quantile 0.5 -MaxUnique 600 | Should -HaveCount 3
        { $log | Measure-MemMap -GroupBy id -Field kind -Quantile 0.5 -ErrorAction Stop } | Should -Throw
        { $log | Measure-MemMap -GroupBy kind -Quantile 0.5 -ErrorAction Stop } | Should -Throw '*name the field*'
        ($log | Measure-MemMap -GroupBy ok -Field id -Percentile 50 | Out-String) | Should -Match '(?m)^False.*0\.5: 299\r?$'
    }

    It 'come back from a job as what they were' {
        $whole = $log | Measure-MemMap -By kind, ok -Field id -Quantile 0.5
        $sent = [System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize(
                @($whole), 1))
        $again = $sent | Merge-MemMapMeasure
        $again.Count | Should -Be 6
        $again[0].Sum, $again[0].Quantiles[0].Value | Should -Be $whole[0].Sum, $whole[0].Quantiles[0].Value
        { @($sent; $log | Measure-MemMap -By ok) | Merge-MemMapMeasure -ErrorAction Stop } | Should -Throw '*can''t be merged*'
        { 5 | Merge-MemMapMeasure -ErrorAction Stop } | Should -Throw '*is no measure*'
    }
}

Describe 'An array in a job' {
    It 'is an array once the module is there' {
        $m = New-MemMap (Join-Path $TestDrive job.dat) -DType int32 -Mode w+ -Shape 5
        $m | Set-MemMapValue -Value (1..5)
        $job = Start-Job { Import-Module $using:module; ([MemMap.NDArray]$using:m).Mean(); ($using:m | Measure-MemMap).Sum }
        $job | Receive-Job -Wait -AutoRemoveJob | Should -Be 3, 15
        $m | Close-MemMap
    }
}
