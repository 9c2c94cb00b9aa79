namespace Refigure.Build.Tests.Nodes;

/// <summary>Tests with machines come one after another and share what travels.</summary>
[CollectionDefinition(Name)]
public sealed class SshKitCollection : ICollectionFixture<SshKit>
{
    public const string Name = "machines with ssh";
}
