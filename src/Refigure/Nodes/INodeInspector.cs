using System.Collections.Immutable;

namespace Refigure.Nodes;

/// <summary>What this machine is and has.</summary>
public interface INodeInspector
{
    /// <summary>
    /// The facts of contract 5.2 that this machine can tell: cpu, cores, memory_bytes, gpu, gpus, gpu_memory_bytes, driver, cuda,
    /// kernel, os, node_js, and more about its GPUs. A fact that is not known is absent. Read once.
    /// </summary>
    ImmutableSortedDictionary<string, string> Facts { get; }

    /// <summary>Memory that a new process can have, in bytes; null if the system does not say.</summary>
    long? AvailableMemory();

    /// <summary>Free bytes for this user on the file system of a path (whose folders need not exist yet).</summary>
    long FreeDisk(string path);
}
