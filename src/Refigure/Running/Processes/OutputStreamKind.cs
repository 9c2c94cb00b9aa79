namespace Refigure.Running.Processes;

/// <summary>Which of a process's outputs.</summary>
public enum OutputStreamKind
{
    /// <summary>Standard output, kept as <c>engine.log</c>.</summary>
    Output,

    /// <summary>Standard error, kept as <c>engine.stderr.log</c>.</summary>
    Error,
}
