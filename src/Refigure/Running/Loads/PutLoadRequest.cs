using Refigure.Catalog;
using Refigure.Results;

namespace Refigure.Running.Loads;

/// <summary>Which load, of which run, and where what came of it goes.</summary>
/// <param name="Load">The load.</param>
/// <param name="Identity">The run.</param>
/// <param name="Folder">The run's folder while it is being built.</param>
/// <param name="DataFolder">The folder that data sets are looked for in.</param>
internal sealed record PutLoadRequest(LoadSpec Load, RunIdentity Identity, string Folder, string DataFolder);
