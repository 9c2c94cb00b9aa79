namespace Refigure.Build.Tests.Nodes;

/// <summary>Tests with Slurm come one after another and share the cluster and what travels.</summary>
[CollectionDefinition(Name)]
public sealed class SlurmKitCollection : ICollectionFixture<SshKit>, ICollectionFixture<SlurmCluster>
{
    public const string Name = "a cluster with Slurm";
}
