using Refigure.Engines;
using Refigure.Environments;
using Refigure.Models;

namespace Refigure.Running;

/// <summary>What must be there before a run can be made.</summary>
/// <param name="Environment">The installed environment.</param>
/// <param name="Model">The model.</param>
/// <param name="Engine">The engine.</param>
public sealed record RunPreparation(InstalledEnvironment Environment, ModelFiles Model, IEngine Engine);
