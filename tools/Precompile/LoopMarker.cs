using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace MemMap.Precompile;

/// <summary>
/// Marks loops that can't be compiled ahead for full optimization (<see cref="MethodImplAttributes.AggressiveOptimization"/>): those of
/// generic methods, whose types are known at run time only, and those that use vectors, whose size is. The runtime would compile them
/// without optimization first, and again after many calls: until then, a loop over vectors takes ten times as long.
/// </summary>
/// <remarks>
/// Marking is done in the assembly, since the attribute is missing in System.Numerics.Tensors, and so that no loop of Core is forgotten.
/// It changes a bit in the metadata of a method and nothing else.
/// </remarks>
internal static class LoopMarker
{
    /// <summary>Marks the loops of an assembly.</summary>
    internal static void Mark(string path)
    {
        byte[] image = File.ReadAllBytes(path);
        using var assembly = new PEReader(new MemoryStream(image));
        MetadataReader metadata = assembly.GetMetadataReader();
        int table = assembly.PEHeaders.MetadataStartOffset + metadata.GetTableMetadataOffset(TableIndex.MethodDef);
        int rowSize = metadata.GetTableRowSize(TableIndex.MethodDef);
        byte[] marked = [.. image];
        foreach (MethodDefinitionHandle handle in metadata.MethodDefinitions)
        {
            MethodDefinition method = metadata.GetMethodDefinition(handle);
            if (method.RelativeVirtualAddress != 0 && IsLoop(assembly, metadata, method))
            {
                // A row begins with the address of the code, in four bytes; the flags are the two bytes behind.
                int flags = table + ((MetadataTokens.GetRowNumber(handle) - 1) * rowSize) + 4;
                BitConverter.TryWriteBytes(
                    marked.AsSpan(flags), (ushort)(method.ImplAttributes | MethodImplAttributes.AggressiveOptimization));
            }
        }
        File.WriteAllBytes(path, marked);
    }

    private static bool IsLoop(PEReader assembly, MetadataReader metadata, MethodDefinition method)
    {
        Instruction[] body = Instruction.Read(assembly.GetMethodBody(method.RelativeVirtualAddress).GetILReader());
        return body.Any(instruction => instruction.JumpsBack)
            && (IsGeneric(metadata, method) || body.Any(instruction => instruction.Token is { } token && IsVector(metadata, token)));
    }

    private static bool IsGeneric(MetadataReader metadata, MethodDefinition method)
        => method.GetGenericParameters().Count > 0
            || metadata.GetTypeDefinition(method.GetDeclaringType()).GetGenericParameters().Count > 0;

    /// <summary>Whether a token means a vector's type or a method of one.</summary>
    private static bool IsVector(MetadataReader metadata, EntityHandle handle)
    {
        switch (handle.Kind)
        {
            case HandleKind.MethodSpecification:
                return IsVector(metadata, metadata.GetMethodSpecification((MethodSpecificationHandle)handle).Method);
            case HandleKind.MemberReference:
                return IsVector(metadata, metadata.GetMemberReference((MemberReferenceHandle)handle).Parent);
            case HandleKind.TypeSpecification:
                BlobReader signature = metadata.GetBlobReader(metadata.GetTypeSpecification((TypeSpecificationHandle)handle).Signature);
                // What is generic: whether it is a class or a value type, then which.
                return signature.ReadSignatureTypeCode() == SignatureTypeCode.GenericTypeInstance
                    && signature.ReadByte() != 0 && IsVector(metadata, signature.ReadTypeHandle());
            case HandleKind.TypeReference:
                TypeReference type = metadata.GetTypeReference((TypeReferenceHandle)handle);
                string space = metadata.GetString(type.Namespace);
                return space.StartsWith("System.Runtime.Intrinsics", StringComparison.Ordinal)
                    || (space == "System.Numerics" && metadata.GetString(type.Name).StartsWith("Vector", StringComparison.Ordinal));
            default:
                return false;
        }
    }
}
