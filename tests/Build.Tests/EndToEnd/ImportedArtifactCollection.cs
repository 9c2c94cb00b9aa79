namespace Refigure.Build.Tests.EndToEnd;

/// <summary>The tests that look at the imported artifact share one import.</summary>
[CollectionDefinition(Name)]
#pragma warning disable CA1711 // xunit's own word
public sealed class ImportedArtifactCollection : ICollectionFixture<ImportedArtifact>
#pragma warning restore CA1711
{
    internal const string Name = "imported artifact";
}
