using MemMap.DataTypes;

namespace MemMap.Compute;

/// <summary>Computes a number from a record's bytes.</summary>
internal delegate long RecordNumber(ReadOnlySpan<byte> record);

/// <summary>Compiles expressions over the fields of a record to functions of its bytes.</summary>
internal static class RecordNumbers
{
    /// <summary>Compiles an expression.</summary>
    /// <param name="expression">The expression.</param>
    /// <param name="find">The dtype and the offset of a name; <see langword="null"/> for a name that is no integer field.</param>
    /// <exception cref="ArgumentException">A name is no integer field.</exception>
    internal static RecordNumber Compile(CExpression expression, Func<string, (DType DType, int Offset)?> find)
    {
        switch (expression)
        {
            case CExpression.Number number:
                return _ => number.Amount;
            case CExpression.Name name:
                (DType dtype, int offset) = find(name.Path) ?? throw Error.RecordName(name.Path);
                return Read(dtype, offset);
            case CExpression.Unary unary:
                RecordNumber operand = Compile(unary.Operand, find);
                return record => CExpression.Unary.Apply(unary.Operator, operand(record));
            case CExpression.Choice choice:
                RecordNumber condition = Compile(choice.Condition, find), then = Compile(choice.Then, find), other = Compile(choice.Else,
                    find);
                return record => condition(record) != 0 ? then(record) : other(record);
            case CExpression.Binary binary:
                return Compile(binary, Compile(binary.Left, find), Compile(binary.Right, find));
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    /// <summary>The dtype and the offset of a field, or of one in a field.</summary>
    internal static (DType DType, int Offset)? Find(DType record, string path)
    {
        int offset = 0;
        DType dtype = record;
        foreach (string step in path.Split('.'))
        {
            Field? field = dtype.FindField(step)
                ?? dtype.Fields?.FirstOrDefault(field => field.Name.Equals(step, StringComparison.OrdinalIgnoreCase));
            if (field is null)
            {
                return null;
            }
            (dtype, offset) = (field.DType, offset + field.Offset);
        }
        return dtype.IsInteger || dtype.Kind == ElementKind.Bool ? (dtype, offset) : null;
    }

    private static RecordNumber Compile(CExpression.Binary binary, RecordNumber x, RecordNumber y) => binary.Operator switch
    {
        "&&" => record => x(record) != 0 && y(record) != 0 ? 1 : 0,
        "||" => record => x(record) != 0 || y(record) != 0 ? 1 : 0,
        "+" => record => checked(x(record) + y(record)),
        "-" => record => checked(x(record) - y(record)),
        "*" => record => checked(x(record) * y(record)),
        string symbol => record => CExpression.Binary.Apply(symbol, x(record), y(record)),
    };

    /// <summary>The function that reads a field whose numbers are stored in a packing.</summary>
    private static RecordNumber Packed(DType dtype, int offset)
    {
        int size = dtype.ItemSize, number = dtype.AsNative().ItemSize;
        bool isBigEndian = dtype.IsBigEndian;
        RecordNumber read = new FieldReader(0).Visit(dtype.AsNative());
        Packing packing = dtype.Packing!;
        return record =>
        {
            Span<byte> room = stackalloc byte[sizeof(ulong)];
            packing.Unpack(record.Slice(offset, size), isBigEndian, room[..number]);
            return read(room[..number]);
        };
    }

    /// <summary>The function that reads a field.</summary>
    private static RecordNumber Read(DType dtype, int offset)
        => dtype.Packing is null ? new FieldReader(offset).Visit(dtype) : Packed(dtype, offset);

    private sealed class FieldReader(int offset) : DTypeVisitor<RecordNumber>
    {
        protected override RecordNumber Bool(DType dtype) => record => record[offset] == 0 ? 0 : 1;

        protected override RecordNumber Integer<T>(DType dtype)
        {
            int size = dtype.ItemSize;
            bool isUnsigned = !dtype.IsSigned;
            return dtype.IsBigEndian && size > 1
                ? record => long.CreateChecked(T.ReadBigEndian(record.Slice(offset, size), isUnsigned))
                : record => long.CreateChecked(T.ReadLittleEndian(record.Slice(offset, size), isUnsigned));
        }

        protected override RecordNumber Unsupported(DType dtype) => throw Error.NoLoop("a record's length", dtype);
    }
}
