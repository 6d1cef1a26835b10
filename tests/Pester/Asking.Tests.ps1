# What a user types who knows another notation, or Sort-Object, or writes names in another case.

BeforeAll {
    $module = Convert-Path $PSScriptRoot/../../artifacts/MemMap
    Import-Module $module -Force
    $o = [MemMap.NDArray]::Zeros(6, [ordered]@{
            f = 'f4'; b = '?'; day = [System.DayOfWeek]; p = [ordered]@{ x = 'i4'; y = 'f8' }; Host = 'i1'
        })
    $o['f'] = [MemMap.NDArray]::Array((1, 2, 3, [double]::NaN, 0, 5))
    $o['b'] = [MemMap.NDArray]::Array((1, 0, 1, 0, 1, 0))
    $o['Host'] = [MemMap.NDArray]::Array((1, 2, 3, 1, 2, 3))
    $o['day'] = [MemMap.NDArray]::Array((1, 2, 3, 1, 2, 3))
    $o['p']['x'] = [MemMap.NDArray]::Array((5, 4, 3, 2, 1, 0))
    $o['p']['y'] = [MemMap.NDArray]::Array((1, 2, 3, 1, 2, 9))
}

Describe 'A condition in the notation of another language' {
    It 'is an error that says what to write for <given>' -ForEach @(
        @{ given = '$_.f > 1'; write = '{ $_.f -gt 1 }' }
        @{ given = '$_.f = 1'; write = '{ $_.f -eq 1 }' }
        @{ given = '$_.f == 1'; write = '{ $_.f -eq 1 }' }
        @{ given = '$_.f -gt 1 && $_.b'; write = '{ $_.f -gt 1 -and $_.b }' }
        @{ given = '$_.f -gt 1 || $_.b'; write = '{ $_.f -gt 1 -or $_.b }' }
        @{ given = '$_.f > 1 && $_.p.x > 3'; write = '{ $_.f -gt 1 -and $_.p.x -gt 3 }' }
        @{ given = '($_.f > 1) & ($_.b)'; write = '{ ($_.f -gt 1) -and ($_.b) }' }
        @{ given = '$_.p.x & 3'; write = '{ $_.p.x -band 3 }' }
        @{ given = '$_.p.x >> 3'; write = '{ $_.p.x -shr 3 }' }
        @{ given = 'if ($_.f = 1) { $true }'; write = '{ if ($_.f -eq 1) { $true } }' }
    ) {
        $script = [scriptblock]::Create($given)
        Push-Location $TestDrive
        try {
            foreach ($ask in { $o | Find-MemMapValue $script -CountOnly }, { $o | Get-MemMapSlice -Where $script },
                { $o | ConvertFrom-MemMap -Where $script }, { $o | Measure-MemMap -Where $script -Field f },
                { $o | Measure-MemMap -GroupBy $script }, { $o | Set-MemMapValue -Where $script -Field f -Value 0 }) {
                $ErrorActionPreference = 'Stop'
                $failure = try { & $ask } catch { $_ }
                "$failure" | Should -BeLike "*write $([WildcardPattern]::Escape($write.Substring(2, $write.Length - 4)))*"
                $failure.FullyQualifiedErrorId | Should -BeLike 'OtherNotation,*'
            }
            Get-ChildItem $TestDrive | Should -BeNullOrEmpty
        } finally {
            Pop-Location
        }
    }

    It 'is a script block, and no text: <given>' -ForEach @(
        @{ given = 'f'; write = '*write { $_.f -gt ... }' }
        @{ given = 'f -gt 1'; write = '*write { $_.f -gt 1 }' }
        @{ given = '$_.f -gt 1'; write = '*write { $_.f -gt 1 }' }
    ) {
        foreach ($ask in { $o | Get-MemMapSlice -Where $given }, { $o | ConvertFrom-MemMap -Where $given },
            { $o | Measure-MemMap -Where $given -Field f }, { $o | Set-MemMapValue -Where $given -Field f -Value 0 }) {
            $ask | Should -Throw $write
        }
    }

    It 'leaves what is PowerShell' {
        $o | Find-MemMapValue { $x = 2; $_.f -gt $x } -CountOnly | Should -Be 2
        $o | Find-MemMapValue { $null = 3 > $null; $_.f -gt 2 } -CountOnly | Should -Be 2
        $o | Find-MemMapValue { ($_.f | Out-String 2>&1).Trim() -eq '5' } -CountOnly | Should -Be 1
    }

    It 'is an error for a member that an enum does not have' {
        { $o | Get-MemMapSlice -Where { $_.day -eq 'Mnday' } -ErrorAction Stop } |
            Should -Throw '*did you mean Monday*' -ErrorId 'NoSuchMember,*'
        { $o | Get-MemMapSlice -Where { $_.day -in 'Mnday', 'Tusday' } -ErrorAction Stop } | Should -Throw -ErrorId 'NoSuchMember,*'
        { $o | Get-MemMapSlice -Where { 'Mnday' -eq $_.day } -ErrorAction Stop } | Should -Throw -ErrorId 'NoSuchMember,*'
        $o | Find-MemMapValue { $_.day -in 'Mnday', 'Tuesday' } -CountOnly | Should -Be 2
        $o | Find-MemMapValue { $_.day -eq 'mon' -or $_.day -like 'T*' } -CountOnly | Should -Be 4
    }

    It 'is an error for a variable that is not there and has the name of a field' {
        { $o | Get-MemMapSlice -Where { $f -gt 2 } -ErrorAction Stop } | Should -Throw '*no variable $f*$_.f*' -ErrorId 'VariableOfField,*'
        { $o | Measure-MemMap -GroupBy { $p.x } -ErrorAction Stop } | Should -Throw -ErrorId 'VariableOfField,*'
        $f = 2
        $o | Find-MemMapValue { $_.f -gt $f } -CountOnly | Should -Be 2
        $o | Find-MemMapValue { $p = 2; $_.f -gt $p } -CountOnly | Should -Be 2
    }
}

Describe 'Names of fields' {
    It 'are taken in any case, and lead into nested records' {
        $groups = $o | Measure-MemMap -GroupBy HOST, P.Y -Field F, p.X -IgnoreNaN
        $groups.Count | Should -Be 8
        $groups[0].Host, $groups[0].'p.y', $groups[0].Field, $groups[-1].Field | Should -Be 1, 1, 'f', 'p.x'
        $o | ConvertFrom-MemMap -Field P.x | Should -Be 5, 4, 3, 2, 1, 0
        ($o | Get-MemMapSlice -OrderBy P.Y, p.x -Descending -First 2 -Field p.x).ToString() | Should -Be '[0 3]'
        ($o | Find-MemMapValue -Field P.X -GT 3).Index | Should -Be 0, 1
        ($o | Measure-MemMap -Field p.Y -Where { $_.P.X -gt 3 }).Sum | Should -Be 3
        $copy = $o.Copy()
        $copy | Set-MemMapValue -Field P.X -Value 7
        $copy['p']['x'].Sum() | Should -Be 42
        $sorted = [MemMap.NDArray]::Zeros(3, [ordered]@{ p = [ordered]@{ x = 'i4' } })
        $sorted['p']['x'] = [MemMap.NDArray]::Array((1, 2, 3))
        ($sorted | Get-MemMapSlice -SortedBy P.x -Between 2, 3).Size | Should -Be 2
    }

    It 'are exact first, and not guessed where several differ in their case' {
        $m = [MemMap.NDArray]::Zeros(1, [ordered]@{ 'a.b' = 'i4'; a = [ordered]@{ b = 'i2' } })
        ($m | Get-MemMapSlice -Field a.b).DType.Name | Should -Be 'int32'
        $m = [MemMap.NDArray]::Zeros(1, "[('x', 'i4'), ('X', 'i2'), ('yy', 'i8'), ('YY', 'i1')]")
        ($m | Get-MemMapSlice -Field X).DType.Name | Should -Be 'int16'
        { $m | Get-MemMapSlice -Field Yy -ErrorAction Stop } | Should -Throw -ErrorId 'NoSuchField,*'
        { $o | Get-MemMapSlice -Field p.z -ErrorAction Stop } | Should -Throw -ErrorId 'NoSuchField,*'
    }
}

Describe '-OrderBy as of Sort-Object' {
    It 'takes fields as script blocks, and a direction for each' {
        ($o | Get-MemMapSlice -OrderBy { $_.f } -First 2 -Field f).ToString() | Should -Be '[0. 1.]'
        $found = $o | ConvertFrom-MemMap -OrderBy @{ e = 'host'; Descending = $true }, { $_.p.x }
        $expected = $o | ConvertFrom-MemMap | Sort-Object @{ e = 'Host'; Descending = $true }, { $_.p.x }
        $found | ForEach-Object { "$($_.Host) $($_.p.x)" } | Should -Be ($expected | ForEach-Object { "$($_.Host) $($_.p.x)" })
        $found = $o | ConvertFrom-MemMap -OrderBy host, @{ Expression = { $_.p.x }; Ascending = $true } -Descending
        $found | ForEach-Object { $_.p.x } | Should -Be 0, 3, 1, 4, 2, 5
    }

    It 'says what to write for what is computed' {
        { $o | Get-MemMapSlice -OrderBy { $_.f * 2 } } | Should -Throw '*ConvertFrom-MemMap | Sort-Object { $_.f * 2 }*'
        { $o | Get-MemMapSlice -OrderBy 5 } | Should -Throw '*orders no records*'
    }
}

Describe 'Ranges' {
    It 'have no NaN or NaT at an open end' {
        $m = [MemMap.NDArray]::Array((1, 2, 3, [double]::NaN))
        ($m | Get-MemMapSlice -Between 2, $null).ToString() | Should -Be '[2. 3.]'
        ($m | Get-MemMapSlice -Between $null, $null).Size | Should -Be 3
        $t = [MemMap.NDArray]::Array([string[]]('2024-01-01', '2024-02-01', 'NaT')).AsType('M8[D]')
        ($t | Get-MemMapSlice -Between '2024-01-15', $null).Size | Should -Be 1
        ([MemMap.NDArray]::Array((1, 2, 3)) | Get-MemMapSlice -Between 2, $null).Size | Should -Be 2
    }

    It 'tell that their ends are reversed, and need two' {
        $m = [MemMap.NDArray]::Arange(9)
        ($m | Get-MemMapSlice -Between 5, 2 -WarningVariable told -WarningAction Ignore).Size | Should -Be 0
        "$told" | Should -BeLike '*write -Between 2, 5*'
        ($m | Get-MemMapSlice -Between 20, 30 -WarningVariable told).Size | Should -Be 0
        $told | Should -BeNullOrEmpty
        { $m | Get-MemMapSlice -Between 5 } | Should -Throw '*two ends, and 1 is given*'
        { $m | Find-MemMapValue -Between 5 } | Should -Throw '*two ends, and 1 is given*'
    }
}

Describe 'Some fields of records' {
    It 'are exported in the order in which they were named' {
        foreach ($file in 'view.npy', 'where.npy', 'order.npz', 'store.zarr') {
            $path = Join-Path $TestDrive $file
            $some = switch ($file) {
                where.npy { $o | Get-MemMapSlice -Where { $_.b } -Field Host, f }
                order.npz { $o | Get-MemMapSlice -OrderBy p.x -Field Host, f }
                default { $o | Get-MemMapSlice -Field Host, f }
            }
            $some | Export-MemMap $path
            $again = New-MemMap $path -Mode r
            $again.DType.Fields.Name | Should -Be 'Host', 'f'
            $again.DType.ItemSize | Should -Be 5
            $again['Host'].ToString() | Should -Be $some['Host'].ToString()
            $again['f'].ToString() | Should -Be $some['f'].ToString()
            $again | Close-MemMap
        }
        ($o | Get-MemMapSlice -Where { $_.b } -Field f, Host).ItemSize | Should -Be 5
    }
}

Describe 'Groups of an array without fields' {
    It 'have the figures of the elements' {
        $groups = [MemMap.NDArray]::Arange(10) | Measure-MemMap -GroupBy { $_ % 2 } -Percentile 50
        $groups.Group | Should -Be 0, 1
        $groups | ForEach-Object Sum | Should -Be 20, 25
        $groups | ForEach-Object { $_.Quantiles[0].Value } | Should -Be 4, 5
        ($groups | Out-String) | Should -Match 'Groups: elements by'
        $merged = [MemMap.NDArray]::Arange(10) | Split-MemMap 3 | Measure-MemMap -GroupBy { $_ % 2 } | Merge-MemMapMeasure
        $merged | ForEach-Object Sum | Should -Be 20, 25
    }
}

Describe 'Hints' {
    It 'name the parameter for a field, and a slice' {
        { $o | Find-MemMapValue f -GT 20 } | Should -Throw '*write -Field f*'
        { $o | Get-MemMapSlice -First 2 } | Should -Throw "*':2'*"
    }

    It 'name the way for an operation with a value that is computed' {
        { $o | Set-MemMapValue -Where { $_.b } -Field f -Value { $_.f * 2 } -Operation Add -ErrorAction Stop } |
            Should -Throw '*leave out -Operation Add*'
    }

    It 'are not needed for a table by [int] of a field' {
        $names = @{ 1 = 'a'; 2 = 'b' }
        $o | Find-MemMapValue { $names[[int]$_.Host] -eq 'a' } -CountOnly -Verbose 4>&1 | Where-Object { "$_" -like '*script block*' } |
            Should -BeNullOrEmpty
        $o | Find-MemMapValue { $names[[int]$_.Host] -eq 'a' } -CountOnly | Should -Be 2
    }
}
