// tar: POSIX and GNU.

/// The header of a member of a tar file. Numbers are octal text. Its data follow in whole blocks of 512 bytes.
typedef struct {
    char name[100], mode[8], user_id[8], group_id[8], size[12], time[12], checksum[8], type, link_name[100];
    char magic[6] = { "ustar", "ustar " };
    char version[2], user[32], group[32], device_major[8], device_minor[8], prefix[155];
    uint8_t [12];
} tar; // 512 bytes
