using System.Collections.Immutable;
using Refigure.Engines;
using Refigure.Nodes;
using Refigure.Running.Gpus;
using Refigure.Running.Processes;
using Refigure.Running.Readiness;

namespace Refigure.Running;

/// <summary>What was seen of one start of an engine.</summary>
/// <param name="Command">What was started.</param>
/// <param name="Readiness">How the start ended.</param>
/// <param name="End">How the process ended.</param>
/// <param name="Start">When it was started, UTC.</param>
/// <param name="Stop">When it had ended, UTC.</param>
/// <param name="AtStart">What of the model's files was in memory just before.</param>
/// <param name="After">What of them was in memory after.</param>
/// <param name="Waited">How long it was waited for.</param>
/// <param name="Phase">The last start-up phase that began.</param>
/// <param name="LastErrors">The last lines of its standard error.</param>
/// <param name="PortInUse">Whether it complained that its port is taken.</param>
/// <param name="Gpus">What was seen of its GPUs.</param>
internal sealed record EngineRun(
    EngineCommand Command,
    StartResult Readiness,
    ProcessEnd End,
    DateTimeOffset Start,
    DateTimeOffset Stop,
    ImmutableArray<FileResidency> AtStart,
    ImmutableArray<FileResidency> After,
    TimeSpan Waited,
    string Phase,
    IReadOnlyList<string> LastErrors,
    bool PortInUse,
    GpuFindings Gpus
);
