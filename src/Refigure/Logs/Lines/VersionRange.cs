namespace Refigure.Logs.Lines;

/// <summary>The versions from one to another, both included, and the last one's patch releases.</summary>
/// <param name="Since">The first version; null: from the beginning.</param>
/// <param name="Until">The last version; null: up to the newest.</param>
internal sealed record VersionRange(string? Since, string? Until)
{
    /// <summary>The first version.</summary>
    public EngineVersion From { get; } = EngineVersion.Parse(Since ?? "") ?? default;

    /// <summary>The last version; null: up to the newest.</summary>
    public EngineVersion? To { get; } = EngineVersion.Parse(Until ?? "", int.MaxValue);

    /// <summary>Whether a version is in it.</summary>
    public bool Contains(EngineVersion version) => From <= version && (To is not { } to || version <= to);

    /// <summary>Whether a version is in it; one that is not known counts as the newest.</summary>
    public bool ContainsOrNewest(EngineVersion? version) => version is { } known ? Contains(known) : To is null;
}
