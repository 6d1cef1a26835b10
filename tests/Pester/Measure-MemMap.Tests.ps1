# Measuring arrays, their parts, and putting these together.

BeforeAll {
    $module = Convert-Path $PSScriptRoot/../../artifacts/MemMap
    Import-Module $module -Force
    function PathTo([string]$Name) { Join-Path $TestDrive $Name }
}

Describe 'Measure-MemMap' {
    BeforeEach {
        $m = New-MemMap (PathTo 'numbers.dat') -DType float32 -Mode w+ -Shape 5, 4
        $m | Set-MemMapValue -Value (0..19)
    }

    AfterEach {
        Get-MemMap | Close-MemMap
    }

    It 'gives the figures of all elements as .NET numbers' {
        $s = $m | Measure-MemMap
        $s.Count, $s.Sum, $s.Mean, $s.Minimum, $s.Maximum, $s.NaNCount, $s.Zeros | Should -Be 20, 190, 9.5, 0, 19, 0, 1
        $s.Sum | Should -BeOfType [double]
        $s.Minimum | Should -BeOfType [float]
        $s.Variance | Should -Be 33.25
        $s.StandardDeviation | Should -Be ([Math]::Sqrt(33.25))
    }

    It 'takes -Ddof off the divisor' {
        ($m | Measure-MemMap -Ddof 1).Variance | Should -Be 35
    }

    It 'measures along an axis, by position too' {
        $s = $m | Measure-MemMap 0
        $s.Mean.ToString() | Should -Be '[ 8.  9. 10. 11.]'
        ($m | Measure-MemMap -Axis -1).Sum.Shape | Should -Be 5
        ($m | Measure-MemMap -Axis 0, 1).Sum.ToString() | Should -Be '190.0'
    }

    It 'counts NaN, and leaves it out when told to' {
        $m | Set-MemMapValue 0 ([float]::NaN)
        $s = $m | Measure-MemMap
        $s.NaNCount, $s.Count | Should -Be 4, 20
        [double]::IsNaN($s.Sum) | Should -BeTrue
        $s = $m | Measure-MemMap -IgnoreNaN
        $s.NaNCount, $s.Count, $s.Sum | Should -Be 4, 16, 184
    }

    It 'measures fields of records, one measure each' {
        $r = New-MemMap (PathTo 'records.dat') -DType ([ordered]@{ id = 'i4'; weight = 'f8' }) -Mode w+ -Shape 3
        $r | Set-MemMapValue -Field weight -Value 1, 2, 6
        $both = $r | Measure-MemMap -Field id, weight
        $both.Field | Should -Be 'id', 'weight'
        $both[1].Mean | Should -Be 3
        { $r | Measure-MemMap -ErrorAction Stop } | Should -Throw '*name a field: id, weight*'
        { $r | Measure-MemMap -Field wieght -ErrorAction Stop } | Should -Throw "*no field of name 'wieght'*"
    }

    It 'has a mean of dates that is a date' {
        $r = New-MemMap (Join-Path $TestDrive dates.dat) ([ordered]@{ at = 'unixtime' }) w+ -Shape 3
        $r['at'] = [MemMap.NDArray]::Array((0, 86400, 259200))
        ($r | Measure-MemMap -Field at).Mean | Should -Be ([datetime]'1970-01-02T08:00')
        ($r | Measure-MemMap -Field at).Maximum | Should -Be ([datetime]'1970-01-04')
        ($r | Split-MemMap 3 | Measure-MemMap -Field at | Merge-MemMapMeasure).Mean | Should -Be ([datetime]'1970-01-02T08:00')
        @(($r['at'].Reshape(3, 1) | Measure-MemMap -Axis 0).Mean.ToArray())[0] | Should -Be ([datetime]'1970-01-02T08:00')
    }

    It 'tells -Verbose what was read, and how' {
        "$(@($m | Measure-MemMap -Verbose 4>&1)[0])" |
            Should -Match '^Measuring .*: [0-9]+ bytes, mapped, in [0-9.]+ s .*, (up to [0-9]+ threads|one thread)$'
    }

    It 'finds quantiles, bins and distinct elements' {
        $s = $m | Measure-MemMap -Quantile 0.5, 1 -Histogram 2 -Range 0, 20 -Unique
        $s.Quantiles.Value | Should -Be 9.5, 19
        $s.Histogram | ForEach-Object { $_.Count } | Should -Be 10, 10
        $s.Histogram[1].From | Should -Be 10
        $s.Unique.Count, $s.Histogram.Count, $s.Quantiles.Count | Should -Be 20, 2, 2
        $s.Unique[3].Value | Should -Be 3
        { $m | Measure-MemMap -Unique -MaxUnique 3 -ErrorAction Stop } | Should -Throw '*more than 3 distinct*'
    }

    It 'checks parameters before anything is read' {
        { $m | Measure-MemMap -Range 0, 1 } | Should -Throw '*-Range is for -Histogram*'
        { $m | Measure-MemMap -MaxUnique 5 } | Should -Throw '*-MaxUnique is for -Unique*'
        { $m | Measure-MemMap -Quantile 1.5 } | Should -Throw
        { $m | Measure-MemMap -Axis 2 -ErrorAction Stop } | Should -Throw '*axis 2*'
        { $m | Measure-MemMap -Axis 0 -Unique -ErrorAction Stop } | Should -Throw '*not along an axis*'
    }

    It 'is refused by name for what has no statistics' {
        $text = New-MemMap (PathTo 'text.dat') -DType S4 -Mode w+ -Shape 3
        { $text | Measure-MemMap -ErrorAction Stop } | Should -Throw '*S4*no statistics*'
    }

    It 'says that a map is closed' {
        $m | Close-MemMap
        { $m | Measure-MemMap -ErrorAction Stop } | Should -Throw '*closed*'
    }

    It 'declares what it writes' {
        (Get-Command Measure-MemMap).OutputType.Name | Should -Be 'MemMap.Measure', 'MemMap.MeasureGroup', 'MemMap.GroupCount'
        (Get-Command Merge-MemMapMeasure).OutputType.Name | Should -Be 'MemMap.Measure', 'MemMap.MeasureGroup', 'MemMap.GroupCount'
    }
}

Describe 'Split-MemMap and Merge-MemMapMeasure' {
    It 'makes a part for each core where no number is given' {
        $rows = [MemMap.NDArray]::Zeros(1000)
        $rows | Split-MemMap | Should -HaveCount ([Environment]::ProcessorCount)
        "$($rows | Split-MemMap -Verbose 4>&1 | Where-Object { $_ -is [System.Management.Automation.VerboseRecord] })" |
            Should -BeLike "*parts for $([Environment]::ProcessorCount) cores*"
        { Split-MemMap numbers.dat } | Should -Throw "*'numbers.dat' is no number of parts, and there is no such file*"
    }

    BeforeEach {
        $m = New-MemMap (PathTo 'parts.dat') -DType float64 -Mode w+ -Shape 10, 3
        $m | Set-MemMapValue -Value (0..29 | ForEach-Object { [Math]::Sin($_) * [Math]::Pow(10, $_ - 15) })
    }

    AfterEach {
        Get-MemMap | Close-MemMap
    }

    It 'splits into views of the file that cover all rows' {
        $parts = $m | Split-MemMap -Count 4
        $parts | ForEach-Object { $_.Shape[0] } | Should -Be 3, 3, 2, 2
        $parts[1].GetType().Name | Should -Be 'MemMapArray'
        $parts[1].ByteOffset | Should -Be 72
        $parts[3] | Set-MemMapValue -Value 7
        $m[9, 2] | Should -Be 7
    }

    It 'says of each part which rows it has, here and in another process' {
        $parts = $m | Split-MemMap -Length 4
        $parts.FirstRow | Should -Be 0, 4, 8
        $parts | ForEach-Object { @(($_ | Out-String -Width 400).Trim() -split '\r?\n')[0] } | Should -Be @(
            "float64 (4, 3) w+ $($m.FileName) (rows 0 to 3)"
            "float64 (4, 3) w+ $($m.FileName) (rows 4 to 7)"
            "float64 (2, 3) w+ $($m.FileName) (rows 8 to 9)"
        )
        ($parts[1] | Split-MemMap 2).FirstRow | Should -Be 4, 6
        "$(($m | Split-MemMap -Length 9)[1] | Out-String -Width 400)" | Should -BeLike '*parts.dat (row 9)*'
        $m.FirstRow, ($parts[1] | Get-MemMapSlice '1:').FirstRow, ($parts[1] * 2).FirstRow | Should -Be $null, $null, $null
        "$($m[':0'] | Split-MemMap 2 | Out-String -Width 400)" | Should -Not -Match '\(rows'
        $sent = [System.Management.Automation.PSSerializer]::Deserialize(
            [System.Management.Automation.PSSerializer]::Serialize(@($parts[2]; ($m * 2 | Split-MemMap 2)[1]), 3))
        $sent.FirstRow | Should -Be 8, 5
        $sent | ForEach-Object { "$($_ | Out-String -Width 400)" } | ForEach-Object { $_ -match '\((rows \d+ to \d+)\)'; $Matches[1] } |
            Should -Be $true, 'rows 8 to 9', $true, 'rows 5 to 9'
        ($sent | Get-MemMapSlice ':, 0:0' -Copy).Shape[0] | Should -Be 2
        ($sent | ForEach-Object { ([MemMap.NDArray]$_).FirstRow }) | Should -Be 8, 5
    }

    It 'splits by bytes and by rows, and never a row' {
        $m | Split-MemMap -ByteSize 50 | ForEach-Object { $_.Shape[0] } | Should -Be 2, 2, 2, 2, 2
        ($m | Split-MemMap -ByteSize 1).Count | Should -Be 10
        $m | Split-MemMap -Length 4 | ForEach-Object { $_.Shape[0] } | Should -Be 4, 4, 2
        ($m | Split-MemMap 100).Count | Should -Be 10
        { $m | Split-MemMap -Count 0 } | Should -Throw
    }

    It 'puts the measures of parts together into that of the whole' {
        $whole = $m | Measure-MemMap
        $merged = $m | Split-MemMap -Count 3 | Measure-MemMap | Merge-MemMapMeasure
        foreach ($name in 'Count', 'Sum', 'Mean', 'Minimum', 'Maximum', 'StandardDeviation', 'Variance') {
            $merged.$name.Equals($whole.$name) | Should -BeTrue -Because $name
        }
        $along = $m | Split-MemMap -Count 3 | Measure-MemMap -Axis 1 | Merge-MemMapMeasure
        ($along.Sum.ToString() -eq ($m | Measure-MemMap -Axis 1).Sum.ToString()) | Should -BeTrue
    }

    It 'takes measures that were sent from another process' {
        $m | Split-MemMap -Count 3 | Measure-MemMap | Export-Clixml $TestDrive/sent.xml
        $sent = Import-Clixml $TestDrive/sent.xml
        $sent[0].PSObject.TypeNames[0] | Should -Be 'Deserialized.MemMap.Measure'
        $sent[0].Count | Should -Be 12
        ($sent | Merge-MemMapMeasure).Variance.Equals(($m | Measure-MemMap).Variance) | Should -BeTrue
        ([MemMap.Measure]$sent[0]).Count | Should -Be 12
    }

    It 'measures in parallel runspaces' {
        $parts = @($m | Split-MemMap -Count 3)
        $measures = $parts | ForEach-Object -Parallel { Import-Module $using:module; $_ | Measure-MemMap }
        ($measures | Merge-MemMapMeasure).Sum.Equals(($m | Measure-MemMap).Sum) | Should -BeTrue
    }

    It 'refuses measures of different things' {
        $other = New-MemMap (PathTo 'other.dat') -DType int32 -Mode w+ -Shape 3
        { $m, $other | Measure-MemMap | Merge-MemMapMeasure -ErrorAction Stop } | Should -Throw '*dtype*float64 and int32*'
    }

    It 'works under strict mode' {
        Set-StrictMode -Version Latest
        ($m | Split-MemMap 2 | Measure-MemMap -Quantile 0.5 -WarningAction SilentlyContinue |
            Merge-MemMapMeasure -WarningAction SilentlyContinue).Count | Should -Be 30
    }
}

Describe 'Groups that are exported' {
    BeforeAll {
        $r = New-MemMap (PathTo 'groups.dat') 'kind S4, host u1, price <f8' w+ -Shape 4
        $r | Set-MemMapValue -Field kind -Value buy, sell, buy, sell
        $r | Set-MemMapValue -Field host -Value 1, 1, 2, 1
        $r | Set-MemMapValue -Field price -Value 1, 2, 4, 8
    }

    AfterAll {
        Get-MemMap | Close-MemMap
    }

    It 'have a column for each key, and none that only other processes need' {
        $csv = $r | Measure-MemMap -Field price -GroupBy kind, host | ConvertTo-Csv | ConvertFrom-Csv
        $csv.kind | Should -Be buy, buy, sell
        $csv.host | Should -Be 1, 2, 1
        $csv.Group | Should -Be 'buy / 1', 'buy / 2', 'sell / 1'
        $csv.GroupBy | Should -Be 'kind / host', 'kind / host', 'kind / host'
        $csv.Sum | Should -Be 1, 4, 10
        "$(($csv[0].PSObject.Properties).Value)" | Should -Not -Match 'System\.'
        foreach ($all in ($r | Measure-MemMap -Field price -GroupBy kind | Select-Object *),
                ($r | Measure-MemMap -Field price -GroupBy kind | ConvertTo-Json -Depth 2 | ConvertFrom-Json)) {
            $all[0].PSObject.Properties.Name | Should -Contain Sum
            $all[0].PSObject.Properties.Name | Should -Not -Contain State
            $all.Group | Should -Be buy, sell
        }
        $r | Measure-MemMap -Field price | ConvertTo-Json -Depth 1 -WarningAction Ignore | Should -Not -Match '"State"'
        ($r | Measure-MemMap -GroupBy kind | ConvertTo-Csv)[0] | Should -Not -Match 'State'
    }

    It 'merge from other processes, with the file that they are of' {
        $groups = $r | Split-MemMap 2 | Measure-MemMap -Field price -GroupBy kind, host
        $sent = [System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($groups, 2))
        $merged = $sent | Merge-MemMapMeasure
        $merged | ForEach-Object { "$($_.Group) $($_.Sum)" } | Should -Be 'buy 1 1', 'buy 2 4', 'sell 1 10'
        $merged[0].Group[1] | Should -Be 1
        $merged[0].GroupBy | Should -Be kind, host
        $sent[0].FileName | Should -Be $r.FileName
    }

    It 'keep the distinct elements that quantiles need out of what is written, and merge all the same' {
        $whole = $r | Measure-MemMap -Field price -GroupBy kind -Percentile 50
        $whole[0].Unique, $whole[0].ToMeasure().Unique | Should -Be $null, $null
        ($whole | ConvertTo-Csv)[1] | Should -Not -Match ': 1'
        $whole | ConvertTo-Json -Depth 3 | Should -Match '"Unique": null'
        $parts = $r | Split-MemMap 2 | Measure-MemMap -Field price -GroupBy kind -Percentile 50
        $sent = [System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($parts, 2))
        foreach ($merged in ($parts | Merge-MemMapMeasure), ($sent | Merge-MemMapMeasure)) {
            $merged.Quantiles.Value | Should -Be $whole.Quantiles.Value
            $merged[0].Unique | Should -BeNullOrEmpty
        }
        $both = $r | Split-MemMap 2 | Measure-MemMap -Field price -GroupBy kind -Percentile 50 -Unique | Merge-MemMapMeasure
        ($both.Unique | Measure-Object Count -Sum).Sum | Should -Be $r.Size
    }
}
