using Refigure.Results;
using Refigure.Traces;

namespace Refigure.Assignment;

/// <summary>The profiled run that figure 20 shows.</summary>
/// <param name="Run">The run.</param>
/// <param name="Profile">Its traces, read.</param>
public sealed record KernelProfile(MeasuredRun Run, ProfiledRun Profile);
