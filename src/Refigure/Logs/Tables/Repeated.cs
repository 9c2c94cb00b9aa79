namespace Refigure.Logs.Tables;

/// <summary>What several lines of one process amount to.</summary>
internal enum Repeated
{
    /// <summary>The first one counts.</summary>
    First,

    /// <summary>The last one counts: it is a running total.</summary>
    Last,

    /// <summary>They are parts: a graph per range, a model per drafter.</summary>
    Sum,
}
