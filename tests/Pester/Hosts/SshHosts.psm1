# Hosts for tests: sshd on loopback addresses, with keys made for the test, and this PowerShell as the SSH subsystem. Nothing of the
# machine's own SSH is used or changed.

$sshd = '/usr/sbin/sshd'
$state = @{}

# When a host dies, a thread of PowerShell's own SSH client may write to a closed pipe, and the exception ends the process. With .NET 10,
# the thread ends alone.
if ('System.Runtime.ExceptionServices.ExceptionHandling' -as [type] -and -not ('MemMap.Tests.SshClientThread' -as [type])) {
    Add-Type @'
namespace MemMap.Tests;

public static class SshClientThread
{
    public static void Guard() => System.Runtime.ExceptionServices.ExceptionHandling.SetUnhandledExceptionHandler(
        static exception => exception is System.IO.IOException
            && exception.StackTrace?.Contains("SSHClientSessionTransportManager") == true);
}
'@
    [MemMap.Tests.SshClientThread]::Guard()
}

# Why there can be no hosts here; nothing if there can.
function Get-SshHostObstacle {
    if (-not $IsLinux) { 'only Linux answers on every address of 127.0.0.0/8' }
    elseif (-not (Test-Path $sshd)) { 'there is no sshd (on Debian: apt-get install openssh-server)' }
    elseif ([System.Environment]::UserName -ne 'root') { 'sshd as another user than root needs a machine set up for it' }
}

# Starts an sshd for each of some addresses, so that a host can be taken away alone. The sessions find the module in $ModulePath.
function Start-SshHost([string[]]$Address, [string]$ModulePath) {
    $state.Folder = [System.IO.Directory]::CreateTempSubdirectory('memmap-ssh').FullName
    $state.Port = Get-FreePort
    $state.Processes = @{}
    foreach ($name in 'host', 'client') {
        $key = Join-Path $state.Folder $name
        $null = & ssh-keygen -q -t ed25519 -N '' -f "$key"
    }

    $shell = (Get-Command pwsh).Source
    $environment = "PSModulePath=$ModulePath"
    # sshd gives a login none of this process' variables, and a shell may find .NET by this one alone.
    if ($env:DOTNET_ROOT) { $environment += " DOTNET_ROOT=$env:DOTNET_ROOT" }
    # Where sshd keeps the unprivileged half of itself.
    $null = New-Item /run/sshd -ItemType Directory -Force
    foreach ($item in $Address) {
        $config = Join-Path $state.Folder "$item.config"
        Set-Content $config @(
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
        )
        # It has streams of its own: a host that outlives the tests doesn't hold their output open.
        $streams = @{ RedirectStandardOutput = "$config.out"; RedirectStandardError = "$config.err" }
        $state.Processes[$item] = Start-Process $sshd -ArgumentList '-D', '-f', $config, '-E', "$config.log" -PassThru @streams
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
    Remove-Item $state.Folder -Recurse -Force
}

function Get-FreePort {
    $listener = [System.Net.Sockets.TcpListener]::new([System.Net.IPAddress]::Loopback, 0)
    $listener.Start()
    $listener.LocalEndpoint.Port
    $listener.Stop()
}

function Wait-Port([string]$Address) {
    $end = (Get-Date).AddSeconds(30)
    while ($true) {
        $client = [System.Net.Sockets.TcpClient]::new()
        try { $client.Connect($Address, $state.Port); return }
        catch { if ((Get-Date) -gt $end) { throw "sshd does not listen on ${Address}: $_" } }
        finally { $client.Dispose() }
        Start-Sleep -Milliseconds 50
    }
}

Export-ModuleMember -Function Get-SshHostObstacle, Start-SshHost, New-SshHostSession, Stop-SshHost, Clear-SshHost
