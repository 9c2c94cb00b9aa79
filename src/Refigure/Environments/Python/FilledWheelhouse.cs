namespace Refigure.Environments.Python;

/// <summary>A wheelhouse that holds all of an environment.</summary>
/// <param name="Folder">The folder, absolute.</param>
/// <param name="Packages">How many packages the environment has.</param>
/// <param name="Fetched">How many of them had to be fetched.</param>
/// <param name="Bytes">The size of its files.</param>
public sealed record FilledWheelhouse(string Folder, int Packages, int Fetched, long Bytes);
