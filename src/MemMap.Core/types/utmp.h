// wtmp, btmp and utmp of Linux: <utmp.h> of glibc. The record has no magic: the ranges tell the two layouts apart.

enum class utmp_type : int16_t {
    Empty = 0,                   // Nothing.
    RunLevel = 1,                // A change of the run level.
    BootTime = 2,                // System boot.
    NewTime = 3,                 // The time after the clock was set.
    OldTime = 4,                 // The time before the clock was set.
    InitProcess = 5,             // A process started by init.
    LoginProcess = 6,            // A login prompt; in btmp, a failed login.
    UserProcess = 7,             // A user login.
    DeadProcess = 8,             // The end of a session.
    Accounting = 9,              // Accounting.
};

/// A record of wtmp, btmp and utmp as glibc has them on 64-bit x86: who logged in.
typedef LE struct {
    utmp_type type = 0 ... 9;
    uint8_t [2];
    int32_t pid;
    char line[32], id[4], user[32], host[256];
    int16_t termination, exit;
    int32_t session;
    unixtime_unsigned time;
    int32_t microseconds = 0 ... 999999;
    utmp_address address;
    uint8_t [20];
} utmp; // 384 bytes

/// A record of wtmp, btmp and utmp as glibc has them on 64-bit ARM: who logged in.
typedef LE struct {
    utmp_type type = 0 ... 9;
    uint8_t [2];
    int32_t pid;
    char line[32], id[4], user[32], host[256];
    int16_t termination, exit;
    int64_t session;
    unixtime64 time;
    int64_t microseconds = 0 ... 999999;
    utmp_address address;
    uint8_t [24];
} utmp_arm64; // 400 bytes
