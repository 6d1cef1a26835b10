# Conditions and groups of records that are on several hosts: they have the answers of the joined file.

BeforeDiscovery {
    Import-Module $PSScriptRoot/Hosts/SshHosts.psm1 -Force
    $obstacle = Get-SshHostObstacle
    if ($obstacle) { Write-Host "Questions to hosts are not tested over SSH: $obstacle" }
}

Describe 'Questions to records on two hosts' -Skip:([bool]$obstacle) {
    BeforeAll {
        $artifacts = Convert-Path $PSScriptRoot/../../artifacts
        Import-Module $artifacts/MemMap -Force
        Import-Module $PSScriptRoot/Hosts/SshHosts.psm1 -Force
        Start-SshHost '127.0.0.2', '127.0.0.3' -ModulePath $artifacts
        $type = [ordered]@{ id = 'i4'; price = 'f8'; kind = 'S4'; at = 'M8[s]'; level = 'i1'; host = '>u2' }
        $joined = New-MemMap (Join-Path $TestDrive joined.dat) $type w+ -Shape 600
        $i = [MemMap.NDArray]::Arange(600)
        $joined['id'] = $i
        $joined['price'] = $i % 50 / 8.0
        $joined['kind'] = [MemMap.NDArray]::Array(('info', 'warn', 'Warn'))[$i % 3]
        $joined['at'] = $i * 3600
        $joined['level'] = $i % 5
        $joined['host'] = $i % 4
        $sessions = foreach ($number in 2, 3) {
            $folder = (New-Item (Join-Path $TestDrive "$number") -ItemType Directory).FullName
            foreach ($part in 0, 1, 2) {
                $first = ($number - 2) * 300 + $part * 100
                $joined["${first}:$($first + 100)"] | Export-MemMap (Join-Path $folder "$part.npy")
            }

            $session = New-SshHostSession "127.0.0.$number"
            Invoke-Command -Session $session { Set-Location $args[0] } -ArgumentList $folder
            $session
        }

        $d = Connect-MemMap $sessions '*.npy'
        $limit = 3.5
        $map = 'warn'
    }

    AfterAll {
        Get-MemMap | Close-MemMap
        $sessions | Remove-PSSession
        Clear-SshHost
    }

    It 'finds quantiles of times to the last count' {
        $with = @{ Field = 'at'; Quantile = 0, 0.123, 0.5, 1 }
        $found = ($d | Measure-MemMap @with).Quantiles
        $found.Value | Should -BeOfType ([datetime])
        "$found" | Should -Be "$(($joined | Measure-MemMap @with).Quantiles)"
    }

    It 'selects what the joined file has, with variables of the caller' {
        # No more than the answer may be fetched.
        $d.FetchLimit = 1000
        $where = { $_.price -gt $limit -and $_.kind -eq $map -and $_.level -ne 1 }
        $expected = $joined | Get-MemMapSlice -Where $where
        $expected.Size | Should -BeGreaterThan 50
        ($d | Get-MemMapSlice -Where $where).ToBytes() | Should -Be $expected.ToBytes()
        ($d | Get-MemMapSlice -Where $where -Field id).ToString() | Should -Be $expected['id'].ToString()
        ($d | Get-MemMapSlice -Where $where -First 70).Size | Should -Be 70
        @($d | ConvertFrom-MemMap -Where $where -Skip 3 -First 60).id | Should -Be $expected['id']['3:63'].ToArray()
        @($d | ConvertFrom-MemMap -Where $where -Field id -First 2) | Should -Be $expected['id'][':2'].ToArray()
        ($d | Find-MemMapValue $where).Index | Should -Be $expected['id'].ToArray()
        $d | Find-MemMapValue $where -CountOnly | Should -Be $expected.Size
        ($d | Get-MemMapSlice -Where { $_.id -gt $using:limit -and $_.id -lt 6 } -Field id).ToString() | Should -Be '[4 5]'
    }

    It 'measures what a condition selects' {
        $where = { $_.kind -eq $map }
        $found = $d | Measure-MemMap -Field price -Where $where -Histogram 4
        $expected = $joined | Measure-MemMap -Field price -Where $where -Histogram 4
        foreach ($name in 'Count', 'Sum', 'Mean', 'Minimum', 'Maximum', 'StandardDeviation', 'Histogram') {
            "$($found.$name)" | Should -Be "$($expected.$name)" -Because $name
        }
        { $d | Measure-MemMap -Field price -Where $where -Quantile 0.5 -ErrorAction Stop } | Should -Throw -ErrorId 'NotOnHosts,*'
        { $d | Measure-MemMap -Field price -Where { $_.prise -gt 3 } -ErrorAction Stop } |
            Should -Throw '*did you mean price*' -ErrorId 'NoSuchField,*'
    }

    It 'measures an expression on the hosts: <name>' -ForEach @(
        @{ name = 'of a field'; make = { param($m) ($m['price'].Lazy() - 0.5) * 2 } }
        @{ name = 'of several fields'; make = { param($m) $m['id'].Lazy() * $m['price'] + $m['level'] } }
        @{ name = 'with a comparison'; make = { param($m) $m['id'].Lazy().AsType('f4').Sqrt().Gt(7).AsType('u1') * $m['level'] } }
        @{ name = 'of a slice'; make = { param($m) $m['50:550:3']['price'].Lazy().Square() } }
    ) {
        # No more than single values may be fetched.
        $d.FetchLimit = 100
        $lazy, $expected = (& $make $d), (& $make $joined)
        foreach ($with in @{}, @{ Quantile = 0.25 }, @{ Histogram = 5 }) {
            $found, $known = ($lazy | Measure-MemMap @with), ($expected | Measure-MemMap @with)
            foreach ($name in 'Count', 'Sum', 'Mean', 'Minimum', 'Maximum', 'StandardDeviation', 'Quantiles', 'Histogram') {
                "$($found.$name)" | Should -Be "$($known.$name)" -Because $name
            }
        }
        $where = { $_ -gt $limit }
        ($lazy | Measure-MemMap -Where $where).Sum | Should -Be ($expected | Measure-MemMap -Where $where).Sum
    }

    It 'computes here what hosts can''t: <name>' -ForEach @(
        @{ name = 'an array that is here'; make = { param($m) $m['id'].Lazy() + [MemMap.NDArray]::Arange(600) } }
        @{ name = 'an operation with a parameter'; make = { param($m) $m['price'].Lazy().Round(1) } }
        @{ name = 'parts that do not match'; make = { param($m) $m['id'].Lazy()[':-1'] - $m['id'].Lazy()['1:'] } }
    ) {
        $d.FetchLimit = 1MB
        (& $make $d | Measure-MemMap).Sum | Should -Be (& $make $joined | Measure-MemMap).Sum
        $d.FetchLimit = 100
        { & $make $d | Measure-MemMap -ErrorAction Stop } | Should -Throw '*FetchLimit*'
    }

    It 'makes the groups of the joined file: <name>' -ForEach @(
        @{ name = 'counts'; with = @{ GroupBy = 'kind' } }
        @{ name = 'of several fields'; with = @{ GroupBy = 'level', 'host' } }
        @{ name = 'of dates'; with = @{ GroupBy = 'at'; Field = 'id' } }
        @{ name = 'with statistics'; with = @{ GroupBy = 'host', 'kind'; Field = 'price', 'id'; Ddof = 1 } }
        @{ name = 'of a selection'; with = @{ GroupBy = 'kind'; Field = 'price'; Where = { $_.id % 7 -eq 3 } } }
        @{ name = 'with a table'; with = @{ GroupBy = 'host'; Field = 'price'; Lookup = @{ host = @{ 0 = 'a'; 1 = 'b'; 2 = 'a' } } } }
    ) {
        $show = { $group = $_; "$($group.Group -join '|'): " + (('Field', 'Count', 'Sum', 'Mean', 'Minimum', 'Maximum',
                    'StandardDeviation' | ForEach-Object { $group.$_ }) -join ' ') }
        $found = @($d | Measure-MemMap @with | ForEach-Object $show)
        $found | Should -Be @($joined | Measure-MemMap @with | ForEach-Object $show)
    }
}
