<#
.SYNOPSIS
The packets of a capture (tcpdump -w, Wireshark's pcap format), as objects: when, how long, and for IPv4 from whom to whom.
.EXAMPLE
./packets.ps1 capture.pcap | Where-Object To -EQ 192.0.2.7
.PARAMETER Path
A pcap file, of either byte order, with microseconds or nanoseconds. One that is cut gives the packets that are there, and an error.
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory, Position = 0)]
    [string] $Path
)

Import-Module $PSScriptRoot/../artifacts/MemMap

# The head of a packet of IPv4 in a frame of Ethernet, as its standards have it.
[MemMap.DType] $ipv4 = 'BE struct { mac to_mac, from_mac; uint16_t type; uint8_t [12]; ipaddress from, to; };'

$bytes = New-MemMap $Path -Mode r -ErrorAction Stop
# The first byte is another one where a machine of the other byte order wrote the file.
$order = $bytes.At(0, 'u1') -eq 0xA1 ? '>' : ''
$head = (New-MemMap $Path "${order}pcap" r -Shape 1 -ErrorAction Stop)[0]
$ticks = $head.magic -eq 0xA1B23C4DL ? 0.01 : 10
$bytes | Get-MemMapRecord "${order}pcap_packet" -Offset 24 | ForEach-Object {
    $ip = $head.linktype -eq 'Ethernet' -and $_.included -ge 34 ? $_.data.At(0, $ipv4) : $null
    $isIp = $ip -and $ip.type -eq 0x0800
    [pscustomobject]@{
        Time   = $_.time.AddTicks([long][System.Math]::Floor($_.microseconds * $ticks))
        Length = $_.original
        From   = $isIp ? "$($ip.from)" : ''
        To     = $isIp ? "$($ip.to)" : ''
    }
}
$bytes | Close-MemMap
