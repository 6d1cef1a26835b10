<#
.SYNOPSIS
The packets of a capture (tcpdump -w, Wireshark's pcap format), as objects: when, how long, and for IPv4 from whom to whom.
.EXAMPLE
./packets.ps1 capture.pcap | Where-Object To -EQ 192.0.2.7
.PARAMETER Path
A pcap file, of either byte order, with microseconds or nanoseconds. One that is cut gives the packets that are there, and a warning.
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory, Position = 0)]
    [string] $Path
)

$ErrorActionPreference = 'Stop'
Import-Module $PSScriptRoot/../artifacts/MemMap

$bytes = New-MemMap $Path -Mode r
try {
    # The magic tells the byte order of the machine that wrote the file, and the unit of the fractions of seconds.
    if ($bytes.Size -lt 24) {
        throw "'$Path' is no capture in pcap format: it is too short."
    }
    $magic = $bytes['0:4'].View('<u4')[0]
    $order, $perSecond = switch ($magic) {
        0xA1B2C3D4L { '<', 1e6 }
        0xA1B23C4DL { '<', 1e9 }
        0xD4C3B2A1L { '>', 1e6 }
        0x4D3CB2A1L { '>', 1e9 }
        default { throw ("'$Path' is no capture in pcap format: it begins with 0x{0:x8}." -f $magic) }
    }
    $head = $bytes['0:24'].View("${order}pcap")[0]

    # A packet tells how long it is, so they are walked one by one.
    $at = 24
    while ($at -lt $bytes.Size) {
        if ($at + 16 -gt $bytes.Size) {
            Write-Warning "'$Path' ends within the header of a packet, at $($bytes.Size)."
            break
        }
        $packet = $bytes["${at}:$($at + 16)"].View("${order}pcap_packet")[0]
        $at += 16
        $included = [System.Math]::Min($packet.included, $bytes.Size - $at)
        if ($included -lt $packet.included) {
            Write-Warning "'$Path' ends within a packet: $included of its $($packet.included) bytes are there."
        }
        $from, $to = '', ''
        $ip = $at + 14
        if ("$($head.linktype)" -eq 'Ethernet' -and $included -ge 34 -and $bytes["$($at + 12):$ip"].View('>u2')[0] -eq 0x0800) {
            $from, $to = foreach ($address in ($ip + 12), ($ip + 16)) {
                [System.Net.IPAddress]::new($bytes["${address}:$($address + 4)"].ToBytes()).ToString()
            }
        }
        [pscustomobject]@{
            Time   = $packet.time.AddTicks([long][System.Math]::Floor($packet.microseconds * (1e7 / $perSecond)))
            Length = $packet.original
            From   = $from
            To     = $to
        }
        $at += $included
    }
}
finally {
    $bytes | Close-MemMap
}
