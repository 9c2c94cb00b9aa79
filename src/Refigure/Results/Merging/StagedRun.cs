namespace Refigure.Results.Merging;

/// <summary>A run that was taken out of its source, whole and checked.</summary>
/// <param name="Record">Its record.</param>
/// <param name="Folder">Where it lies until it is put into place; null if the very same lies in its place already.</param>
internal sealed record StagedRun(RunRecord Record, string? Folder)
{
    /// <summary>Whether only the raw files count: an importer of another version may say more about the same ones.</summary>
    public bool IsImported { get; init; }
}
