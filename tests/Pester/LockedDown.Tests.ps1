# Sessions with limits: a language that can call no methods of our types, a host without a console, strict mode.

BeforeDiscovery {
    $recipes = @(
        # What the guide does, where it does it without a method.
        @{ Do = '$global:m = New-MemMap tone.wav -Mode r; $m'; Like = 'uint8 (3244,) r *[[] 82  73  70 ... 234 219 224[]]*-Format Wav*' }
        @{ Do = '$m | Show-MemMap -First 16'; Like = '*52 49 46 46 a4 0c*RIFF....WAVEfmt*' }
        @{ Do = '$m[0]; $m.Size; $m["0:4"]; $m | Get-MemMapSlice "-4:"'; Like = '82*3244*[[]82 73 70 70[]]*[[]177 234 219 224[]]' }
        @{ Do = '$global:found = $m | Find-MemMapValue data; $found'; Like = '*0x00000024 0x00000024 64 61 74 61 * data * tone.wav*' }
        @{ Do = '$m | Find-MemMapValue data -Context 4'; Like = '*[[]64 61 74 61[]]*' }
        @{ Do = '$m | Export-MemMap before.wav; $m | Close-MemMap; $m'; Like = '*(closed)' }
        @{ Do = '$global:m = New-MemMap tone.wav; $m | Set-MemMapValue $found -Bytes DATA -PassThru | Invoke-MemMapFlush'; Like = '' }
        @{ Do = '$global:before = New-MemMap before.wav -Mode r; $m | Compare-MemMap $before'; Like = '*0x00000024: 64 d -> 44 D*' }
        @{ Do = '$m | Set-MemMapValue $found ($before | Get-MemMapSlice $found); $m | Compare-MemMap $before -Quiet'; Like = 'True' }
        @{ Do = '$m["44:"] | Get-MemMapHash'; Like = '*SHA256 * 0 * 3200 *' }
        @{ Do = '$before, $m | Close-MemMap; $global:s = New-MemMap tone.wav int16 r -Offset 44 -Shape 800, 2; $s[10, 0]'; Like = '-5044' }
        @{ Do = '$s[":3, 1"]'; Like = 'int16 (3,) r *[[]  898  7971 14180[]]' }
        @{ Do = '$s[":, 0"] | Measure-MemMap -Histogram 2 -Quantile 0.5'; Like = '*Count * 800*Mean * 0.7675*' }
        @{ Do = '$s | Measure-MemMap -Axis 0'; Like = '*Mean * [[]0.7675 1.155 []]*' }
        @{ Do = '$s[0] -band 0xff; $s[0] -shr 8; $s[0] + 1; 1 + $s[0]; -$s[0]; [int[]]$s[0]'
            Like = '*83 130*2 3*596 899*-595 -898*595*898' }
        @{ Do = '$s | Find-MemMapValue -GT 16000 -CountOnly; $s | Find-MemMapValue -GT 16000 -First 1'; Like = '107*16324*' }
        @{ Do = '$s | Split-MemMap 3 | Format-Table'; Like = '*int16 * (267, 2) * r *tone.wav*' }
        @{ Do = '$s | Show-MemMap Histogram -Bins 2 -Width 40'; Like = '*[[]-16398, *' }
        @{ Do = '$s | Format-List FileName, Shape; Get-MemMap | Format-List'; Like = '*Shape*800, 2*' }
        @{ Do = '$n = New-MemMap squares.dat f4 w+ -Shape 5; $n | Set-MemMapValue -Value 0, 1, 4, 9, 16
            $n | Set-MemMapValue "1:3" 100 -Operation Add; $n | ConvertFrom-MemMap | Where-Object { $_ -gt 50 }; $n[0] = 7; $n[0]'
            Like = '101*104*7' }
        @{ Do = '$log = [ordered]@{ time = "unixtime"; degrees = "f4"; state = "u2"; name = "S8" }
            $rows = @{ time = [datetime]"2024-02-29 12:00"; degrees = 21.5; state = 0; name = "north" },
                @{ time = [datetime]"2024-02-29 12:01"; degrees = 19.25; state = 3; name = "south" }
            $global:r = $rows | ConvertTo-MemMap sensor.log $log; $r'
            Like = '*time * degrees  state  name*2024-02-29T12:01:00    19.25      3  south' }
        @{ Do = '$r[1].degrees; $r[1].time.Year; $r["degrees"]; $r.state'; Like = '19.25*2024*[[]21.5  19.25[]]*[[]0 3[]]' }
        @{ Do = '$r | Set-MemMapValue -Field degrees -Value 0.5 -Operation Subtract; $r["state"][0] = 9; $r[0]'; Like = '*21*9*north*' }
        @{ Do = '$r | ConvertFrom-MemMap | Where-Object state -EQ 3 | ForEach-Object { "$($_.name): $($_.degrees)" }'
            Like = 'south: 18.75' }
        @{ Do = '$r | Measure-MemMap -GroupBy state -Field degrees'; Like = '*degrees by state*3 * 1 *18.75*9 * 1 *21 *' }
        @{ Do = '$r | Measure-MemMap -GroupBy name'; Like = '*records by name*north * 1*south * 1' }
        @{ Do = '$r | Export-MemMap s.csv; Import-Csv s.csv | ConvertTo-MemMap c.dat $r.DType | Find-MemMapValue -Field degrees -GT 20'
            Like = '*0 21' }
        @{ Do = 'New-MemMap wtmp utmp r | ConvertFrom-MemMap | Where-Object type -EQ UserProcess | ForEach-Object user'; Like = 'alice' }
        @{ Do = '(New-MemMap true.elf elf64 r -Shape 1)[0].machine'; Like = 'X86_64' }
        @{ Do = 'Register-MemMapType -Definition "typedef struct { char magic[4]; uint16_t version; } locked_down;" -Force
            (Get-MemMapType locked_down).Fields'; Like = '*magic*version*uint16*' }
        @{ Do = '$try = New-MemMap mbr.img -Mode c; $try | Set-MemMapValue 4 7; $try | Export-MemMap y.patch -Format Patch
            $disk = New-MemMap mbr.img; $disk | Set-MemMapValue -Patch y.patch; $disk[4]; $disk | Set-MemMapValue -Patch y.patch -Reverse'
            Like = '7' }
        @{ Do = 'Get-MemMapMember mbr.img, tone.wav -ErrorAction Ignore | Format-Table; Get-MemMap | Close-MemMap'; Like = '*' }
    )
}

Describe 'A session of <Name>' -ForEach @(
    @{ Name = 'constrained language'; Mode = 'ConstrainedLanguage'; Prefix = ''; Recipes = $recipes }
    @{ Name = 'strict mode'; Mode = 'FullLanguage'; Prefix = 'Set-StrictMode -Version Latest; '; Recipes = $recipes }
) {
    BeforeAll {
        $folder = Join-Path $TestDrive $Mode
        Copy-Item (Join-Path $PSScriptRoot ../Golden/formats) $folder -Recurse
        # Its host has no console.
        $state = [initialsessionstate]::CreateDefault()
        $state.ImportPSModule((Join-Path $PSScriptRoot ../../artifacts/MemMap))
        $runspace = [runspacefactory]::CreateRunspace($state)
        $runspace.Open()
        $null = $runspace.SessionStateProxy.Path.SetLocation($folder)
        $runspace.SessionStateProxy.LanguageMode = $Mode
    }

    AfterAll {
        $runspace.Dispose()
    }

    It 'is what it says' {
        $shell = [powershell]::Create($runspace).AddScript('[MemMap.NDArray]::Arange(3).Sum()')
        if ($Mode -eq 'FullLanguage') {
            $shell.Invoke() | Should -Be 3
        }
        else {
            $shell.Invoke() | Should -BeNullOrEmpty
            "$($shell.Streams.Error)" | Should -BeLike '*language mode*'
        }
        $shell.Dispose()
    }

    It '<Do>' -ForEach $Recipes {
        $shell = [powershell]::Create($runspace)
        $lines = $shell.AddScript($Prefix + $Do).AddCommand('Out-String').AddParameter('Width', 120).Invoke()
        $shell.Streams.Error | Should -BeNullOrEmpty
        (-join $lines).Trim() | Should -BeLike $Like
        $shell.Dispose()
    }
}
