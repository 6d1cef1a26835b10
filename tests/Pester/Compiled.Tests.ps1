# What script blocks become: the same results as those of Where-Object, without running for each record.

BeforeAll {
    Import-Module $PSScriptRoot/../../artifacts/MemMap -Force
    $count = 300
    $r = [MemMap.NDArray]::Zeros($count, 'id i4, u u1, f f4, d f8, n i8, z i4, name U8, at M8[s], ok ?')
    $i = [MemMap.NDArray]::Arange($count)
    $r['id'] = $i - 50
    $r['u'] = $i % 256
    $r['f'] = ($i - 100) / 16.0
    $r['d'] = ($i - 100) / 7.0
    $r['d'][3] = [double]::NaN
    $r['n'] = $i * 1000000007
    $r['z'] = $i % 5
    $r['name'] = [MemMap.NDArray]::Array(('abc', 'ABx1', 'b', 'a1b2', 'xyzzy'))[$i % 5]
    $r['at'] = $i * 86400
    $r['ok'] = ($i % 3).Eq(0)
    $rows = $r | ConvertFrom-MemMap
    function Get-Reason([scriptblock] $Ask) { (& $Ask 4>&1 | Where-Object { "$_" -like '*script block for each*' }) -join '' }
}

Describe 'A condition with <_>' -ForEach @(
    '$_.id -gt 5 ? $_.ok : $false', '($_.ok ? $_.id : $_.d) -gt 20', '($_.ok ? 1 : 2) -eq 2', '($_.ok ? 1 : 2) * $_.id -gt 60'
    '-($_.ok ? $_.id : 3) -lt -40', '$_.ok ? $_.name -eq "abc" : $_.u', 'if ($_.id -gt 100) { $_.f -gt 2 } else { $_.ok }'
    'if ($_.ok) { $_.id -lt 50 }', 'if ($_.id -lt 0) { $_.ok } elseif ($_.id -lt 99) { return $_.u % 2 } else { $_.f -gt 9 }'
    '$_.z -ne 0 -and $_.id / $_.z -gt 20', '$_.z -eq 0 -or $_.id % $_.z -eq 1', 'if ($_.z) { $_.id % $_.z -eq 0 } else { $false }'
    '$_.z ? $_.id / $_.z -gt 9 : $_.id / 3 -gt 9', '$x = $_.id * 2; $x -gt 50'
    '$x = $_.id; $y = $x % 7; if ($y -eq 3) { $_.ok } else { $x -gt 200 }'
    '[math]::Pow($_.f, 2) -gt 50', '[math]::Pow(2, $_.f) -lt 30', '[math]::Pow($_.d, $_.z) -gt 9', '[math]::Exp($_.f) -lt 3'
    '[math]::Log($_.d) -gt 3', '[math]::Log($_.d, 2) -gt 3', '[math]::Log10($_.n) -gt 11', '[math]::Sin($_.id) -gt 0.5'
    '[math]::Sign($_.id) -eq -1', '[math]::Atan($_.f) -ge 1'
    '[long]$_.f -gt 5', '[byte]$_.z -gt 3', '[short]$_.f -eq 2', '[uint32]$_.u -gt 200', '[bool]$_.z', '[float]$_.f -gt 2.5'
    '[string]$_.id -like "1*"', '[string]$_.f -eq "2.5"', '[string]$_.at -like "01/0*"', '[int]($_.ok ? $_.f : 2) -eq 2'
    '$_.name.Substring(0, 1) -eq "a"', '$_.name.Replace("a", "b") -ceq "bbc"', '$_.name.IndexOf("b") -ge 1', '$_.name.Trim("a") -eq "bc"'
    '$_.name.PadLeft(6, "0") -like "000*"', '$_.name.Contains("B", "OrdinalIgnoreCase")'
    '$_.name.TrimStart("ax") -like "b*"'
    '$_.name.StartsWith("AB", "Ordinal")', '$_.name.ToUpper().EndsWith("2")', '$_.name -replace "\d" -eq "ab"'
    '$_.name -creplace "A", "z" -ceq "zBx1"', '[string]::IsNullOrEmpty($_.name)', '-not [string]::IsNullOrWhiteSpace($_.name.Trim("b"))'
    '$_.at.ToString("yyyy-MM") -eq "1970-03"', '$_.at.AddDays(1).Day -eq 1'
    '$_.id.ToString("x4") -like "*f"', '$_.f.CompareTo([float]2) -gt 0'
) {
    It 'has the results of Where-Object, and is compiled' {
        $script = [scriptblock]::Create($_)
        $expected = @($rows | Where-Object $script | ForEach-Object id)
        @(($r | Get-MemMapSlice -Where $script)['id'].ToArray()) | Should -Be $expected
        Get-Reason { $r | Find-MemMapValue $script -CountOnly -Verbose } | Should -BeNullOrEmpty
    }
}

Describe 'What fails for a record' {
    It 'is the error of PowerShell, for that record: <_>' -ForEach @(
        '$_.name.Substring(3) -eq "b2"', '$_.name.Substring(0, 2) -eq "ab"', '[byte]$_.id -gt 100', '[math]::Sign($_.d) -eq 1'
        '$_.id / $_.z -gt 2', '[sbyte]$_.u -gt 100'
    ) {
        # In a shell of its own: in a try, as Pester has it, an error ends the pipeline.
        $shell = [powershell]::Create().AddScript({
                param($Module, $Records, $Rows, $Text)
                Import-Module $Module
                $script = [scriptblock]::Create($Text)
                ($Rows | Where-Object $script).id -join ' '
                ($Records | Get-MemMapSlice -Where $script)['id'].ToArray() -join ' '
            }).AddArgument((Convert-Path $PSScriptRoot/../../artifacts/MemMap)).AddArgument($r).AddArgument($rows).AddArgument($_)
        $expected, $found = $shell.Invoke()
        $found | Should -Be $expected
        $messages = @($shell.Streams.Error | ForEach-Object { "$_" })
        $messages | Should -Not -BeNullOrEmpty
        $half = $messages.Count / 2
        $messages[$half..($messages.Count - 1)] | Should -Be $messages[0..($half - 1)]
        $shell.Dispose()
    }
}

Describe 'A key of groups with <_>' -ForEach @(
    '$_.id % 2 ? "odd" : "even"', 'if ($_.id -lt 10) { "low" } elseif ($_.id -lt 100) { "mid" } else { "high" }'
    '$_.name.Substring(0, 1)', '$_.at.ToString("yyyy-MM")', '$_.name -replace "\d"', '$x = $_.id -gt 50; $x ? 1 : 2.5', '[string]$_.z'
    '$_.ok ? ($_.id -gt 3) : "none"'
) {
    It 'has the groups of Group-Object, and is compiled' {
        $script = [scriptblock]::Create($_)
        $expected = $rows | Group-Object $script -CaseSensitive | ForEach-Object { "$($_.Name): $($_.Count)" } | Sort-Object
        $r | Measure-MemMap -GroupBy $script | ForEach-Object { "$($_.Group): $($_.Count)" } | Sort-Object | Should -Be $expected
        Get-Reason { $r | Measure-MemMap -GroupBy $script -Verbose } | Should -BeNullOrEmpty
    }
}

Describe 'A value with <value> of <field>' -ForEach @(
    @{ field = 'id'; value = '$_.id -gt 10 ? $_.id : 0' }
    @{ field = 'f'; value = 'if ($_.f -lt 0) { 0 } else { $_.f }' }
    @{ field = 'd'; value = '[math]::Pow($_.f, 2)' }
    @{ field = 'u'; value = '$_.id -gt 255 ? 255 : $_.id -lt 0 ? 0 : $_.id' }
    @{ field = 'd'; value = '$_.z ? $_.id / $_.z : 0' }
    @{ field = 'n'; value = '$_.ok ? $_.n : 1.5' }
    @{ field = 'n'; value = '[long]$_.f' }
    @{ field = 'f'; value = '$x = [math]::Sin($_.d); $x * $x' }
    @{ field = 'ok'; value = '$_.id -gt 3 ? $_.ok : $true' }
) {
    It 'is what the script block gives, and is compiled' {
        $script = [scriptblock]::Create($value)
        $expected = $r.Copy()
        $values = @($rows | ForEach-Object $script)
        $isInteger = $expected[$field].DType.IsInteger
        for ($k = 0; $k -lt $count; $k++) { $expected[$field][$k] = $isInteger ? [math]::Truncate($values[$k]) : $values[$k] }
        $found = $r.Copy()
        Get-Reason { $found | Set-MemMapValue -Field $field -Value $script -Verbose } | Should -BeNullOrEmpty
        "$($found[$field].ToArray())" | Should -Be "$($expected[$field].ToArray())"
    }
}

Describe 'A script block that runs for each record' {
    It 'is told by the progress of what takes long' {
        $shell = [powershell]::Create().AddScript({
                param($Module)
                Import-Module $Module
                [MemMap.NDArray]::Zeros(5000, 'i4') | Find-MemMapValue { Start-Sleep -Milliseconds 1; $_ -gt 1 } -CountOnly
            }).AddArgument((Convert-Path $PSScriptRoot/../../artifacts/MemMap))
        $shell.Invoke() | Should -Be 0
        @($shell.Streams.Progress.Activity) -like '*runs as a script block for each element: it is more than one expression*' |
            Should -Not -BeNullOrEmpty
        $shell.Streams.Progress[-1].RecordType | Should -Be 'Completed'
        $shell.Dispose()
    }
}
