using Refigure.Nodes.Ssh;

namespace Refigure.Build.Running;

/// <summary>Shows how the runs of several machines go. Calls may come at the same time.</summary>
internal interface INodeBoard : IDisposable
{
    /// <summary>Hears of the runs that are made here.</summary>
    IRunDisplay Here { get; }

    /// <summary>This machine has something to say beside its runs.</summary>
    void SayHere(string line);

    /// <summary>A node has something to say.</summary>
    void Say(string node, string line);

    /// <summary>How far a node is; null if it does not say.</summary>
    void Show(string node, JobProgress? progress);

    /// <summary>A node's part is over.</summary>
    /// <param name="node">The node.</param>
    /// <param name="how">How it ended, in a few words.</param>
    void End(string node, string how);
}
