# What errors say to write instead: a parameter in a message is one of the cmdlet at hand, or stands behind the name of its cmdlet.

BeforeDiscovery {
    Import-Module $PSScriptRoot/../../artifacts/MemMap -Force
    $commands = @(
        'New-MemMap', 'Measure-MemMap', 'Show-MemMap', 'ConvertFrom-MemMap', 'Get-MemMapHash', 'Split-MemMap -Path', 'Join-MemMap'
        'Find-MemMapValue -GT 5 -Path', 'Compare-MemMap bytes.bin', 'Get-MemMapMember', 'Get-MemMapType -Path'
        'Export-MemMap x.npy -InputObject'
    )
    $faults = @(
        'nothing.bin', 'bytes.bin -DType f8', 'bytes.bin -DType utmp -Shape 1', 'bytes.bin -DType mbr -Shape 1'
        'bytes.bin -Shape 1000', 'bytes.bin -Offset 1000', 'bytes.bin -DType r', "bytes.bin -DType 'v i4'", 'bytes.bin -Format Npy'
        'bytes.bin -Format Wav', 'bytes.bin -Format Npz', 'short.npy', 'short.npy -DType f4', 'short.npz', 'tone.wav'
        'tone.wav -DType image -Shape 1', 'folder', 'bytes.bin -Shape -1,2', 'bytes.bin -Member x', 'both.npz -Member x'
    )
    $known = @{}
    $cases = foreach ($command in $commands) {
        $name = ($command -split ' ')[0]
        $known[$name] ??= (Get-Command $name).Parameters
        foreach ($fault in $faults) {
            $given = [regex]::Matches($fault, ' -([A-Z]\w+)') | ForEach-Object { $_.Groups[1].Value }
            if (-not ($given | Where-Object { -not $known[$name].ContainsKey($_) })) {
                "$command $fault"
            }
        }
    }
    $cases += @(
        '$read | Set-MemMapValue -Value 1', '$read | Resize-MemMap 5', '$read | Invoke-MemMapFlush -Commit'
        '$read | Set-MemMapValue $null 1', '$read | Export-MemMap x.patch', '$memory | Export-MemMap x.patch'
        '$memory | Resize-MemMap 5', '$memory | Invoke-MemMapFlush', '$memory | Measure-MemMap -Axis x'
        '$memory | Measure-MemMap -Offset 1', '$records | Measure-MemMap -Axis a', '$records, $records | Join-MemMap -Axis a'
        '$records | Set-MemMapValue -Value 1 -Operation Nothing', '$memory | Set-MemMapValue 9 1'
        '$memory | Set-MemMapValue -Operation Add', '$memory | Show-MemMap -Field a', '$records | ConvertFrom-MemMap -Field x'
        '$records | Get-MemMapSlice -Between 1, 2', '$memory | Get-MemMapSlice $null'
        'Compare-MemMap bytes.bin $memory | Export-MemMap x.patch'
        'Compare-MemMap bytes.bin tone.wav -Realign | Export-MemMap x.patch'
        '(Compare-MemMap bytes.bin tone.wav).Differences | Export-MemMap x.patch', 'Register-MemMapType int32 u1'
        'Register-MemMapType nothing', "Register-MemMapType 'struct f4 { int a; }'", 'Register-MemMapType wav u1'
        "Register-MemMapType -Definition 'struct { int a; }'", 'Unregister-MemMapType wav', 'Close-MemMap nothing.bin'
        'Close-MemMap', 'Export-MemMap both.npz -InputObject $memory -Append -Name a', 'Export-MemMap x.png -InputObject $memory'
        '1..3 | Measure-MemMap', 'Get-Item . | Select-Object Name | Measure-MemMap', '$memory | Split-MemMap nothing'
        'Measure-MemMap bytes.bin nothing'
    )
}

BeforeAll {
    Import-Module $PSScriptRoot/../../artifacts/MemMap -Force
    Push-Location $TestDrive
    [System.IO.File]::WriteAllBytes((Join-Path $TestDrive bytes.bin), [byte[]](1..100))
    Copy-Item $PSScriptRoot/../Golden/formats/tone.wav .
    $null = New-Item folder -ItemType Directory
    $memory = [MemMap.NDArray]::Arange(4)
    $memory | Export-MemMap short.npy
    $memory, $memory | Export-MemMap both.npz -Name a, b
    $memory | Export-MemMap short.npz
    foreach ($name in 'short.npy', 'short.npz') {
        [System.IO.File]::WriteAllBytes((Join-Path $TestDrive $name), [System.IO.File]::ReadAllBytes((Join-Path $TestDrive $name))[0..139])
    }
    $read = New-MemMap bytes.bin -Mode r
    $records = [MemMap.NDArray]::Zeros(3, [ordered]@{ a = 'i4'; b = 'f4' })

    # The parameters in a message that are none of the command, or of the cmdlet which the same clause names before them.
    function MisplacedIn([string]$Message, [string]$Command) {
        foreach ($clause in $Message -split '[;:] |\. ') {
            $at = $Command
            foreach ($word in [regex]::Matches($clause, "(?<cmdlet>\b[A-Z][a-z]+-[A-Z]\w+)|(?<=^|[\s('])-(?<parameter>[A-Z]\w*)")) {
                if ($word.Groups['cmdlet'].Success) {
                    $at = $word.Value
                } elseif (-not (Get-Command $at).Parameters.ContainsKey($word.Groups['parameter'].Value)) {
                    "$at has no $($word.Value)"
                }
            }
        }
    }
}

AfterAll {
    Get-MemMap | Close-MemMap
    Pop-Location
}

Describe 'A hint in an error' {
    It 'names a parameter of the cmdlet, or the cmdlet that has it: <_>' -ForEach $cases {
        $last = ($_ -split ' \| ')[-1]
        $command = ($last -split ' ')[0] -replace '^\(', ''
        $said = try {
            & ([scriptblock]::Create($_)) *>&1 | Where-Object {
                $_ -is [System.Management.Automation.ErrorRecord] -or $_ -is [System.Management.Automation.WarningRecord]
            }
        } catch {
            $_
        }
        @($said | ForEach-Object { MisplacedIn "$_" $command }) | Should -BeNullOrEmpty -Because "$said"
    }

    It 'is found where it is wrong' {
        MisplacedIn 'there is no file; -Mode w+ creates one' Measure-MemMap | Should -Be 'Measure-MemMap has no -Mode'
        MisplacedIn 'there is no file; New-MemMap -Mode w+ creates one; -Shape 3 is short' Measure-MemMap | Should -BeNullOrEmpty
    }
}

Describe 'A name without a file' {
    BeforeAll {
        # A prompt is an error here, as nobody is there to answer it.
        function Get-Failure([string] $Script) {
            try {
                & ([scriptblock]::Create($Script)) -ErrorAction Stop
                'no error'
            } catch {
                $_
            }
        }

        [System.IO.File]::WriteAllBytes("$TestDrive/there.bin", [byte[]](1..16))
        Push-Location $TestDrive
    }

    AfterAll {
        Pop-Location
    }

    It 'is one error, which says so, for each cmdlet that takes a file: <_>' -ForEach @(
        foreach ($command in Get-Command -Module MemMap | Where-Object { $_.Parameters.Keys -contains 'Path' }) {
            # A file that is written, or that of an open map, need not be there.
            switch ($command.Name) {
                { $_ -in 'Export-MemMap', 'ConvertTo-MemMap', 'Get-MemMap', 'Close-MemMap', 'Invoke-MemMapFlush', 'Connect-MemMap' } { }
                Find-MemMapValue { "$_ GNU nothing.bin" }
                Remove-MemMapMember { "$_ nothing.bin one" }
                Register-MemMapType { "$_ -Path nothing.bin" }
                default { "$_ nothing.bin" }
            }
        }
        'Measure-MemMap nothing.bin int16', 'ConvertFrom-MemMap nothing.bin int16', 'Split-MemMap nothing.bin 2'
        'Get-MemMapHash nothing.bin MD5', 'Resize-MemMap nothing.bin 5', 'Get-MemMapRecord nothing.bin wav'
        'Compare-MemMap nothing.bin there.bin', 'Compare-MemMap there.bin nothing.bin', 'Set-MemMapValue nothing.bin 0 1'
    ) {
        $failure = Get-Failure $_
        "$failure" | Should -Match "(no such|there is no|not find) file( '.*nothing\.bin')?"
        $failure.FullyQualifiedErrorId | Should -Not -Match 'MissingMandatoryParameter|AmbiguousParameterSet'
    }

    It 'tells what else may stand in its place' {
        "$(Get-Failure 'Measure-MemMap nothing.bin')" | Should -BeExactly ("there is no file 'nothing.bin'; in its place, the name of an " +
            'axis may stand, of an array from the pipeline: $m | Measure-MemMap time')
        "$(Get-Failure 'Resize-MemMap nothing.bin')" | Should -BeLike "there is no file 'nothing.bin'; *a length*"
    }

    It 'is not asked for what is missing beside a file: <Script>' -ForEach @(
        @{ Script = 'Resize-MemMap there.bin'; Id = 'NoLength' }
        @{ Script = 'Compare-MemMap there.bin'; Id = 'NothingToCompare' }
        @{ Script = 'Get-MemMapRecord there.bin'; Id = 'RecordTypeMissing' }
        @{ Script = 'Find-MemMapValue -Path there.bin'; Id = 'NothingToFind' }
        @{ Script = "'GNU' | Find-MemMapValue -Path there.bin"; Id = 'NothingToFind' }
        @{ Script = '$memory | Find-MemMapValue'; Id = 'NothingToFind' }
    ) {
        $failure = Get-Failure $Script
        $failure.FullyQualifiedErrorId | Should -BeLike "$Id,*"
    }
}

Describe 'A command without an array' {
    It 'says how one comes, and asks for none: <_>' -ForEach @(
        'Get-MemMapSlice 0', 'Get-MemMapSlice', 'Set-MemMapValue 0 1', 'Invoke-MemMapFlush', 'Resize-MemMap 5'
        'Measure-MemMap', 'Measure-MemMap (1..3)', 'Show-MemMap', 'Get-MemMapHash', 'Split-MemMap 3', 'Export-MemMap x.npy'
    ) {
        $name = ($_ -split ' ')[0]
        $failure = { & ([scriptblock]::Create($_)) } | Should -Throw -PassThru
        "$failure" | Should -BeLike "$name needs an array*write `$m | $name ...*"
        $failure.FullyQualifiedErrorId | Should -Match '^(NoInput|OneSource),'
    }

    It 'does nothing for an empty pipeline, and takes an array by name' {
        @() | Get-MemMapSlice 0 | Should -BeNullOrEmpty
        @() | Measure-MemMap | Should -BeNullOrEmpty
        Get-MemMapSlice 2 -InputObject $memory | Should -Be 2
        (Measure-MemMap -InputObject $memory).Count | Should -Be 4
        { & { $memory | Get-MemMapSlice 1 } } | Should -Not -Throw
        $steps = { Get-MemMapSlice 1 }.GetSteppablePipeline()
        $steps.Begin($true)
        $steps.Process($memory) | Should -Be 1
        $steps.End()
    }
}

Describe 'Objects that are no arrays' {
    It 'are one error, however many there are: <_>' -ForEach @(
        '1..5 | Measure-MemMap', '1, 2 | ForEach-Object { Get-Process -Id $PID } | Show-MemMap -Field Id', '1..5 | Split-MemMap'
        '1, 2 | ForEach-Object { Get-Process -Id $PID } | Export-MemMap p.csv'
    ) {
        $errors = @(try { & ([scriptblock]::Create($_)) 2>&1 } catch { $_ })
        $errors | Should -HaveCount 1
        $errors[0].FullyQualifiedErrorId | Should -BeLike 'NotAnArray,*'
        "$($errors[0])" | Should -BeLike '*is no array*`[MemMap.NDArray`]::Array(*'
    }

    It 'in place of names are one error too, unless there are files of such names' {
        $errors = @(try { Show-MemMap (7, 8, 9) 2>&1 } catch { $_ })
        $errors | Should -HaveCount 1
        "$errors" | Should -BeLike '*list of numbers names no file*'
        Set-Content 2024, 2025 'x'
        Get-MemMapHash -Path (2024, 2025) | Should -HaveCount 2
    }
}

Describe 'What is near a name of a dtype' {
    It 'has the notation of one field in the error' {
        { New-MemMap bytes.bin 'v i4' } | Should -Throw "*one field is ``[ordered``]@{ v = 'i4' }*"
        (New-MemMap bytes.bin ([ordered]@{ v = 'i4' }) r).Shape | Should -Be 25
    }

    It 'has another name in the error' {
        { Register-MemMapType 'struct f4 { int a; }' -ErrorAction Stop } | Should -Throw "*choose another name: struct f4_record {*"
    }

    It 'has the format that a file is of' {
        { Get-MemMapMember tone.wav -ErrorAction Stop } | Should -Throw '*; -Format Wav lists*New-MemMap * wav r -Shape 1*'
        { Get-MemMapMember bytes.bin -ErrorAction Stop } | Should -Throw '*-Format says what it is*'
        (Get-MemMapMember tone.wav -Format Wav).Shape | Should -Be 800, 2
    }
}

Describe 'What else is meant' {
    BeforeAll {
        Register-MemMapType HintLogRec 'time M8[s], price f4, kind S8' -Force
        [System.IO.File]::WriteAllBytes("$TestDrive/log.bin", [byte[]]::new(80))
        Push-Location $TestDrive
    }

    AfterAll {
        Get-MemMap | Close-MemMap
        Pop-Location
        Unregister-MemMapType HintLogRec
    }

    It 'is -DType for the name of a data type in the place of a picture' {
        { Show-MemMap log.bin HintLogRec } | Should -Throw '*it is a data type: write -DType HintLogRec; kinds are*'
        { Show-MemMap log.bin -As Plot } | Should -Throw '*kinds are *HeatMap*'
    }

    It 'is a registered type with another spelling, or one that is not registered' {
        { New-MemMap log.bin HintLogRek r } | Should -Throw '*did you mean HintLogRec?*'
        { New-MemMap log.bin NoSuchRow r } | Should -Throw '*not registered in this session: Register-MemMapType*$PROFILE*'
    }

    It 'is the notation of a record: <Text>' -ForEach @(
        @{ Text = 'time:int64, kind:char[8]'; Instead = 'time int64, kind S8' }
        @{ Text = 'Name:S8,Length:i8'; Instead = 'Name S8, Length i8' }
    ) {
        { New-MemMap log.bin $Text r } | Should -Throw "*write '$Instead'*"
        (New-MemMap log.bin $Instead r).DType.Fields.Count | Should -Be 2
    }

    It 'is -Field for a table with some of the fields' {
        $map = New-MemMap log.bin HintLogRec c
        { $map | Set-MemMapValue 0 @{ price = 43 } -ErrorAction Stop } |
            Should -Throw '*to set one, write Set-MemMapValue ... -Field price'
        $map | Set-MemMapValue 0 43 -Field price
        $map[0].price | Should -Be 43
    }

    It 'is a slice for a range in hexadecimal' {
        { (New-MemMap log.bin)['0x10..0x13'] } | Should -Throw "*the elements 16 to 19 are '16:20'*"
    }

    It 'is a file that the system makes when it is read' -Skip:(-not $IsLinux) {
        $map = New-MemMap /proc/version -Mode r -WarningVariable said -WarningAction SilentlyContinue
        $map.Size | Should -Be 0
        "$said" | Should -BeLike "the system gives the size of '/proc/version' as 0*"
        $null = New-Item empty.bin
        $null = New-MemMap empty.bin -Mode r -WarningVariable said
        $said | Should -BeNullOrEmpty
    }
}

Describe 'What is meant by arguments in another place' {
    BeforeAll {
        $log = 1..5 | ForEach-Object { [pscustomobject]@{ id = $_; size = $_ * 1.5; ts = 1700000000L + $_ } } | ConvertTo-MemMap
    }

    It 'is a condition, fields or a range: <line>' -ForEach @(
        @{ line = '$log | ConvertFrom-MemMap { $_.size -gt 5 }'; said = 'write -Where { $_.size -gt 5 }' }
        @{ line = '$log | Measure-MemMap { $_.size -gt 5 }'; said = 'write -Where { $_.size -gt 5 }' }
        @{ line = '$log | Show-MemMap { $_.size -gt 5 }'; said = '$m | Get-MemMapSlice -Where { $_.size -gt 5 } |' }
        @{ line = '$log | Split-MemMap { $_.size -gt 5 }'; said = '$m | Get-MemMapSlice -Where { $_.size -gt 5 } |' }
        @{ line = '$log | ConvertFrom-MemMap id, size'; said = "'id' and 'size' are fields: write -Field id, size" }
        @{ line = '$log | Show-MemMap id, size'; said = "'id' and 'size' are fields: write -Field id, size" }
        @{ line = '$log | ConvertFrom-MemMap id'; said = "ConvertFrom-MemMap -Field id reads it" }
        @{ line = '$log["id"] | Get-MemMapSlice 0 10'; said = "the elements of a range are '0:10'" }
        @{ line = 'Show-MemMap nofile'; said = "there is no file 'nofile', and no kind of picture has that name" }
    ) {
        { & ([scriptblock]::Create($line)) -ErrorAction Stop } | Should -Throw "*$([WildcardPattern]::Escape($said))*"
    }

    It 'is a date in seconds beside integers' {
        $said = "*'ts' holds int64, and '2026-01-15' is a date: compare with a number, such as 1768435200 *'unixtime64'*"
        { $log | ConvertFrom-MemMap -Where { $_.ts -gt '2026-01-15' } -ErrorAction Stop } | Should -Throw $said
        { $log | Measure-MemMap -Field id -Where { $_.ts -le [datetime]'2026-01-15' } -ErrorAction Stop } |
            Should -Throw "*'ts' holds int64*1768435200*"
        { $log | Find-MemMapValue { $_.size -gt '2026-01-15' } -ErrorAction Stop } | Should -Throw "*'size' holds float64*"
        { $log | Find-MemMapValue { $_.id -gt 'many' } -ErrorAction Stop } | Should -Throw "*'id' holds int64, and 'many' is no number"
        { $log['ts'] | Find-MemMapValue -GT '2026-01-15' -ErrorAction Stop } | Should -Throw "*'datetime64``[s``]'*"
        @($log | ConvertFrom-MemMap -Where { $_.ts -gt '1700000003' }).id | Should -Be 4, 5
    }

    It 'is a date in seconds beside integers of <DType>: <Instead>' -ForEach @(
        @{ DType = 'i4'; Instead = "*, or declare the field as 'unixtime',*" }
        @{ DType = 'u4'; Instead = "*, or declare the field as 'unixtime_unsigned',*" }
        @{ DType = 'i8'; Instead = "*, or declare the field as 'unixtime64',*" }
        @{ DType = 'i2'; Instead = '* for seconds since 1970' }
        @{ DType = '>i4'; Instead = '* for seconds since 1970' }
        @{ DType = 'u8'; Instead = '* for seconds since 1970' }
    ) {
        $array = [MemMap.NDArray]::Zeros(2, [ordered]@{ ts = $DType })
        { $array | Get-MemMapSlice -Where { $_.ts -gt '2026-01-15' } -ErrorAction Stop } | Should -Throw $Instead
    }

    It 'is a date where a year is written: <Text>' -ForEach @(
        @{ Text = '2026-01-15T00:00:00+01:00'; Said = '*is a date*1768431600 *' }
        @{ Text = '01/15/2026'; Said = '*is a date*1768435200 *' }
        @{ Text = '1.2.3'; Said = "*'1.2.3' is no number" }, @{ Text = '10:30'; Said = "*'10:30' is no number" }
    ) {
        { $log | Get-MemMapSlice -Where { $_.ts -gt $Text } -ErrorAction Stop } | Should -Throw $Said
    }

    It 'is a date of the local time zone' {
        $before = $env:TZ
        try {
            $env:TZ = 'Etc/GMT-2'
            [TimeZoneInfo]::ClearCachedData()
            $local = [datetime]::SpecifyKind('2026-01-15', 'Local')
            $seconds = ([DateTimeOffset] $local).ToUnixTimeSeconds()
            { $log | Get-MemMapSlice -Where { $_.ts -gt $local } -ErrorAction Stop } | Should -Throw "*such as $seconds for seconds*"
        } finally {
            $env:TZ = $before
            [TimeZoneInfo]::ClearCachedData()
        }
    }

    It 'is a condition as a text: <Text>' -ForEach @(
        @{ Text = '{ $_.id -gt 1 }'; Said = 'write { $_.id -gt 1 }' }, @{ Text = ' {$_.id -gt 1}'; Said = 'write { $_.id -gt 1 }' }
        @{ Text = 'id -gt 1'; Said = 'write { $_.id -gt 1 }' }
        @{ Text = "`$_.id -gt 4 -or`n`$_.id -lt 2"; Said = 'write { $_.id -gt 4 -or $_.id -lt 2 }' }
    ) {
        { $log | Get-MemMapSlice -Where $Text } | Should -Throw "*a script block: $Said"
    }

    It 'is a condition in several lines in the place of an axis' {
        { $log | Measure-MemMap { $_.size -gt 5 -and
                $_.id -lt 4 } } | Should -Throw '*write -Where { $_.size -gt 5 -and $_.id -lt 4 }'
    }

    It 'is a field by its other name, and the first records by theirs' {
        ($log | ConvertFrom-MemMap -Property id, ts -Top 1).psobject.Properties.Name | Should -Be id, ts
        ($log | Get-MemMapSlice -Property id).Size | Should -Be 5
    }
}
