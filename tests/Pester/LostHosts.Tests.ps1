# Hosts that die in the middle of a job, each kind of job: what the error says, what is left of the answer, and what a replica makes of it.

BeforeDiscovery {
    Import-Module $PSScriptRoot/Hosts/SshHosts.psm1 -Force
    $obstacle = Get-SshHostObstacle
    if ($obstacle) { Write-Host "Lost hosts are not tested over SSH: $obstacle" }

    # What each kind of job gives as text, and what it gives with -AllowPartial if the first of two hosts dies: the rows 6 to 11 of 0 to 11.
    # A job that goes to the hosts more than once is struck in the pass that is named.
    $jobs = @(
        @{ Name = 'Measure';
            Job = { param($Array, $Copy, $With) $Array | Measure-MemMap @With |
            ForEach-Object { "$($_.Count) $($_.Sum) $($_.Coverage)" } }; Partial = '24 852 6 of 12 rows' }
        @{ Name = 'Measure -Histogram';
            Job = { param($Array, $Copy, $With) $Array | Measure-MemMap -Histogram 2 @With |
            ForEach-Object { "$($_.Sum) $($_.Histogram)" } }; Pass = 2 }
        @{ Name = 'Measure -Quantile'; Job = { param($Array, $Copy, $With) "$(($Array | Measure-MemMap -Quantile 0.5 @With).Quantiles)" };
            Pass = 3 }
        @{ Name = 'Find'; Job = {
            param($Array, $Copy, $With) $Array | Find-MemMapValue -GE 22 @With | ForEach-Object { "$($_.Index) $($_.Value)" } };
            Partial = @(24..47 | ForEach-Object { "$(($_ - $_ % 4) / 4) $($_ % 4) $_" }) }
        @{ Name = 'Find -CountOnly'; Job = { param($Array, $Copy, $With) $Array | Find-MemMapValue -GE 22 -CountOnly @With };
            Partial = 26 - 2 }
        @{ Name = 'Find -Pattern';
            Job = { param($Array, $Copy, $With) $Array | Find-MemMapValue -Pattern ([byte[]](0, 30, 0)) @With | ForEach-Object Offset };
            Partial = 4 * 30 - 1 }
        @{ Name = 'Compare';
            Job = { param($Array, $Copy, $With) Compare-MemMap $Copy $Array @With |
            ForEach-Object { "$($_.Equal) $($_.Compared) $($_.DifferenceCount) $($_.Reason)" } };
            Partial = 'False 24 0 6 of 12 rows were compared' }
        @{ Name = 'Show a line';
            Job = { param($Array, $Copy, $With) $Array | Get-MemMapSlice ':, 1' -FetchLimit 0 |
            Show-MemMap -As Line -Width 60 -Height 8 @With } }
        @{ Name = 'Show a histogram'; Job = { param($Array, $Copy, $With) $Array | Show-MemMap -As Histogram -Width 60 -Height 8 @With } }
        @{ Name = 'Get-MemMapSlice'; Job = { param($Array, $Copy, $With) "$($Array | Get-MemMapSlice '::-1, 1:' @With)" } }
        @{ Name = 'ConvertFrom'; Job = { param($Array, $Copy, $With) $Array | ConvertFrom-MemMap @With } }
    )
    $kept = @($jobs | Where-Object { $null -ne $_.Partial })
    # What others cover is left out: each case costs a session.
    $broken = @($jobs | Where-Object { $null -eq $_.Partial -and $_.Name -ne 'ConvertFrom' })
    $replaced = @($jobs | Where-Object { $_.Name -ne 'Measure' -and $_.Name -ne 'Find -CountOnly' })
}

BeforeAll {
    $artifacts = Convert-Path $PSScriptRoot/../../artifacts
    Import-Module $artifacts/MemMap -Force
    Import-Module $PSScriptRoot/Hosts/SshHosts.psm1 -Force
}

Describe 'A host that dies in the middle of a job' -Skip:([bool]$obstacle) {
    BeforeAll {
        Start-SshHost '127.0.0.2', '127.0.0.3', '127.0.0.4' -ModulePath $artifacts
        $root = Join-Path $TestDrive lost
        # A folder for each host with two files of three rows, and the same again to compare with.
        foreach ($file in 0..3) {
            foreach ($folder in 'data', 'copy') {
                $path = Join-Path $root $folder "$([math]::Floor($file / 2))" "$file.npy"
                $null = New-Item (Split-Path $path) -ItemType Directory -Force
                $m = New-MemMap $path int32 w+ -Shape 3, 4
                $m | Set-MemMapValue -Value ([MemMap.NDArray]::Arange(12 * $file, 12 * $file + 12))
                $m | Close-MemMap
            }
        }

        # Goes to where the files of a host are, which its session and that of its replica share.
        function Enter-Folder($Session, [string]$Folder, [int]$Number) {
            Invoke-Command -Session $Session { Set-Location $args[0] } -ArgumentList (Join-Path $root $Folder "$Number")
        }

        # Connects the two hosts, or the one that dies first with a replica for each, as $d, and what they are compared with as $copy.
        function Connect-Both([object[]]$Session, [string]$Mode = 'r', [object[]]$Replica) {
            $with = if ($Replica) { @{ Replica = $Replica } } else { @{} }
            foreach ($folder in 'copy', 'data') {
                foreach ($i in 0, 1) {
                    Enter-Folder $Session[$i] $folder $i
                    if ($Replica) { Enter-Folder $Replica[$i] $folder $i }
                }

                Connect-MemMap $Session '*.npy' -Mode $Mode @with
            }
        }

        # Lets a host kill itself when it has done the work on its part number so and so and closes the file, before it says that it is
        # done.
        function Set-Death($Session, [int]$Part) {
            Invoke-Command -Session $Session {
                $global:part = $args[0]
                function global:Close-MemMap {
                    param([Parameter(ValueFromPipeline)] $InputObject)
                    process {
                        if (--$global:part -eq 0) { Stop-Process $PID -Force }
                        $InputObject | MemMap\Close-MemMap
                    }
                }
            } -ArgumentList $Part
        }

        $steady = foreach ($address in '127.0.0.3', '127.0.0.4', '127.0.0.4') { New-SshHostSession $address }
    }

    AfterAll {
        $steady | Remove-PSSession
        Clear-SshHost
    }

    BeforeEach {
        $doomed = New-SshHostSession '127.0.0.2'
    }

    AfterEach {
        $doomed | Remove-PSSession
    }

    It 'is named with its file and rows, and there is no answer: <Name>' -ForEach $broken {
        $copy, $d = Connect-Both $doomed, $steady[0]
        Set-Death $doomed (2 * ($Pass ?? 1) - 1)
        { & $Job $d $copy @{ ErrorAction = 'Stop' } } | Should -Throw "*127.0.0.2:$root/data/0/*.npy (part *, rows *) failed: *127.0.0.2*"
    }

    It 'takes nothing but its own rows with it, with -AllowPartial: <Name>' -ForEach $kept {
        $copy, $d = Connect-Both $doomed, $steady[0]
        Set-Death $doomed 1
        $output = @(& $Job $d $copy @{ AllowPartial = $true; ErrorAction = 'Continue' } 2>&1)
        $output | Where-Object { $_ -isnot [System.Management.Automation.ErrorRecord] } | Should -Be $Partial
        $lost = @($output | Where-Object { $_ -is [System.Management.Automation.ErrorRecord] } |
            ForEach-Object { ("$_" -split ' failed:')[0] })
        $lost | Sort-Object |
            Should -Be "127.0.0.2:$root/data/0/0.npy (part 0, rows 0 to 2)", "127.0.0.2:$root/data/0/1.npy (part 1, rows 3 to 5)"
    }

    It 'is replaced by its replica, and the answer is whole: <Name>' -ForEach $replaced {
        $copy, $d = Connect-Both $steady[1], $steady[0]
        $whole = @(& $Job $d $copy @{})
        # It has told what came of its first part, or has not; that must not count twice.
        $copy, $d = Connect-Both $doomed, $steady[0] -Replica $steady[1], $steady[2]
        Set-Death $doomed (2 * ($Pass ?? 1))
        @(& $Job $d $copy @{ ErrorAction = 'Stop' }) | Should -Be $whole
        "$($doomed.State)" | Should -Be 'Broken'
    }

    It 'gives the elements before its own first' {
        $copy, $d = Connect-Both $steady[0], $doomed
        Set-Death $doomed 1
        $d | ConvertFrom-MemMap -ErrorAction SilentlyContinue -ErrorVariable lost | Should -Be (0..23)
        "$lost" | Should -BeLike "127.0.0.2:$root/data/1/2.npy (part 2, rows 6 to 8) failed: *"
    }

    It 'is named with who has what was written: <Name>' -ForEach @(
        @{ Name = 'rows'; Job = { param($Array) $Array | Set-MemMapValue -Value (0..47) -ErrorAction Stop }; Deed = 'assigned';
            Others = '127.0.0.3' }
        @{ Name = 'one value, and replicas'; Job = { param($Array) $Array | Set-MemMapValue ':, 0' -1 -ErrorAction Stop };
            Deed = 'assigned'; Others = '127.0.0.3, 127.0.0.4' }
        @{ Name = 'a flush'; Job = { param($Array) $Array | Invoke-MemMapFlush -ErrorAction Stop }; Deed = 'flushed'; Others = '127.0.0.3' }
    ) {
        $with = if ($Others -like '*,*') { @{ Replica = $steady[1], $steady[2] } } else { @{} }
        $copy, $d = Connect-Both $doomed, $steady[0] 'r+' @with
        Set-Death $doomed 1
        $part = "127.0.0.2:$root/data/0/0.npy (part 0, rows 0 to 2)"
        { & $Job $d } | Should -Throw "$part was not ${Deed}: *127.0.0.2*; $Deed on $Others all the same"
    }
}
