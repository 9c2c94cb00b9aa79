namespace Refigure.Nodes.Ssh;

/// <summary>How far a job on a node is.</summary>
public enum JobStatus
{
    /// <summary>There is none of that name.</summary>
    None,

    /// <summary>It is about to begin, or was interrupted before it had.</summary>
    Starting,

    /// <summary>It runs.</summary>
    Running,

    /// <summary>It ended and said how.</summary>
    Ended,

    /// <summary>It ended without a word: it was killed, or its machine was restarted.</summary>
    Lost,
}
