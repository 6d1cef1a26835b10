using System.Collections;
using System.Management.Automation;

namespace MemMap.Remoting;

/// <summary>Reads objects from a host, which are property bags.</summary>
internal static class PropertyBag
{
    /// <summary>Reads an output that was sent as text, because PowerShell limits the depth of serialized objects.</summary>
    internal static PSObject Deep(object? value)
        => PSObject.AsPSObject(PSSerializer.Deserialize((string)PSObject.AsPSObject(value!).BaseObject));

    /// <summary>Returns a property.</summary>
    internal static T Of<T>(PSObject bag, string name) => LanguagePrimitives.ConvertTo<T>(bag.Properties[name].Value);

    /// <summary>Returns a property that is a list of bags.</summary>
    internal static IEnumerable<PSObject> List(PSObject bag, string name)
        => ((IEnumerable)PSObject.AsPSObject(bag.Properties[name].Value).BaseObject).Cast<object>().Select(PSObject.AsPSObject);
}
