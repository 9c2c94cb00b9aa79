using System.Collections.Immutable;
using Refigure.Assignment;
using Refigure.Build.Figures;
using Refigure.Build.Running;
using Refigure.Figures;
using Refigure.Figures.Traces;
using Refigure.Results;
using Refigure.Serving;
using Refigure.Traces;

namespace Refigure.Build.Assignment;

/// <summary>Reads and computes everything that the assignment is made of, from the runs that its figures show.</summary>
internal sealed class AssignmentReader(FigureStudio studio, RunLibrary library)
{
    private const string Serving = "tp-serving";

    /// <exception cref="UserErrorException">There is neither a configuration nor a profile.</exception>
    public AssignmentData Read(BuildContext context, IEnumerable<int> numbers)
    {
        ImmutableArray<AssignmentFigure> figures = [.. numbers.Select(n => Figure(n, context))];
        var configurations = Configurations(figures);
        var kernels = Kernels(figures);
        if (configurations.IsEmpty && kernels is null)
        {
            throw new UserErrorException(figures[0].Outcome.WhyNot!);
        }

        var profile = library.Profile!;
        var expected = ExpectedConfiguration.Of(ProfileOf(context, context.Options.From is null ? profile : "paper"));
        return new AssignmentData
        {
            Profile = profile,
            IsImported =
                context.Options.From is not null
                || (!configurations.IsEmpty && configurations.All(c => c.Run.Record.ImportedFrom is not null)),
            Configurations = configurations,
            Figures = figures,
            Kernels = kernels,
            Servers = [.. Servers(context, configurations, kernels, expected)],
            Gaps = AssignmentGaps.Of(
                profile,
                [.. configurations.Select(c => c.Name)],
                expected,
                figures,
                name => WhyInvalid(name, context),
                context.Options.From is null ? null : string.Join(", ", context.Options.FromAll.Select(NameOf))
            ),
            Commit = Repository.Commit(),
            Created = FigureStudio.SourceDate(),
        };
    }

    private AssignmentFigure Figure(int number, BuildContext context)
    {
        var (recipe, outcome, files) = studio.Make(FigureRecipes.Find(number)!, context);
        return new AssignmentFigure(recipe, outcome, files);
    }

    // The runs behind the lines, and no others: numbers, texts and commands are then of the same.
    private static ImmutableArray<ServedConfiguration> Configurations(ImmutableArray<AssignmentFigure> figures) =>
        figures.FirstOrDefault(f => f.Number != 20 && f.Outcome.HasData) is { } figure
            ?
            [
                .. figure
                    .Outcome.Data!.Marks.Where(m => m.Panel == Panels.Main && !m.Sources.IsEmpty)
                    .DistinctBy(m => m.Series)
                    .Select(m => (m.Series, m.Sources[0].Run))
                    .Select(line => new ServedConfiguration(
                        line.Series,
                        line.Run,
                        RequestsFile.Of(line.Run),
                        LoadFactsFile.Of(FolderOf(line.Run))
                    )
                    {
                        ClientText = ResultTexts.Kept(line.Run),
                    }),
            ]
            : [];

    private static KernelProfile? Kernels(ImmutableArray<AssignmentFigure> figures) =>
        figures.FirstOrDefault(f => f.Number == 20)?.Outcome.Data is { } data
        && data.Marks.FirstOrDefault(m => m.Panel == KernelTimeline.Kernels && !m.Sources.IsEmpty) is { } mark
        && ProfiledRun.Of(FolderOf(mark.Sources[0].Run)) is { } profile
            ? new KernelProfile(mark.Sources[0].Run, profile)
            : null;

    // An archive that is handed in has no business with where its maker keeps things.
    private static string NameOf(string path) =>
        Path.GetFileName(Path.TrimEndingDirectorySeparator(path)) is { Length: > 0 } name ? name : path;

    private static string FolderOf(MeasuredRun run) => RunFolder.PathOf(run.Root, run.Record.Identity);

    private string? WhyInvalid(string name, BuildContext context) =>
        library
            .InputFor(FigureRecipes.Find(18)!, context)
            .Runs.Where(r =>
                r.Record.Identity.Experiment == Serving && r.Record.Identity.Case == name && !r.Record.Valid
            )
            .SelectMany(r => r.Record.InvalidReasons)
            .FirstOrDefault();

    private Catalog.ExperimentProfile? ProfileOf(BuildContext context, string profile) =>
        library.Experiments(context).Get(Serving).Profiles.GetValueOrDefault(profile);

    private static IEnumerable<ServerScript> Servers(
        BuildContext context,
        ImmutableArray<ServedConfiguration> configurations,
        KernelProfile? kernels,
        ImmutableArray<ExpectedConfiguration> expected
    )
    {
        var preview = Workshop.Preview(context);
        foreach (var one in configurations)
        {
            var first = one == configurations[0] ? null : configurations[0].Run.Record;
            var name = $"code/server_{one.Stem}.sh";
            if (ServerScripts.Of(name, one.Name, one.Run.Record, first) is { } recorded)
            {
                yield return recorded;
            }
            else if (
                expected.FirstOrDefault(e => e.Name == one.Name) is { } known
                && preview.Of(known.Case) is { } command
            )
            {
                yield return ServerScripts.OfCase(name, one.Name, command, Serving);
            }
        }

        foreach (var missing in expected.Where(e => configurations.All(c => c.Name != e.Name)))
        {
            if (preview.Of(missing.Case) is { } command)
            {
                var name = $"code/server_{ConfigurationNames.Stem(missing.Name)}.sh";
                yield return ServerScripts.OfCase(name, missing.Name, command, Serving);
            }
        }

        if (
            kernels is not null
            && ServerScripts.Of("code/server_profiled.sh", "profiled", kernels.Run.Record, null) is { } profiled
        )
        {
            yield return profiled;
        }
    }
}
