using Refigure.Catalog;
using Refigure.Engines;
using Refigure.Results;

namespace Refigure.Build.Running;

/// <summary>
/// What an engine is started with for a chat: its case in an experiment, which fits its model and this project, for one conversation at a
/// time.
/// </summary>
/// <param name="context">The options.</param>
/// <param name="experiments">The experiments.</param>
internal sealed class ChatCase(BuildContext context, ExperimentCatalog experiments)
{
    private const string UsualEngine = "llamacpp";

    // llama.cpp's own 512 tokens are soon full; these are a few megabytes for the models here.
    private const int UsualContext = 2048;
    private static readonly string[] Profiles = ["smoke", "lab", "paper"];

    /// <summary>Finds it.</summary>
    /// <exception cref="UserErrorException">There is no such engine, or no model for it.</exception>
    public (string Profile, CaseSpec Case) Find()
    {
        var options = context.Options;
        var wanted = options.Engine ?? UsualEngine;
        var environments = EnvironmentSetup.Catalog(context);
        var named = environments.Find(wanted);
        foreach (var profile in options.Profile is { } only ? [only] : Profiles)
        {
            var found =
                ServingCases.Find(experiments, environments, profile, wanted)
                ?? (named is null ? null : ServingCases.Find(experiments, environments, profile, named.Engine));
            if (found is not null)
            {
                return (profile, Of(found with { Environment = named?.Name ?? found.Environment }));
            }
        }

        var environment =
            named
            ?? environments.Names.Select(environments.Find).FirstOrDefault(e => e?.Engine == wanted)
            ?? throw new UserErrorException(
                $"--engine {wanted}: expected an engine or an environment, one of {string.Join(", ", environments.Names)}."
            );
        return (
            options.Profile ?? Profiles[0],
            Of(
                new CaseSpec
                {
                    Name = "chat",
                    Model =
                        options.Model
                        ?? throw new UserErrorException(
                            $"--engine {wanted} needs --model NAME, one of envs/models.yaml."
                        ),
                    Environment = environment.Name,
                    Caches = [],
                }
            )
        );
    }

    private CaseSpec Of(CaseSpec found)
    {
        var options = context.Options;
        var engine = EngineOf(context, found);
        var arguments = engine.WithUsualParallel(found.Arguments);
        var tokens = options.Chat.Context ?? (engine.Name == UsualEngine ? UsualContext : null);
        return found with
        {
            Name = "chat",
            Model = options.Model ?? found.Model,
            Arguments = tokens is { } known ? engine.WithContext(arguments, known) : arguments,
            Caches = [new CacheIterations(CacheState.Warm, 1)],
            Load = null,
            RunsOf = null,
            Nodes = [],
        };
    }

    /// <summary>The engine of a case.</summary>
    /// <exception cref="UserErrorException">It cannot serve here.</exception>
    public static IServingEngine EngineOf(BuildContext context, CaseSpec one)
    {
        var engine = Workshop.Engines.Get(EnvironmentSetup.Catalog(context).Find(one.Environment)!.Engine);
        return engine as IServingEngine ?? throw ServingArguments.CannotServe(engine);
    }
}
