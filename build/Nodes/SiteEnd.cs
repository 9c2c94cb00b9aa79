namespace Refigure.Build.Nodes;

/// <summary>How a job of a site, or an element of one, ended.</summary>
/// <param name="Job">The job, as people see it: its number and part.</param>
/// <param name="ExitCode">Its host's exit code; null if it did not say.</param>
/// <param name="GoesOn">Whether its time limit ended it, and what is left may be submitted again.</param>
/// <param name="Problem">What became of it, where that is no end of its own; null else.</param>
internal sealed record SiteEnd(string Job, int? ExitCode, bool GoesOn, string? Problem);
