using System.Collections;
using System.Management.Automation;

namespace MemMap.Remoting;

/// <summary>Objects as they come from a host: bags of properties.</summary>
internal static class PropertyBag
{
    /// <summary>What a work wrote as text, because it is deeper than what PowerShell sends of an object.</summary>
    internal static PSObject Deep(object? value)
        => PSObject.AsPSObject(PSSerializer.Deserialize((string)PSObject.AsPSObject(value!).BaseObject));

    /// <summary>A property.</summary>
    internal static T Of<T>(PSObject bag, string name) => LanguagePrimitives.ConvertTo<T>(bag.Properties[name].Value);

    /// <summary>A property that is a list of bags.</summary>
    internal static IEnumerable<PSObject> List(PSObject bag, string name)
        => ((IEnumerable)PSObject.AsPSObject(bag.Properties[name].Value).BaseObject).Cast<object>().Select(PSObject.AsPSObject);
}
