using Refigure.Build.Tests.EndToEnd;

namespace Refigure.Build.Tests.Nodes;

/// <summary>A test with a real Slurm on this machine, started by the shared folder's script: Linux, root, slurm-wlm and munge.</summary>
internal sealed class SlurmFactAttribute : FactAttribute
{
    public SlurmFactAttribute()
    {
        Skip = SlurmCluster.WhyAbsent;
    }

    /// <summary>Whether runs are made there, with the real embedded engine.</summary>
    public bool MakesRuns
    {
        get;
        init
        {
            field = value;
            Skip ??= value ? LiveFactAttribute.WhyAbsent : null;
        }
    }
}
