using Refigure.Logs.Lines;

namespace Refigure.Logs.Phases;

/// <summary>One definition of a phase.</summary>
/// <param name="Phase">The phase's key.</param>
/// <param name="Unit">Its unit.</param>
/// <param name="Rule">Where the value comes from.</param>
/// <param name="Needs">What must be so for it to take place.</param>
/// <param name="Since">The first version that this definition is for; null: any.</param>
/// <param name="Until">The last version that it is for, its patch releases included; null: any.</param>
internal sealed record PhaseRow(
    string Phase,
    string Unit,
    PhaseRule Rule,
    Needs Needs = Needs.Nothing,
    string? Since = null,
    string? Until = null
)
{
    private readonly VersionRange _versions = new(Since, Until);

    /// <summary>What the value is computed from where the loader does not print it; null: nothing.</summary>
    public FormulaRule? IfLoaderIsSilent { get; init; }

    /// <summary>What it means that the end is stamped before the beginning, where that is no fault; null: it is one.</summary>
    public string? IfReversed { get; init; }

    /// <summary>Whether this is the definition for a version; a log of unknown version has the newest one.</summary>
    public bool IsFor(EngineVersion? version) => _versions.ContainsOrNewest(version);
}
