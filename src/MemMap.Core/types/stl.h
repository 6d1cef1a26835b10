// Meshes for 3D printers, in the binary form.

/// The head of a binary STL file; its triangles follow.
typedef LE struct {
    char header[80];
    uint32_t triangles;
} stl; // 84 bytes

/// A triangle of a binary STL file.
typedef LE struct {
    float normal[3], vertices[3][3];
    uint16_t attribute;
} stl_triangle; // 50 bytes
