using Refigure.Catalog;
using Refigure.Engines;
using Refigure.Environments;
using Refigure.Models;

namespace Refigure.Planning;

/// <summary>
/// The command of a case before anything of it is there: what is only known on the day stands in words, <c>ENV</c> for the
/// installed environment, <c>MODELS</c> for the models' folder, <c>RUN</c> for the run's, <c>CACHES</c> for compiled graphs.
/// </summary>
/// <param name="environments">The environments.</param>
/// <param name="engines">The engines.</param>
/// <param name="root">The checkout, absolute: files in it are named relative to it.</param>
public sealed class CommandPreview(IEnvironmentCatalog environments, EngineSet engines, string root)
{
    private const int SomePort = 8000;

    /// <summary>The command; null if its environment or engine is not described here.</summary>
    /// <exception cref="UserErrorException">An argument is not one of the engine's.</exception>
    public EngineCommand? Of(CaseSpec one)
    {
        ArgumentNullException.ThrowIfNull(one);
        if (
            environments.Find(one.Environment) is not { } environment
            || engines.Find(environment.Engine) is not { } engine
        )
        {
            return null;
        }

        var stored = engine.StoredModel(one.Model, one.Arguments);
        var model = new ModelSource(one.Model, "", 0, IsThere: false, IsSynthetic: false);
        var start = new EngineStart(
            new InstalledEnvironment(environment, "ENV", environment.Kind == "npm" ? "node" : "ENV/bin/python"),
            new ModelFiles(model, $"MODELS/{WithoutWeights.Model(stored) ?? stored}", []),
            one.Arguments,
            environment.Variables.SetItems(one.Variables),
            SomePort,
            "RUN"
        )
        {
            CompileCache = "CACHES",
            Profiler = one.Load?.Profiler switch
            {
                "torch" => new ProfilerWish(ProfilerKind.Torch, "RUN/trace"),
                "nsys" => new ProfilerWish(ProfilerKind.Nsys, "RUN/trace"),
                _ => null,
            },
        };
        var command =
            one.Load is null ? engine.Command(start)
            : engine is IServingEngine serving ? serving.ServeCommand(start)
            : throw ServingArguments.CannotServe(engine);
        return command with { Arguments = [.. command.Arguments.Select(Relative)] };
    }

    private string Relative(string argument) =>
        argument.StartsWith(root + Path.DirectorySeparatorChar, StringComparison.Ordinal)
            ? Path.GetRelativePath(root, argument).Replace('\\', '/')
            : argument;
}
