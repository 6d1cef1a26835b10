// Tables of dBASE.

/// The header of a table of dBASE; descriptions of its fields follow, then the records. Years count from 1900.
typedef LE struct {
    uint8_t version, year, month, day;
    uint32_t records;
    uint16_t header_size, record_size;
    uint8_t [2];
    uint8_t transaction, encrypted;
    uint8_t [12];
    uint8_t index, language;
    uint8_t [2];
} dbf; // 32 bytes

/// The description of a field of a table of dBASE.
typedef LE struct {
    char name[11], type;
    uint8_t [4];
    uint8_t length, decimals;
    uint8_t [14];
} dbf_field; // 32 bytes
