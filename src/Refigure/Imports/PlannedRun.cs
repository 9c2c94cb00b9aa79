using System.Collections.Immutable;
using Refigure.Results;

namespace Refigure.Imports;

/// <summary>A run to be imported.</summary>
/// <param name="Record">Its record, with files and hash.</param>
/// <param name="Sources">Its raw files.</param>
/// <param name="State">How it stands to what is there.</param>
public sealed record PlannedRun(RunRecord Record, ImmutableArray<SourceFile> Sources, PlannedState State);
