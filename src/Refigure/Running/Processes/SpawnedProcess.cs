namespace Refigure.Running.Processes;

/// <summary>A started process and the host's ends of its three pipes, as file descriptors.</summary>
internal readonly record struct SpawnedProcess(int Id, int Input, int Output, int Error);
