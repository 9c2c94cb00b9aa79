namespace Refigure.Assignment;

/// <summary>A script that starts a server, for the shell of a POSIX system.</summary>
/// <param name="Name">The file's name.</param>
/// <param name="Title">What it starts, for people.</param>
/// <param name="Text">The whole script.</param>
/// <param name="IsRecorded">Whether a run was started so; else it is what the experiment would start.</param>
public sealed record ServerScript(string Name, string Title, string Text, bool IsRecorded);
