using Refigure.Running;

namespace Refigure.Build.Running;

/// <summary>Progress of runs on the console.</summary>
internal interface IRunDisplay : IRunProgress, IDisposable;
