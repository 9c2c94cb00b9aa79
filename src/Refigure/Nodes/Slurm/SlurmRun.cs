namespace Refigure.Nodes.Slurm;

/// <summary>A run as far as it decides which job makes it.</summary>
/// <param name="Folder">Its folder below the runs root.</param>
/// <param name="Iteration">Its iteration.</param>
/// <param name="Environment">The environment that it is made in.</param>
/// <param name="Gpus">How many GPUs it takes; 0 if it needs none.</param>
/// <param name="Disturbs">Whether it empties what others may be using: the compile cache that all iterations share.</param>
public sealed record SlurmRun(string Folder, int Iteration, string Environment, int Gpus, bool Disturbs);
