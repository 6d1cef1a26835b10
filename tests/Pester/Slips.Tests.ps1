# Slips at the prompt: each is one error with an id and a category, or is told of, with what to write instead.

BeforeAll {
    Import-Module $PSScriptRoot/../../artifacts/MemMap -Force
    Push-Location $TestDrive
    $dtype = [ordered]@{ temp = 'f4'; id = 'i4'; at = 'M8[s]'; spot = [ordered]@{ x = 'f4'; y = 'f4' } }
    $records = New-MemMap r.dat -DType $dtype -Shape 5 -Mode w+
    $records | Set-MemMapValue -Field id -Value (0..4)

    function Get-Failure([scriptblock] $Script) {
        try { & $Script | Out-Null } catch { return "$($_.FullyQualifiedErrorId -replace ',.*') $($_.CategoryInfo.Category): $_" }
        'no error'
    }
}

AfterAll {
    Get-MemMap | Close-MemMap
    Pop-Location
}

Describe 'A wrong name behind a dot' {
    It 'is an error that tells the fields, where it is assigned to: <line>' -ForEach @(
        @{ line = '$records[2].tmep = 5' }
        @{ line = '$records.tmep = 5' }
        @{ line = '$records["1:3"].tmep = 5' }
        @{ line = '$records[2].tmep += 5' }
        @{ line = '$one = $records[2]; $one.tmep = 5' }
    ) {
        Get-Failure ([scriptblock]::Create($line)) |
            Should -BeExactly "NoSuchField InvalidArgument: no field of name 'tmep'; did you mean temp? There are temp, id, at, spot"
    }

    It 'tells those of a record within a record' {
        Get-Failure { $records[0].spot.z = 3 } | Should -BeExactly "NoSuchField InvalidArgument: no field of name 'z'; there are x, y"
        Get-Failure { $records.spot.z = 3 } | Should -BeExactly "NoSuchField InvalidArgument: no field of name 'z'; there are x, y"
    }

    It 'is $null where it is read, as of any object, and the same error in strict mode' {
        $records.nosuch | Should -BeNullOrEmpty
        $records[2].nosuch | Should -BeNullOrEmpty
        Get-Failure { Set-StrictMode -Version Latest; $records.nosuch } | Should -BeLike 'NoSuchField*there are temp, id, at, spot'
        Get-Failure { Set-StrictMode -Version Latest; $records[2].nosuch } | Should -BeLike 'NoSuchField*there are temp, id, at, spot'
    }

    It "leaves properties that a script has added, and PowerShell's own errors of others" {
        $array = $records['1:3'] | Add-Member note 1 -PassThru
        $array.note = 2
        $array.note | Should -Be 2
        $one = $records[1] | Add-Member note 1 -PassThru
        $one.note = 2
        $one.note | Should -Be 2
        $one.id = 7
        $records[1].id | Should -Be 7
        Get-Failure { [MemMap.NDArray]::Zeros(3).nosuch = 1 } | Should -BeLike 'PropertyAssignmentException*'
        Get-Failure { $records.Shape = 1 } | Should -BeLike '*ReadOnly*'
        Get-Failure { $records[1].id = 'x' } | Should -Not -BeLike 'NoSuchField*'
    }
}

Describe 'Records in a file of raw bytes' {
    It 'warns that the fields are lost, with the line that opens the file' {
        $warning = $(1..3 | ForEach-Object { [pscustomobject]@{ a = $_; b = $_ / 2 } } | ConvertTo-MemMap raw.dat) 3>&1 |
            Where-Object { $_ -is [System.Management.Automation.WarningRecord] }
        $warning | Should -BeLike "*raw.dat' has the raw bytes of the elements, without the names and types of their fields: *"
        "$warning" -match ': (New-MemMap .*) opens it;' | Should -BeTrue
        $again = & ([scriptblock]::Create($Matches[1]))
        $again[1].b | Should -Be 1
        "$($again.Shape)" | Should -Be 3
        # What says that raw bytes are meant, or has the fields.
        $again | Export-MemMap raw.dat2 -WarningVariable told -WarningAction SilentlyContinue
        $told | Should -HaveCount 1
        $again | Export-MemMap raw.bin 3>&1 | Should -BeNullOrEmpty
        $again | Export-MemMap raw.npy 3>&1 | Should -BeNullOrEmpty
        $again | Export-MemMap raw.dat3 -Format Raw 3>&1 | Should -BeNullOrEmpty
        $again['a'] | Export-MemMap raw.dat4 3>&1 | Should -BeNullOrEmpty
        [pscustomobject]@{ a = 1; b = 2 } | ConvertTo-MemMap raw.dat5 'a i4, b f8' 3>&1 | Should -BeOfType ([MemMap.MemMapArray])
    }

    It 'tells -Verbose the line for other elements' {
        $told = [MemMap.NDArray]::Zeros(@(2, 3), 'i2') | Export-MemMap matrix.dat -Verbose 4>&1
        "$told" -match ': (New-MemMap [^:]*) opens it;' | Should -BeTrue
        $again = & ([scriptblock]::Create($Matches[1]))
        "$($again.DType) $($again.Shape)" | Should -Be 'int16 2 3'
    }

    It 'tells the line for an array without axes' {
        $told = [MemMap.NDArray]::Array(7, 'i2') | Export-MemMap one.dat -Verbose 4>&1
        "$told" -match ': (New-MemMap [^:]*) opens it;' | Should -BeTrue
        $again = & ([scriptblock]::Create($Matches[1]))
        "$($again.NDim) $([int] $again)" | Should -Be '0 7'
    }

    It 'says of a long dtype whose it is' {
        $dtype = [ordered]@{}
        1..60 | ForEach-Object { $dtype["field$_"] = 'f4' }
        $warning = [MemMap.NDArray]::Zeros(3, $dtype) | Export-MemMap long.dat 3>&1
        "$warning" | Should -BeLike "*: New-MemMap '*long.dat' -DType ... opens it with the DType of the array that was written; .npy *"
    }
}

Describe 'A script block that fails' {
    It 'is an error that names it: <line>' -ForEach @(
        @{ line = 'Set-MemMapValue -Field id -Value { 1 / 0 }'; says = '{ 1 / 0 } fails: *zero.' }
        @{ line = 'Set-MemMapValue -Field id -Value { 9 % ($_.id - 3) }'; says = '{ 9 % ($_.id - 3) } fails for element 3: *zero.' }
        @{ line = 'Get-MemMapSlice -Where { $_.temp.Foo() }'; says = '{ $_.temp.Foo() } fails: *' }
        @{ line = 'Measure-MemMap -GroupBy { 1 / 0 }'; says = '{ 1 / 0 } fails: *zero.' }
        @{ line = 'Find-MemMapValue { 1 / 0 }'; says = '{ 1 / 0 } fails: *zero.' }
    ) {
        Get-Failure ([scriptblock]::Create("`$records | $line -ErrorAction Stop")) | Should -BeLike "ScriptFailed InvalidOperation: $says"
    }

    It 'leaves what the script block throws, and errors of arrays' {
        Get-Failure { $records | Set-MemMapValue -Field id -Value { throw 'mine' } -ErrorAction Stop } | Should -BeLike 'mine*: mine'
        Get-Failure { $records | Get-MemMapSlice -Where { $records[99].id -eq $_.id } -ErrorAction Stop } |
            Should -BeLike 'IndexOutOfBounds*'
    }
}

Describe 'A group of $null' {
    It 'has that name, and NaT is that of a time' {
        $shown = $records | Measure-MemMap -GroupBy { if ($_.id -gt 90) { 'late' } } | Out-String
        $shown | Should -BeLike '*$null*'
        $shown | Should -Not -BeLike '*NaT*'
        ($records | Measure-MemMap -GroupBy { $null }).Group | Should -BeNullOrEmpty
        $times = New-MemMap times.dat -DType ([ordered]@{ at = 'M8[s]'; n = 'i4' }) -Shape 2 -Mode w+
        $times[0].at = 'NaT'
        $times | Measure-MemMap -GroupBy at | Out-String | Should -BeLike '*NaT*'
        $parts = $times | Measure-MemMap -GroupBy { $null }
        @($parts) + @($parts) | Merge-MemMapMeasure | Out-String | Should -BeLike '*$null*'
    }
}

Describe 'An array whose elements are gone' {
    It 'says so in the errors of its methods, and closed ones as text' {
        $map = New-MemMap shrunk.dat -DType i4 -Shape 5000 -Mode w+
        $view = $map['4000:4010']
        $lazy = $map.Lazy() + 1
        $file = [System.IO.File]::Open("$PWD/shrunk.dat", 'Open', 'ReadWrite', 'ReadWrite')
        try { $file.SetLength(100) } catch { Set-ItResult -Skipped -Because 'this system does not cut files that are mapped' }
        finally { $file.Dispose() }
        Get-Failure { $view.Sum() } | Should -BeLike "FileTruncated InvalidData: '*shrunk.dat' was truncated*"
        $map.Close()
        "$view" | Should -BeLike "(the map of '*shrunk.dat' is closed)"
        Get-Failure { $lazy.Sum() } | Should -BeLike "Closed ResourceUnavailable: the map of '*shrunk.dat' is closed"
        Get-Failure { $map.Reshape(7) } | Should -Not -BeLike '*Exception calling*'
    }

    It 'has errors that a script catches by their type' {
        $map = New-MemMap closed.dat -Shape 5 -Mode w+
        $map.Close()
        $caught = try { $map.Sum() } catch [System.ObjectDisposedException] { 'closed' }
        $caught | Should -Be 'closed'
    }
}

Describe 'A network in place of an address' {
    BeforeAll {
        $flows = New-MemMap flows.dat -DType 'source ipaddress, target ip6address, n i4' -Shape 4 -Mode w+
        $flows[0].source, $flows[1].source, $flows[2].source, $flows[3].source = '10.1.2.3', '10.255.255.255', '11.0.0.0', '9.255.255.255'
        $flows[0].target, $flows[1].target, $flows[2].target = 'fe80::1', 'febf:ffff::', 'fec0::'
    }

    It 'is an error with the range that finds its addresses' {
        $failure = Get-Failure { $flows | Find-MemMapValue -Field source -EQ '10.0.0.0/8' -ErrorAction Stop }
        $failure | Should -BeLike "NetworkForAddress InvalidArgument: '10.0.0.0/8' is a network*"
        $failure | Should -BeLike "*-Between '10.0.0.0', '10.255.255.255' finds*"
        ($flows | Find-MemMapValue -Field source -Between '10.0.0.0', '10.255.255.255').Index | Should -Be 0, 1
        $failure = Get-Failure { $flows | Find-MemMapValue -Field target -EQ 'fe80::/10' -ErrorAction Stop }
        $failure -match "-Between ('.*), ('.*) finds" | Should -BeTrue
        ($flows | Find-MemMapValue -Field target -Between ($Matches[1].Trim("'")), ($Matches[2].Trim("'"))).Index | Should -Be 0, 1
        Get-Failure { $flows[0].source = '10.0.0.0/8' } | Should -BeLike 'NetworkForAddress*'
        Get-Failure { $flows | Find-MemMapValue -Field source -EQ 'localhost' -ErrorAction Stop } | Should -BeLike '*such as 10.0.0.1*'
    }

    It 'is an error of a condition, with one that holds' {
        $failure = Get-Failure { $flows | Get-MemMapSlice -Where { $_.source -eq '10.0.0.0/8' } -ErrorAction Stop }
        $failure -match '; (.*) is true' | Should -BeTrue
        ($flows | Get-MemMapSlice -Where ([scriptblock]::Create($Matches[1]))).Size | Should -Be 2
    }

    It 'is a text to an operator of texts' {
        ($flows | Get-MemMapSlice -Where { $_.source -like '10.0.0.0/8' }).Size | Should -Be 0
        ($flows | Get-MemMapSlice -Where { $_.source -notlike '10.0.0.0/8' }).Size | Should -Be 4
        ($flows | Get-MemMapSlice -Where { $_.source -like '10.*' }).Size | Should -Be 2
    }

    It 'compares addresses by their numbers: -<relation>' -ForEach @(
        @{ relation = 'GT'; four = @(1, 2); six = @(1, 2) }
        @{ relation = 'GE'; four = @(0, 1, 2); six = @(0, 1, 2) }
        @{ relation = 'LT'; four = @(, 3); six = @(, 3) }
        @{ relation = 'LE'; four = @(0, 3); six = @(0, 3) }
    ) {
        $given = @{ $relation = '10.1.2.3' }
        ($flows | Find-MemMapValue -Field source @given).Index | Should -Be $four
        $given = @{ $relation = 'fe80::1' }
        ($flows | Find-MemMapValue -Field target @given).Index | Should -Be $six
    }
}

Describe 'A type with a name of numpy' {
    It 'says which, and what to write: <line>' -ForEach @(
        @{ line = 'Register-MemMapType s3 "id u4, n f4" -ErrorAction Stop'; says = "'s3' is 'S3', a data type of numpy*s3_record*" }
        @{ line = 'Register-MemMapType "struct s7 { int32_t a; };" -ErrorAction Stop'; says = "'s7' is 'S7'*struct s7_record {*" }
        @{ line = 'Register-MemMapType f4 i4 -ErrorAction Stop'; says = "'f4' is a data type of numpy, *f4_record*" }
    ) {
        Get-Failure ([scriptblock]::Create($line)) | Should -BeLike "TypeNameOfNumpy InvalidArgument: $says"
    }
}

Describe 'Bytes of a file of a known type' {
    It 'say what reads it, where they are printed, and -Verbose' {
        $zip = [System.IO.Compression.ZipFile]::Open("$PWD/known.zip", 'Create')
        $zip.CreateEntry('a.txt').Open().Dispose()
        $zip.Dispose()
        $verbose = & { $script:bytes = New-MemMap known.zip -Mode r -Verbose } 4>&1
        "$verbose" | Should -BeLike "*begins as zip_local: Get-MemMapRecord '*known.zip' zip_local reads its records*"
        $shown = $bytes | Out-String
        $shown -match 'begins as zip_local: (Get-MemMapRecord .*) reads its records' | Should -BeTrue
        (& ([scriptblock]::Create($Matches[1])) | Select-Object -First 1).name | Should -Be 'a.txt'
        # It is no mistake to count bytes.
        $bytes | Measure-MemMap 3>&1 | Should -BeOfType ([MemMap.Measure])
        $bytes['1:'] | Out-String | Should -Not -BeLike '*begins as*'
    }

    It 'say the header, where that is the type' {
        [System.IO.File]::WriteAllBytes("$PWD/known.gz", [byte[]](0x1f, 0x8b, 8, 0, 1, 2, 3, 4, 0, 3) + [byte[]]::new(20))
        (New-MemMap known.gz -Mode r | Out-String) -match 'begins as gzip: (New-MemMap .*) reads it' | Should -BeTrue
        (& ([scriptblock]::Create("$($Matches[1]) -Mode r")))[0].method | Should -Be 8
    }
}

Describe 'Remove-Module with open maps' {
    It 'names their files, in a line' {
        $said = pwsh -NoProfile -NonInteractive -Command "
            Import-Module '$PSScriptRoot/../../artifacts/MemMap'
            Set-Location '$TestDrive'
            `$one = New-MemMap left.dat -Shape 5 -Mode w+
            Remove-Module MemMap
            Import-Module '$PSScriptRoot/../../artifacts/MemMap'
            1..30 | ForEach-Object { `$null = New-MemMap left`$_.dat -Shape 5 -Mode w+ }
            Remove-Module MemMap" 3>&1 | Out-String -Width 1000
        $said | Should -BeLike '*a map is still open (*left.dat): *'
        $said | Should -BeLike '*31 maps are still open (*left.dat* and * more): *'
    }
}
