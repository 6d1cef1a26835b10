namespace MemMap.DataTypes;

// The members behind the fixed part of a record.
internal sealed partial class CLayout
{
    private void AddTail(CMember member)
    {
        CType type = member.Type;
        if (rules.IsUnion || member.Name is not { } name || member.Bits is not null)
        {
            throw Error.DefinitionAt(text, member.At,
                "behind a part whose length is another one in each record there are members with names, "
                + "which are no bit fields, and none are in a union");
        }
        if (member.Initial is not null)
        {
            throw Error.DefinitionAt(text, member.At, "behind a part whose length is another one in each record no member has a value");
        }
        if (HasOwnLength(type) is not null || type.Lengths.Skip(1).Any(length => length.Constant is null))
        {
            throw Error.DefinitionAt(text, member.At, "only the first length of an array can be another one in each record");
        }
        if (_tail.Count > 0 && _tail[^1].Length is TailLength.Rest or TailLength.Open)
        {
            throw Error.DefinitionAt(text, member.At, $"nothing can stand behind '{_tail[^1].Name}', which goes on to the end");
        }
        if (_tail.Any(part => part.Name == name) || _fields.Any(field => field.Name == name))
        {
            throw Error.DefinitionAt(text, member.At, Error.FieldTwice(name).Message);
        }
        if (_tail.Count == 0)
        {
            int alignment = rules.IsPacked || member.IsPacked ? 1 : rules.Pack > 0 ? Math.Min(type.Alignment, rules.Pack) : type.Alignment;
            _alignment = Math.Max(_alignment, alignment);
            _bits = Up(_bits, (long)alignment * ByteBits);
        }
        bool isArray = type.Lengths.Count > 0, isText = type.Text != CText.None && type.Lengths.Count == 1;
        foreach (CExpression expression in type.Lengths.Select(length => length.Expression).OfType<CExpression>())
        {
            RequireFields(expression);
        }
        TailLength kind = !isArray || type.Lengths[0].Constant is not null ? TailLength.One
            : type.Lengths[0] switch
            {
                { Expression: not null } => TailLength.Counted,
                { IsRest: true } => TailLength.Rest,
                { IsTerminated: true } => TailLength.Terminated,
                _ => isText ? TailLength.Terminated : TailLength.Open,
            };
        DType element = Checked(member, () => kind == TailLength.One ? type.DTypeOf(rules.Order)
            : isText ? type.Element.NewByteOrder(type.TakesOrder ? rules.Order : '|') : type.DTypeOf(rules.Order, type.Lengths.Count - 1));
        _tail.Add(new(name, element, kind, kind == TailLength.Counted ? type.Lengths[0].Expression : null,
            kind != TailLength.One && isText ? type.Text : CText.None));
    }

    private void RequireFields(CExpression expression)
    {
        foreach (string path in expression.Names)
        {
            DType? dtype = _tail.FirstOrDefault(part => part.Name == path && part.Length == TailLength.One)?.Element;
            string[] steps = path.Split('.');
            dtype ??= _fields.FirstOrDefault(field => field.Name == steps[0])?.DType;
            for (int i = 1; i < steps.Length; i++)
            {
                dtype = dtype?.FindField(steps[i])?.DType;
            }
            if (dtype is not { IsInteger: true } and not { Kind: ElementKind.Bool })
            {
                throw Error.Definition(text, expression.At, "a length of constants and of integers before it", $"'{path}'");
            }
        }
    }
}
