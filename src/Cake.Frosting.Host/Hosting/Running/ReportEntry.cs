namespace Cake.Frosting.Hosting.Running;

/// <summary>A row of the table at the end.</summary>
/// <param name="Name">The task, or the setup or teardown.</param>
/// <param name="Duration">How long it ran.</param>
/// <param name="Status">How it ended.</param>
/// <param name="IsLifetime">Whether it is no task but the run's setup or teardown.</param>
internal sealed record ReportEntry(string Name, TimeSpan Duration, EntryStatus Status, bool IsLifetime = false);
