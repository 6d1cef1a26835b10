// The database file format of SQLite.

enum class sqlite_encoding : uint32_t {
    Utf8 = 1,                    // UTF-8.
    Utf16Little = 2,             // UTF-16, little-endian.
    Utf16Big = 3,                // UTF-16, big-endian.
};

/// The header of a database of SQLite. A page size of 1 is 65536.
typedef BE struct {
    char magic[16] = "SQLite format 3";
    uint16_t page_size;
    uint8_t write_version, read_version, reserved_space, max_payload, min_payload, leaf_payload;
    uint32_t change_counter, pages, first_free_page, free_pages, schema_cookie, schema_format, cache_size, largest_root;
    sqlite_encoding encoding;
    uint32_t user_version, incremental_vacuum, application_id;
    uint8_t [20];
    uint32_t valid_for, library_version;
} sqlite; // 100 bytes
