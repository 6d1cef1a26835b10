# Show-MemMap -Interactive in a real terminal: tmux, whose screen is read after each key. Each step waits for what it expects on the screen.

BeforeAll {
    $module = Convert-Path $PSScriptRoot/../../artifacts/MemMap
    $hasTmux = [bool](Get-Command tmux -CommandType Application -ErrorAction Ignore)
    # A server of its own, which no other one of this machine is told of.
    $server = "memmap-$PID-$([System.IO.Path]::GetRandomFileName())"
    # A machine under load takes its time; a test that fails takes this long.
    $patience = [timespan]::FromMinutes(1)

    function Invoke-Tmux { tmux -L $server -f /dev/null @args }

    function Get-Screen { @(Invoke-Tmux capture-pane -p -t viewer) }

    function Wait-Screen([string]$Pattern) {
        $clock = [System.Diagnostics.Stopwatch]::StartNew()
        do {
            $screen = (Get-Screen) -join "`n"
            if ($screen -match $Pattern) {
                return
            }
            Start-Sleep -Milliseconds 50
        } while ($clock.Elapsed -lt $patience)
        throw "The screen shows no '$Pattern':`n$screen"
    }

    function Send-Key { Invoke-Tmux send-keys -t viewer @args }

    function Send-Text([string]$Text) { Invoke-Tmux send-keys -t viewer -l $Text }

    function Get-Terminal([string]$What) { Invoke-Tmux display-message -p -t viewer "#{$What}" }
}

Describe 'Show-MemMap -Interactive in a terminal' {
    BeforeAll {
        if (-not $hasTmux) {
            return
        }
        $file = Join-Path $TestDrive live.bin
        $bytes = [byte[]]::new(0x4000)
        foreach ($i in 0..255) { $bytes[$i] = $i }
        [System.Text.Encoding]::ASCII.GetBytes('needle').CopyTo($bytes, 0x2345)
        [System.IO.File]::WriteAllBytes($file, $bytes)
        # The prompt is a word that nothing else writes, so it is known when a command is done.
        $start = "function prompt { 'ready> ' }; Import-Module '$module'; `$m = New-MemMap '$file'; " +
            'Set-PSReadLineOption -PredictionSource None'
        Invoke-Tmux new-session -d -s viewer -x 100 -y 30 pwsh -NoLogo -NoProfile -NoExit -Command $start
        Wait-Screen '(?m)^ready>'
    }

    AfterAll {
        if ($hasTmux) {
            Invoke-Tmux kill-server 2>$null
        }
    }

    BeforeEach {
        if (-not $hasTmux) {
            Set-ItResult -Skipped -Because 'tmux is not installed, so there is no terminal whose screen can be read'
        }
    }

    It 'shows the bytes, follows keys, saves, and gives the screen back' {
        Send-Text '$m | Show-MemMap -Interactive'
        Send-Key Enter
        Wait-Screen '(?m)^\W*00000000  00 01 02 03'
        Get-Terminal alternate_on | Should -Be 1
        (Get-Screen)[0] | Should -Match 'live\.bin'

        # Down and right: the panel follows the cursor.
        Send-Key Down
        Send-Key Right
        Wait-Screen '0x11 '

        Send-Text '/'
        Send-Text 'needle'
        Send-Key Enter
        Wait-Screen '(?m)00002340 .*needle'
        Wait-Screen '0x2345 '

        Send-Text 'g'
        Send-Text '0x3ff0'
        Send-Key Enter
        Wait-Screen '0x3ff0 '

        # A new size is seen without a key.
        Invoke-Tmux resize-window -t viewer -x 80 -y 20
        Wait-Screen '0x3ff0 '
        $clock = [System.Diagnostics.Stopwatch]::StartNew()
        while (@(Get-Screen | Where-Object Length -GT 80).Count -and $clock.Elapsed -lt $patience) { Start-Sleep -Milliseconds 50 }
        @(Get-Screen | Where-Object Length -GT 80) | Should -HaveCount 0

        # Type over a byte, undo it, type another one, and save.
        Send-Key C-Home
        Wait-Screen '(?m)^\W*00000000'
        # Escape is a key by itself once the screen has answered it; what follows at once would be Alt.
        Send-Text 'e'
        Wait-Screen 'Esc ends typing'
        Send-Text 'ff'
        Wait-Screen '(?m)00000000  ff 01'
        Send-Key Escape
        Wait-Screen 'q leave'
        # A digit at a time.
        Send-Text 'u'
        Wait-Screen '(?m)00000000  f0 01'
        Send-Text 'u'
        Wait-Screen '(?m)00000000  00 01'
        Send-Key C-Home
        Send-Text 'e'
        Wait-Screen 'Esc ends typing'
        Send-Text '7f'
        Wait-Screen '(?m)00000000  7f 01'
        Send-Key Escape
        Wait-Screen 'q leave'
        Send-Text 'w'
        Wait-Screen '1 byte saved'

        Send-Text 'q'
        Wait-Screen '(?m)^ready> \$m \| Show-MemMap'
        Send-Text '"first $($m[0]) echo $([Console]::TreatControlCAsInput)"'
        Send-Key Enter
        Wait-Screen '(?m)^first 127 echo '
        Get-Terminal alternate_on | Should -Be 0
        Get-Terminal cursor_flag | Should -Be 1
    }

    It 'leaves with Ctrl+C, and the shell goes on' {
        Send-Text "Show-MemMap '$file' -Interactive; 'after' + 'wards'"
        Send-Key Enter
        Wait-Screen '(?m)^\W*00000000  7f 01 02 03'
        Send-Key C-c
        Wait-Screen '(?m)^afterwards'
        Get-Terminal alternate_on | Should -Be 0
        Send-Text '@(Get-MemMap).Count.ToString("open 0")'
        Send-Key Enter
        Wait-Screen '(?m)^open 1'
    }
}
