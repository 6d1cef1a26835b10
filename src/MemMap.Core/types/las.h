// Point clouds of laser scanners: ASPRS LAS 1.0 to 1.2; later versions begin alike.

/// The head of a point cloud. A coordinate is its integer times scale, plus offset.
typedef LE struct {
    char magic[4] = "LASF";
    uint16_t source_id, encoding;
    GUID project;
    uint8_t version_major, version_minor;
    char system[32], software[32];
    uint16_t day, year, header_size;
    uint32_t points_offset, variable_records;
    uint8_t point_format;
    uint16_t point_size;
    uint32_t points, points_by_return[5];
    double x_scale, y_scale, z_scale, x_offset, y_offset, z_offset, max_x, min_x, max_y, min_y, max_z, min_z;
} las; // 227 bytes

/// A point of a point cloud, of point format 0; other formats have more behind it.
typedef LE struct {
    int32_t x, y, z;
    uint16_t intensity;
    uint8_t return_number : 3, returns : 3, scan_direction : 1, edge : 1;
    uint8_t classification;
    int8_t scan_angle;
    uint8_t user_data;
    uint16_t source_id;
} las_point; // 20 bytes
