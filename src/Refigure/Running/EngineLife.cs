using System.Collections.Immutable;
using Refigure.Catalog;
using Refigure.Engines;
using Refigure.Environments;
using Refigure.Nodes;

namespace Refigure.Running;

/// <summary>What one life of an engine's process is about.</summary>
/// <param name="Engine">The engine.</param>
/// <param name="Environment">Its environment.</param>
/// <param name="Command">How it is started.</param>
/// <param name="Case">The case: its arguments, and how long is waited.</param>
/// <param name="ModelFiles">The model's files.</param>
/// <param name="AtStart">What of them is in memory.</param>
/// <param name="RunFolder">The run's folder, for the marks of processes.</param>
/// <param name="Folder">Where its raw files go.</param>
internal sealed record EngineLife(
    IEngine Engine,
    EnvironmentSpec Environment,
    EngineCommand Command,
    CaseSpec Case,
    ImmutableArray<string> ModelFiles,
    ImmutableArray<FileResidency> AtStart,
    string RunFolder,
    string Folder
);
