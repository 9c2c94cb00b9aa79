namespace Refigure.Engines;

/// <summary>An argument or environment variable that only some versions of vLLM know.</summary>
/// <param name="Name">An argument's long name without dashes, or a variable's name.</param>
/// <param name="First">The first version that knows it; null if all do from the beginning.</param>
/// <param name="Gone">The first version that does not know it any more; null if all newer ones do.</param>
/// <param name="Instead">What to use where it is not known.</param>
/// <param name="Decides">
/// Whether a start is another one without it. A variable that does not may be set for all versions of a comparison; that it
/// means nothing to one of them is only said.
/// </param>
internal sealed record VllmKnob(string Name, Version? First, Version? Gone, string Instead, bool Decides = true)
{
    /// <summary>Whether a version knows it.</summary>
    public bool IsKnownTo(Version version) => (First is null || version >= First) && (Gone is null || version < Gone);

    /// <summary>The versions that know it, in words.</summary>
    public string Versions =>
        (First, Gone) switch
        {
            (null, { } gone) => $"those before {gone}",
            ({ } first, null) => $"{first} and newer",
            ({ } first, { } gone) => $"{first} up to before {gone}",
            _ => "all",
        };
}
