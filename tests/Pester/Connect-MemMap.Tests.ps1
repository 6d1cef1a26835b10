# Arrays whose parts are on several hosts: real sessions over SSH, to addresses of this machine.

BeforeDiscovery {
    Import-Module $PSScriptRoot/Hosts/SshHosts.psm1 -Force
    $obstacle = Get-SshHostObstacle
    if ($obstacle) { Write-Host "Connect-MemMap is not tested over SSH: $obstacle" }
}

BeforeAll {
    $artifacts = Convert-Path $PSScriptRoot/../../artifacts
    Import-Module $artifacts/MemMap -Force
    Import-Module $PSScriptRoot/Hosts/SshHosts.psm1 -Force

    # A file of rows x 4 for each host; the joined file is the oracle.
    function New-Part([string]$Folder, [long]$FirstRow, [long]$Rows) {
        $null = New-Item $Folder -ItemType Directory -Force
        $path = Join-Path $Folder "part-$FirstRow.npy"
        $m = New-MemMap $path int32 w+ -Shape $Rows, 4
        $m | Set-MemMapValue -Value ([MemMap.NDArray]::Arange($FirstRow * 4, ($FirstRow + $Rows) * 4))
        $m | Close-MemMap
    }
}

Describe 'An array on two hosts' -Skip:([bool]$obstacle) {
    BeforeAll {
        Start-SshHost '127.0.0.2', '127.0.0.3' -ModulePath $artifacts
        $root = Join-Path $TestDrive hosts
        $sessions = New-SshHostSession '127.0.0.2'; $sessions = @($sessions; New-SshHostSession '127.0.0.3')
    }

    AfterAll {
        $sessions | Remove-PSSession
        Clear-SshHost
    }

    BeforeEach {
        # Both hosts are this machine, so both see both files: what they have is told apart by the session's location.
        foreach ($i in 0, 1) {
            $folder = Join-Path $root ([guid]::NewGuid().ToString('N'))
            New-Part $folder (10 * $i) 6
            New-Part $folder (10 * $i + 6) 4
            Invoke-Command -Session $sessions[$i] { Set-Location $args[0] } -ArgumentList $folder
        }

        $d = Connect-MemMap $sessions 'part-*.npy' -Mode r+
        $whole = [MemMap.NDArray]::Arange(0, 80, 1, 'int32').Reshape(20, 4)
    }

    It 'has the shape of its parts joined, and a table of them' {
        $d.Shape | Should -Be 20, 4
        $d.DType | Should -Be 'int32'
        $d.Parts | ForEach-Object { "$($_.Host) $(Split-Path $_.FileName -Leaf) $($_.FirstRow) $($_.Rows) $($_.DType) $($_.Length)" } |
            Should -Be @(
            '127.0.0.2 part-0.npy 0 6 int32 224'
            '127.0.0.2 part-6.npy 6 4 int32 192'
            '127.0.0.3 part-10.npy 10 6 int32 224'
            '127.0.0.3 part-16.npy 16 4 int32 192')
    }

    It 'gives <_> as the joined file does' -ForEach '3', '-1', '4:8', '::-3, 1', '2:18:5, ::-1', '..., newaxis', '(0, 19, 7)', '5, 2',
        '0:0' {
        $index = $_
        if ($index -eq '(0, 19, 7)') { $index = , (0, 19, 7) }
        $expected = $whole | Get-MemMapSlice $index
        $found = $d | Get-MemMapSlice $index
        "$found" | Should -Be "$expected"
        if ($expected -is [MemMap.NDArray]) { $found.Shape | Should -Be $expected.Shape }
    }

    It 'stays on the hosts where it is larger than the limit' {
        $view = $d | Get-MemMapSlice '2:18' -FetchLimit 100
        $view -is [MemMap.DistributedMemMap] | Should -BeTrue
        $view.Parts | ForEach-Object { "$($_.FirstRow) $($_.Rows)" } | Should -Be '0 4', '4 4', '8 6', '14 2'
        ($d | Get-MemMapSlice '2:18') -is [MemMap.DistributedMemMap] | Should -BeFalse
    }

    It 'prints as any array, and fetches no more than is seen' {
        "$d" | Should -Be "$whole"
        $d.FetchLimit = 100
        { $d.Sum() } | Should -Throw '*FetchLimit*'
    }

    It 'takes a value, and an array row by row' {
        $d | Set-MemMapValue ':, 0' -1
        $d | Set-MemMapValue '::-1, 1' (100..119)
        $d | Set-MemMapValue ':, 2' 1000 -Operation Add
        foreach ($m in $whole) {
            $m | Set-MemMapValue ':, 0' -1
            $m | Set-MemMapValue '::-1, 1' (100..119)
            $m | Set-MemMapValue ':, 2' 1000 -Operation Add
        }

        "$($d | Get-MemMapSlice)" | Should -Be "$whole"
        $d | Invoke-MemMapFlush
    }

    It 'changes nothing where a value does not fit' {
        { $d | Set-MemMapValue ':' ([double]::NaN) -ErrorAction Stop } | Should -Throw '*NaN*'
        { $d | Set-MemMapValue ':' 1.5 -Operation Add -ErrorAction Stop } | Should -Throw
        { $d | Set-MemMapValue 20 1 -ErrorAction Stop } | Should -Throw '*out of bounds for axis 0 with size 20*'
        "$($d | Get-MemMapSlice)" | Should -Be "$whole"
    }

    It 'streams its elements in order' {
        $d | ConvertFrom-MemMap | Should -Be (0..79)
        $d | Get-MemMapSlice '::-7' -FetchLimit 0 | ConvertFrom-MemMap -WithIndex | ForEach-Object { "$($_.Index) $($_.Value)" } |
            Where-Object { $_ -like '1 *' } | Should -Be '1 0 48', '1 1 49', '1 2 50', '1 3 51'
    }

    It 'refuses to be used once it is closed' {
        $d | Close-MemMap
        { $d | Get-MemMapSlice 0 -ErrorAction Stop } | Should -Throw '*closed*'
        Invoke-Command -Session $sessions[0] { 1 } | Should -Be 1
    }

    It 'names the part that does not agree' {
        Invoke-Command -Session $sessions[1] { New-MemMap part-99.npy float64 w+ -Shape 2, 4 | Close-MemMap }
        { Connect-MemMap $sessions 'part-*.npy' -ErrorAction Stop } |
            Should -Throw '*127.0.0.3:*part-99.npy has dtype float64*part-0.npy has int32*'
        { Connect-MemMap $sessions 'nothing.npy' -ErrorAction Stop } | Should -Throw '*nothing.npy*'
        { Connect-MemMap $sessions 'part-*.npy' -Mode w+ -ErrorAction Stop } | Should -Throw "*'w+'*"
    }

    It 'joins raw files of rows' {
        Invoke-Command -Session $sessions { Set-Content raw.dat ([byte[]](1..12)) -AsByteStream }
        $raw = Connect-MemMap $sessions raw.dat uint16 -Shape 3
        $raw.Shape | Should -Be 4, 3
        $raw[3, 2] | Should -Be (12 * 256 + 11)
        { Connect-MemMap $sessions raw.dat uint16 -Shape 4 -ErrorAction Stop } | Should -Throw '*6 elements*rows of shape (4,)*'
    }
}

Describe 'Measuring on hosts' -Skip:([bool]$obstacle) {
    BeforeAll {
        Start-SshHost '127.0.0.2', '127.0.0.3', '127.0.0.4', '127.0.0.5' -ModulePath $artifacts
        $root = Join-Path $TestDrive measured
        $random = [System.Random]::new(7)
        $sessions = @(); $whole = @()
        foreach ($i in 2..5) {
            $session = New-SshHostSession "127.0.0.$i"; $sessions += $session
            $folder = Join-Path $root "$i"
            $null = New-Item $folder -ItemType Directory -Force
            # A hundred parts on four hosts.
            foreach ($j in 10..34) {
                $values = [float[]](1..(4 * ($j % 3 + 1)) |
                    ForEach-Object { [math]::Exp($random.NextDouble() * 40 - 20) * ($_ % 2 ? 1 : -1) })
                $whole += $values
                $m = New-MemMap (Join-Path $folder "$j.npy") float32 w+ -Shape ($j % 3 + 1), 4
                $m | Set-MemMapValue -Value $values
                $m | Close-MemMap
            }

            Invoke-Command -Session $session { Set-Location $args[0] } -ArgumentList $folder
        }

        $whole = [MemMap.NDArray]::Array([float[]]$whole).Reshape(-1, 4)
        $joined = New-MemMap (Join-Path $root joined.npy) float32 w+ -Shape $whole.Shape
        $joined | Set-MemMapValue -Value $whole
    }

    AfterAll {
        $joined | Close-MemMap
        $sessions | Remove-PSSession
        Clear-SshHost
    }

    BeforeEach {
        $d = Connect-MemMap $sessions '*.npy'
    }

    It 'gives the figures of the joined file, bit for bit: <Name>' -ForEach @(
        @{ Name = 'all'; With = @{} }
        @{ Name = 'of a sample'; With = @{ Ddof = 1 } }
        @{ Name = 'columns'; With = @{ Axis = 0 } }
        @{ Name = 'rows'; With = @{ Axis = 1 } }
        @{ Name = 'histogram'; With = @{ Histogram = 7 } }
        @{ Name = 'histogram of a range'; With = @{ Histogram = 3; Range = -10, 10 } }
        @{ Name = 'distinct'; With = @{ Unique = $true } }
        @{ Name = 'quantiles'; With = @{ Quantile = 0, 0.25, 0.5, 0.999, 1 } }
    ) {
        $d.Parts.Count | Should -Be 100
        $expected = $joined | Measure-MemMap @With
        $found = $d | Measure-MemMap @With
        foreach ($name in 'Count', 'Sum', 'Mean', 'Minimum', 'Maximum', 'StandardDeviation', 'Variance', 'NaNCount', 'Zeros', 'Histogram',
            'Quantiles', 'Unique') {
            "$($found.$name)" | Should -Be "$($expected.$name)" -Because $name
        }
    }

    It 'measures a view on the hosts' {
        $index = '3:-5:4, ::-1'
        ($d | Get-MemMapSlice $index -FetchLimit 0 | Measure-MemMap).Sum |
            Should -Be ($joined | Get-MemMapSlice $index | Measure-MemMap).Sum
    }

    It 'finds what the joined file has: <Name>' -ForEach @(
        @{ Name = 'above'; With = @{ GT = 1000 } }
        @{ Name = 'between'; With = @{ Between = -1, 1 } }
        @{ Name = 'the first'; With = @{ LT = 0; First = 7 } }
        @{ Name = 'the last'; With = @{ LT = 0; Last = 7 } }
        @{ Name = 'nothing'; With = @{ EQ = 1e30 } }
        @{ Name = 'a test'; With = @{ FilterScript = { [math]::Abs($_) -lt 1e-6 } } }
    ) {
        $expected = $joined | Find-MemMapValue @With | ForEach-Object { "$($_.Index) $($_.Value)" }
        $d | Find-MemMapValue @With | ForEach-Object { "$($_.Index) $($_.Value)" } | Should -Be $expected
        if (-not ($With.First -or $With.Last)) {
            $d | Find-MemMapValue @With -CountOnly | Should -Be ($joined | Find-MemMapValue @With -CountOnly)
        }
    }

    It 'finds bytes that stand across the end of a file' {
        # The last two bytes of one part and the first two of the next one.
        $bytes = $joined.ToBytes()
        $border = $d.Parts[10].FirstRow * 16
        $pattern = [byte[]]$bytes[($border - 2)..($border + 1)]
        $expected = $joined | Find-MemMapValue -Pattern $pattern | ForEach-Object Offset
        $expected | Should -Contain ($border - 2)
        $d | Find-MemMapValue -Pattern $pattern | ForEach-Object Offset | Should -Be $expected
        $d | Find-MemMapValue -Pattern $pattern -CountOnly | Should -Be @($expected).Count
    }

    It 'compares with files of the same hosts' {
        $copies = foreach ($i in 0..3) { Join-Path $root "copy$($i + 2)" }
        foreach ($i in 0..3) {
            $null = New-Item $copies[$i] -ItemType Directory -Force
            Copy-Item $root/$($i + 2)/* $copies[$i]
            Invoke-Command -Session $sessions[$i] { Push-Location $args[0] } -ArgumentList $copies[$i]
        }

        $copy = Connect-MemMap $sessions '*.npy' -Mode r+
        Invoke-Command -Session $sessions { Pop-Location }
        (Compare-MemMap $copy $d).Equal | Should -BeTrue
        $copy | Set-MemMapValue '5, 2' 0
        $copy | Set-MemMapValue '-1, 0' 0
        $compared = Compare-MemMap $copy $d
        $compared.DifferenceCount | Should -Be 2
        $compared.Differences | ForEach-Object { "$($_.Index)" } | Should -Be '5 2', "$($d.Shape[0] - 1) 0"
        $compared.Differences[1].DifferenceValue | Should -Be $joined[-1, 0]
        Compare-MemMap $copy $d -Quiet | Should -BeFalse
        { Compare-MemMap $joined $d -ErrorAction Stop } | Should -Throw '*not on the same hosts*'
    }

    It 'draws what the joined file looks like: <_>' -ForEach 'HeatMap', 'Histogram', 'Line', 'Hex' {
        # The first line names the array, and those of a hex dump begin with the offset in the file.
        $as = $_
        $draw = {
            param($Array)
            $view = if ($as -eq 'Line') { $Array | Get-MemMapSlice ':, 1' -FetchLimit 0 } else { $Array }
            $lines = @($view | Show-MemMap -As $as -Width 80 -Height 12)
            foreach ($line in $lines[1..($lines.Count - 2)]) { if ($as -eq 'Hex') { $line.Substring(10) } else { $line } }
        }
        & $draw $d | Should -Be (& $draw $joined)
    }

    It 'runs the example' {
        $example = Join-Path $PSScriptRoot .. .. examples four-hosts.ps1
        $output = & $example $sessions '*.npy'
        @($output | Where-Object { $_ -is [MemMap.DistributedPart] }).Count | Should -Be 100
        ($output | Where-Object { $_ -is [MemMap.Measure] }).Sum | Should -Be ($joined | Measure-MemMap).Sum
        @($output | Where-Object { $_ -is [MemMap.NDArray] })[0].Shape | Should -Be 2, 4
    }

    It 'sends no more over the wire for a gigabyte than for a megabyte' {
        $session = New-SshHostSession '127.0.0.2'
        $ssh = Get-Content /proc/$PID/task/*/children | ForEach-Object { -split $_ }
        # What this process' ssh processes have read and written so far.
        $wire = {
            $sum = 0L
            foreach ($id in $ssh) { (Get-Content /proc/$id/io)[0..1] | ForEach-Object { $sum += [long]$_.Split(' ')[1] } }
            $sum
        }
        $work = {
            $b | Measure-MemMap -Histogram 8 -Range 0, 1 -Quantile 0.5
            $b | Find-MemMapValue -GT 0 -First 3
            $b | Show-MemMap -As Line -Width 60 -Height 8
            $b | Set-MemMapValue 10 1
        }
        $first = $null
        $bytes = foreach ($size in 1MB, 1GB) {
            $path = Join-Path $root bytes.dat
            New-MemMap $path float32 w+ -Shape ($size / 4) -Sparse | Close-MemMap
            $b = Connect-MemMap $session $path float32 r+
            $null = & $work # The first time is warm-up: what a session learns once isn't of the job.
            # ssh packs what is written into more packets or fewer, as it comes; the least is what the job needs. A busy machine takes more
            # runs to see it.
            $least = [long]::MaxValue
            for ($i = 0; $i -lt 3 -or ($i -lt 9 -and $first -and $least -gt 1.008 * $first); $i++) {
                $before = & $wire
                $null = & $work
                $least = [math]::Min($least, (& $wire) - $before)
            }
            $first = $least
            $least
        }
        Remove-Item $path
        $session | Remove-PSSession
        Write-Host "bytes on the wire: $($bytes[0]) for 1 MiB, $($bytes[1]) for 1 GiB"
        [math]::Abs($bytes[1] / $bytes[0] - 1) | Should -BeLessThan 0.01 # Numbers of rows and counts have three digits more.
    }

    It 'names what is lost of a part, and gives the rest where that is asked for' {
        $path = $d.Parts[99].FileName
        $bytes = [System.IO.File]::ReadAllBytes($path)
        try {
            [System.IO.File]::WriteAllBytes($path, $bytes[0..($bytes.Length - 5)])
            { $d | Measure-MemMap -ErrorAction Stop } |
                Should -Throw "*127.0.0.5:$path (part 99, rows $($d.Shape[0] - $d.Parts[99].Rows) to $($d.Shape[0] - 1))*bytes*"
            $rest = $d | Measure-MemMap -AllowPartial -ErrorAction SilentlyContinue -ErrorVariable lost
            $lost.Count | Should -Be 1
            $rest.Coverage | Should -Be "$($d.Shape[0] - $d.Parts[99].Rows) of $($d.Shape[0]) rows"
            $rest.Sum | Should -Be ($joined | Get-MemMapSlice ":$($d.Shape[0] - $d.Parts[99].Rows)" | Measure-MemMap).Sum
        }
        finally {
            [System.IO.File]::WriteAllBytes($path, $bytes)
        }
    }

    It 'asks the replica of a host that is lost, and the answer is whole' {
        # The hosts are one machine, so any of them has the files of the others.
        $replica = New-SshHostSession '127.0.0.4'
        $pattern = Join-Path $root 3 '*.npy'
        # Several times: what is asked at once meets a session that does not know yet that its host is gone.
        foreach ($try in 1..5) {
            $session = New-SshHostSession '127.0.0.3'
            $r = Connect-MemMap $session $pattern -Replica $replica
            $alone = Connect-MemMap $session $pattern
            $expected = ($r | Measure-MemMap).Sum
            $remote = Invoke-Command -Session $session { $PID }
            Stop-Process $remote -Force
            ($r | Measure-MemMap).Sum | Should -Be $expected
            { $alone | Measure-MemMap -ErrorAction Stop } | Should -Throw '*127.0.0.3*'
            $session | Remove-PSSession
        }
        $replica | Remove-PSSession
    }

    It 'counts a host that says nothing as lost' {
        $session = New-SshHostSession '127.0.0.2'
        $s = Connect-MemMap $session (Join-Path $root 2 '*.npy') -TimeoutSec 2
        $remote = Invoke-Command -Session $session { $PID }
        & kill -STOP "$remote"
        try { { $s | Measure-MemMap -ErrorAction Stop } | Should -Throw '*127.0.0.2*said nothing for 2 seconds*' }
        finally { & kill -CONT "$remote" }
        { $s | Measure-MemMap -ErrorAction Stop } | Should -Throw '*127.0.0.2*'
    }
}
