<#
.SYNOPSIS
The packets of a capture (tcpdump -w, Wireshark's pcap format), as objects: when, how long, and for IPv4 from whom to whom.
.EXAMPLE
./packets.ps1 capture.pcap | Where-Object To -EQ 192.0.2.7
.PARAMETER Path
A little-endian pcap file.
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory, Position = 0)]
    [string] $Path
)

$ErrorActionPreference = 'Stop'
Import-Module $PSScriptRoot/../artifacts/MemMap

$bytes = New-MemMap $Path -Mode r
$head = $bytes['0:24'].View('pcap')[0]
if ($head.magic -ne 0xA1B2C3D4L) {
    throw "'$Path' is no little-endian capture with microseconds."
}

# A packet tells how long it is, so they are walked one by one.
$at = 24
while ($at + 16 -le $bytes.Size) {
    $packet = $bytes["${at}:$($at + 16)"].View('pcap_packet')[0]
    $at += 16
    $from, $to = '', ''
    $ip = $at + 14
    if ("$($head.linktype)" -eq 'Ethernet' -and $packet.included -ge 34 -and $bytes["$($at + 12):$ip"].View('>u2')[0] -eq 0x0800) {
        $from, $to = foreach ($address in ($ip + 12), ($ip + 16)) {
            [System.Net.IPAddress]::new($bytes["${address}:$($address + 4)"].ToBytes()).ToString()
        }
    }
    [pscustomobject]@{
        Time   = $packet.time.AddMicroseconds($packet.microseconds)
        Length = $packet.original
        From   = $from
        To     = $to
    }
    $at += $packet.included
}
$bytes | Close-MemMap
