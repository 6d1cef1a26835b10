namespace MemMap.Bench;

/// <summary>What MemMap is measured beside.</summary>
internal interface IPeer : IDisposable
{
    /// <summary>What its column is called.</summary>
    string Name { get; }

    /// <summary>Its version, and that of what it runs on.</summary>
    string Version { get; }

    /// <summary>Whether it has the workload.</summary>
    bool Has(string workload);

    /// <summary>Runs a workload some times.</summary>
    Sample Run(string workload, int count);
}
