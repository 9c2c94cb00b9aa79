using Refigure.Catalog;
using Refigure.Load.Prompts;
using Refigure.Results;

namespace Refigure.Running.Loads;

/// <summary>Which load, of which run, and where what came of it goes.</summary>
/// <param name="Load">The load.</param>
/// <param name="Identity">The run.</param>
/// <param name="Folder">The run's folder while it is being built.</param>
/// <param name="Prompts">What is asked: read before anything is started, so that a data set that is not there costs no start.</param>
internal sealed record PutLoadRequest(LoadSpec Load, RunIdentity Identity, string Folder, IPromptSource Prompts)
{
    /// <summary>What is asked before, where that is a load of its own: other prompts, which no cache shall know later.</summary>
    public IPromptSource WarmUp { get; init; } = Prompts;
}
