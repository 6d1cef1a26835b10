# Hosts for tests: sshd on loopback addresses, with keys made for the test, and this very shell as the SSH subsystem. Nothing of the machine's
# own SSH is used or changed.

$sshd = '/usr/sbin/sshd'
$state = @{}

# Why there can be no hosts here; nothing if there can.
function Get-SshHostObstacle {
    if (-not $IsLinux) { 'only Linux answers on every address of 127.0.0.0/8' }
    elseif (-not [System.IO.File]::Exists($sshd)) { 'there is no sshd (on Debian: apt-get install openssh-server)' }
    elseif ([System.Environment]::UserName -ne 'root') { 'sshd as another user than root needs a machine set up for it' }
}

# Starts an sshd for each of some addresses, so that a host can be taken away alone. The sessions find the module in $ModulePath.
function Start-SshHost([string[]]$Address, [string]$ModulePath) {
    $state.Folder = [System.IO.Directory]::CreateTempSubdirectory('memmap-ssh').FullName
    $state.Port = Get-FreePort
    $state.Processes = @{}
    foreach ($name in 'host', 'client') {
        $key = [System.IO.Path]::Combine($state.Folder, $name)
        $null = & ssh-keygen -q -t ed25519 -N '' -f "$key"
    }

    $shell = & ([System.IO.Path]::Combine($PSScriptRoot, '..', '..', '..', 'tools', 'Get-Shell.ps1'))
    $environment = "PSModulePath=$ModulePath"
    # sshd gives a login none of this process' variables, and a shell may find .NET by this one alone.
    if ($env:DOTNET_ROOT) { $environment += " DOTNET_ROOT=$env:DOTNET_ROOT" }
    # Where sshd keeps the unprivileged half of itself.
    $null = [System.IO.Directory]::CreateDirectory('/run/sshd')
    foreach ($item in $Address) {
        $config = [System.IO.Path]::Combine($state.Folder, "$item.config")
        [System.IO.File]::WriteAllLines($config, @(
            "ListenAddress $item"
            "Port $($state.Port)"
            "HostKey $($state.Folder)/host"
            "AuthorizedKeysFile $($state.Folder)/client.pub"
            'StrictModes no'
            'UsePAM no'
            'PasswordAuthentication no'
            'PidFile none'
            'MaxStartups 100'
            "Subsystem powershell $shell -sshs"
            "SetEnv $environment"
        ))
        $start = [System.Diagnostics.ProcessStartInfo]::new($sshd)
        foreach ($argument in '-D', '-f', $config, '-E', "$config.log") { $start.ArgumentList.Add($argument) }
        $state.Processes[$item] = [System.Diagnostics.Process]::Start($start)
    }

    foreach ($item in $Address) { Wait-Port $item }
}

# A session with a host.
function New-SshHostSession([string]$Address) {
    $options = @{ StrictHostKeyChecking = 'no'; UserKnownHostsFile = '/dev/null'; LogLevel = 'ERROR' }
    New-PSSession -HostName $Address -Port $state.Port -UserName root -KeyFilePath "$($state.Folder)/client" -Options $options
}

# Takes a host away in the middle of whatever it does.
function Stop-SshHost([string]$Address) {
    $process = $state.Processes[$Address]
    if (-not $process.HasExited) { $process.Kill($true) }
    $process.WaitForExit()
}

# Ends what was started, and nothing else.
function Clear-SshHost {
    foreach ($address in @($state.Processes.Keys)) { Stop-SshHost $address }
    [System.IO.Directory]::Delete($state.Folder, $true)
}

function Get-FreePort {
    $listener = [System.Net.Sockets.TcpListener]::new([System.Net.IPAddress]::Loopback, 0)
    $listener.Start()
    $listener.LocalEndpoint.Port
    $listener.Stop()
}

function Wait-Port([string]$Address) {
    $end = [System.DateTime]::UtcNow.AddSeconds(30)
    while ($true) {
        $client = [System.Net.Sockets.TcpClient]::new()
        try { $client.Connect($Address, $state.Port); return }
        catch { if ([System.DateTime]::UtcNow -gt $end) { throw "sshd does not listen on ${Address}: $_" } }
        finally { $client.Dispose() }
        [System.Threading.Thread]::Sleep(50)
    }
}

Export-ModuleMember -Function Get-SshHostObstacle, Start-SshHost, New-SshHostSession, Stop-SshHost, Clear-SshHost
