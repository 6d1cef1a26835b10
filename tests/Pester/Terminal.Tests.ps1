# What others have chosen (names of files, of fields and of members, what stands in files) gives no orders to the terminal, whatever cmdlet
# writes it, and wherever.

BeforeAll {
    $module = Convert-Path $PSScriptRoot/../../artifacts/MemMap
    Import-Module $module -Force

    # Windows has no control characters in names of files; the order of writing is turned around everywhere.
    $turned = [char]0x202e
    $hostile = if ([System.OperatingSystem]::IsWindows()) { "a${turned}b" } else {
        "a$([char]27)]0;taken$([char]7)$([char]0x9b)31m${turned}b" }

    # Each command in a shell of its own: what it says to the host (-WhatIf, -Verbose) is seen too.
    $before = @'
$PSStyle.OutputRendering = 'PlainText'
$VerbosePreference = 'Continue'
$e = [char]27; $bell = [char]7; $turned = [char]0x202e; $csi = [char]0x9b
$field = "f$e[31m$turned"
$path = Join-Path $folder "$hostile.dat"
$record = [MemMap.DType][ordered]@{ $field = 'i4'; "s$bell" = 'U4'; b = 'S4' }
$m = New-MemMap $path $record -Mode w+ -Shape 3
$m.Field("s$bell").Fill("$e[1m"); $m.Field('b').Fill("$e[1m")
$n = New-MemMap (Join-Path $folder "n$hostile.dat") i4 -Mode w+ -Shape 4, 4
$npz = Join-Path $folder "z$hostile.npz"
$other = Join-Path $folder "other$hostile"
'@
    $commands = @{
        'New-MemMap' = '$m; $m | Format-List; $m | Format-Table; New-MemMap "$other.x" -Mode r; ' +
            'New-MemMap "$other.w" i4 w+ -Shape 3 -WhatIf; New-MemMap $path "q$e" -Shape 1; ' +
            'New-MemMap $path "[(''$e'', ''i4''" -Shape 1; New-MemMap $folder; New-MemMap $path -Member "x$e"'
        'Get-MemMapSlice' = '$m | Get-MemMapSlice; $m | Get-MemMapSlice -Field $field; $m | Get-MemMapSlice "0$e"; ' +
            '$m | Get-MemMapSlice -Field "x$e"; $m | Get-MemMapSlice 5; Get-MemMapSlice -InputObject $path; ' +
            '"$($m.Field("s$bell")[0, ''...''])"; ($m | Get-MemMapSlice ''0, ...'').Field("s$bell")'
        'Set-MemMapValue' = '$m | Set-MemMapValue 0 1 -Field $field -WhatIf; $m | Set-MemMapValue 0 "x$e" -Field $field; ' +
            '$m | Set-MemMapValue 0 @{ "x$e" = 1 }; $m | Set-MemMapValue "x$e" 1 -WhatIf; $n | Set-MemMapValue 0 "x$e"; ' +
            '(New-MemMap $path $record -Mode r) | Set-MemMapValue 0 1'
        'Invoke-MemMapFlush' = '$m | Invoke-MemMapFlush; (New-MemMap $path -Mode r) | Invoke-MemMapFlush; ' +
            '$m.Copy() | Invoke-MemMapFlush; $m.Close(); $m | Invoke-MemMapFlush; $m'
        'Close-MemMap' = '$m | Close-MemMap; $m | Close-MemMap; Close-MemMap $other; $m.Copy() | Close-MemMap'
        'Get-MemMap' = 'Get-MemMap; Get-MemMap | Format-Table; Get-MemMap | Format-List; Get-MemMap $other'
        'Get-MemMapHash' = '$m | Get-MemMapHash; $m | Get-MemMapHash MD5 -BlockSize 100 | Format-List; ' +
            '$m.Close(); $m | Get-MemMapHash'
        'Get-MemMapRecord' = '$m | Get-MemMapRecord "x$e"; $m | Get-MemMapRecord $record -First 1; ' +
            '(New-MemMap $path -Mode r) | Get-MemMapRecord "struct { char c[4]; uint32_t n; };" -First 2; ' +
            '$m | Get-MemMapRecord $record -First 2 | Format-Table; $m | Get-MemMapRecord $record -First 1 | Format-List *; ' +
            '(New-MemMap $path -Mode r) | Get-MemMapRecord "struct { uint8_t $e; };"'
        'Resize-MemMap' = '$m | Resize-MemMap 5 -WhatIf; $m | Resize-MemMap 5; $m | Get-MemMapSlice "1:" | Resize-MemMap 2; ' +
            '$m.Copy() | Resize-MemMap 2; (New-MemMap $path -Mode r) | Resize-MemMap 2'
        'Measure-MemMap' = '$m | Measure-MemMap -Field $field; $m | Measure-MemMap -Field "s$bell" -Unique; $m | Measure-MemMap; ' +
            '$m | Measure-MemMap -Field "x$e"; $n | Measure-MemMap -Quantile 0.5'
        'Merge-MemMapMeasure' = '$m, $m | Measure-MemMap -Field $field | Merge-MemMapMeasure; ' +
            '($n | Measure-MemMap), ($m | Measure-MemMap -Field $field) | Merge-MemMapMeasure; "x$e" | Merge-MemMapMeasure'
        'ConvertFrom-MemMap' = '$m | ConvertFrom-MemMap; $m | ConvertFrom-MemMap -First 2 | Format-Table; ' +
            '$m | ConvertFrom-MemMap -First 1 | Format-List *; ' +
            '$m[0]; $m | ConvertFrom-MemMap -WithIndex; $m.Close(); $m | ConvertFrom-MemMap; ' +
            'ConvertFrom-MemMap -InputObject "x$e"'
        'ConvertTo-MemMap' = '1, 2, "x$e" | ConvertTo-MemMap "$other.c" i4; 1, 2 | ConvertTo-MemMap "$other.c" -WhatIf; ' +
            '1 | ConvertTo-MemMap $folder; @{ "x$e" = 1 } | ConvertTo-MemMap "$other.d" $record; 1, 2 | ConvertTo-MemMap "$other.d"'
        'Export-MemMap' = '$m | Export-MemMap $npz; $m | Export-MemMap $npz -WhatIf; $m | Export-MemMap "$other.raw"; ' +
            '$m | Export-MemMap $npz -NoClobber; New-MemMap $npz; New-MemMap $npz -Member "x$e"; $m | Export-MemMap $folder'
        'Find-MemMapValue' = '$m | Find-MemMapValue -Field $field -EQ 0; $m | Find-MemMapValue -EQ 1; ' +
            '$m | Find-MemMapValue -Field $field -EQ "x$e"; $m | Find-MemMapValue -Pattern "abcd" -First 1; ' +
            '$n | Find-MemMapValue -Pattern (,"x$e"); $m.Field("b") | Find-MemMapValue -IsNaN'
        'Compare-MemMap' = '$m | Compare-MemMap $n; $m | Compare-MemMap $m["1:"] -Realign; $m | Compare-MemMap $n -Realign; ' +
            '$c = $m.Copy(); $c.Field($field).Fill(7); $c.Field("s$bell").Fill("$bell"); ' +
            '$m | Compare-MemMap $c; $m.Field("s$bell") | Compare-MemMap $c.Field("s$bell"); $m | Compare-MemMap $path; $m.Close(); ' +
            '$m | Compare-MemMap $c'
        'Show-MemMap' = '$m | Show-MemMap; $m | Show-MemMap Line -Field $field; $m.Field([string[]]@($field)) | Show-MemMap Line; ' +
            '$m | Show-MemMap Histogram -Field $field; $n | Show-MemMap HeatMap; $m.Field("s$bell") | Show-MemMap Hex; ' +
            '$m | Show-MemMap -X $field -Field $field; $m | Show-MemMap -X "x$e"; ' +
            '$m | Show-MemMap "$e"; $m | Show-MemMap -Field $field -OutFile "$other.svg" -WhatIf; ' +
            '$m | Show-MemMap Line -Field $field -OutFile "$other.svg"; $m | Show-MemMap -OutFile "$other.png"; ' +
            '$m | Show-MemMap -OutFile "$other.svg" -NoClobber; $m | Show-MemMap -OutFile "$other.gif"'
        'Join-MemMap' = '$m, $m | Join-MemMap; $m, $n | Join-MemMap; $m, $n | Join-MemMap -SkipMismatch; Join-MemMap $path; ' +
            'Join-MemMap "x$e"; ($m, $m | Join-MemMap).Parts; $m, $m | Join-MemMap | Find-MemMapValue -Field n -EQ 0 -First 1'
        'Get-MemMapMember' = 'Get-MemMapMember "x$e"; Get-MemMapMember $path; Get-MemMapMember $path -Format Nrrd; ' +
            '$n | Export-MemMap $npz; Get-MemMapMember $npz; Get-MemMapMember $npz | Format-List'
        'Remove-MemMapMember' = 'Remove-MemMapMember "x$e" y; Remove-MemMapMember $path y; $n | Export-MemMap $npz; ' +
            'Remove-MemMapMember $npz "y$e"; Remove-MemMapMember $npz n* -WhatIf'
        'Split-MemMap' = '$m | Split-MemMap 2; $m | Split-MemMap 2 -Axis 3; $n[0, 0, "..."] | Split-MemMap 2'
        'Register-MemMapType' = 'Register-MemMapType "x$e" i4; Register-MemMapType terminal_test "q$e"; ' +
            'Register-MemMapType terminal_record $record; Get-MemMapType terminal_record; (Get-MemMapType terminal_record).DType.Fields'
        'Unregister-MemMapType' = 'Unregister-MemMapType "x$e"; Register-MemMapType terminal_gone $record; ' +
            'Unregister-MemMapType terminal_gone -WhatIf; Unregister-MemMapType terminal_gone -Verbose'
        'Get-MemMapType' = 'Get-MemMapType "x$e"; Get-MemMapType "x$e*"'
    }
    $lines = @{}
    $script = Join-Path $TestDrive hostile.ps1
    $text = foreach ($name in $commands.Keys) {
        "[System.Console]::WriteLine('=== $name')"
        "& { `$folder = [System.IO.Directory]::CreateDirectory([System.IO.Path]::Combine('$TestDrive', '$name')).FullName"
        $before
        ($commands[$name] -split '; ' | ForEach-Object {
            "try { $_ | Out-Default }"
            'catch { [System.Console]::WriteLine($_.ToString()); [System.Console]::WriteLine($_.Exception.Message) }' })
        'Get-MemMap | Close-MemMap } *>&1 | Out-Default'
    }
    $quoted = "-join [char[]]@($(([int[]][char[]]$hostile) -join ', '))"
    [System.IO.File]::WriteAllText($script, "Import-Module '$module'`n`$hostile = $quoted`n" + ($text -join "`n"))
    pwsh -NoProfile -File $script 2>&1 | ForEach-Object {
        foreach ($line in "$_".Split("`n")) {
            if ($line -match '^=== (?<name>\S+)') {
                $current = $Matches.name
                $lines[$current] = [System.Collections.Generic.List[string]]::new()
            }
            elseif ($current) {
                $lines[$current].Add($line.TrimEnd("`r"))
            }
        }
    }
}

Describe 'A hostile name' {
    It 'is tried with every cmdlet' {
        # Connect-MemMap needs hosts: Connect-MemMap.Tests.ps1 has some.
        $cmdlets = Get-Command -Module MemMap | ForEach-Object Name | Where-Object { $_ -ne 'Connect-MemMap' } | Sort-Object
        ($commands.Keys | Sort-Object) -join ' ' | Should -Be ($cmdlets -join ' ')
    }

    It 'gives no orders to the terminal, whatever cmdlet writes it' {
        $raw = foreach ($name in $commands.Keys) {
            foreach ($line in $lines[$name]) {
                if ($line -match '[\p{Cc}\p{Cf}\u2028\u2029]') {
                    "${name}: " + (-join ($line.ToCharArray() |
                        ForEach-Object { if ($_ -match '[\p{Cc}\p{Cf}]') { '<{0:x}>' -f [int]$_ } else { $_ } }))
                }
            }
        }
        $raw -join "`n" | Should -BeNullOrEmpty
    }

    It 'is told all the same, by each of them' {
        foreach ($name in $commands.Keys) {
            $lines[$name] -join "`n" | Should -Match '\\x1b|\\x07|\\u202e' -Because $name
        }
    }

    It 'is no part of a picture' {
        $folder = Join-Path $TestDrive Show-MemMap
        $picture = [System.IO.Path]::Combine($folder, "other$hostile.svg")
        ([xml][System.IO.File]::ReadAllText($picture)).DocumentElement.LocalName | Should -Be 'svg'
        [System.IO.File]::ReadAllText($picture) | Should -Match '\\u202e'
        [System.IO.File]::ReadAllBytes([System.IO.Path]::Combine($folder, "other$hostile.png"))[1..3] | Should -Be 0x50, 0x4e, 0x47
    }

    It 'stays what it is as data' {
        $record = [MemMap.NDArray]::Zeros(2, [MemMap.DType][ordered]@{ "f$([char]27)" = 'U2' })
        $record.Fill("$([char]27)[")
        $record.DType.Fields[0].Name | Should -Be "f$([char]27)"
        $record[0]."f$([char]27)" | Should -Be "$([char]27)["
    }
}
