using System.Globalization;
using System.Text;
using Refigure.Catalog;
using Refigure.Engines;
using Refigure.Environments;
using Refigure.Planning;
using Refigure.Results;
using Refigure.Testing;

namespace Refigure.Tests.Planning;

/// <summary>What the profile <c>paper</c> starts, through the project's own experiments, environments and engine.</summary>
internal static class PaperCommands
{
    private static readonly CommandPreview Preview = new(
        new EnvironmentCatalog(Path.Combine(CheckoutRoot.Folder, "envs")),
        new EngineSet(new LlamaCppEngine(), new VllmEngine()),
        CheckoutRoot.Folder
    );

    public static ExperimentCatalog Catalog { get; } = new(Path.Combine(CheckoutRoot.Folder, "figures", "experiments"));

    public static IReadOnlyList<(CaseSpec Case, EngineCommand Command)> Of(string experiment) =>
        [
            .. Catalog
                .Get(experiment)
                .Profiles["paper"]
                .Cases.Select(c => (c, Preview.Of(c) ?? throw new InvalidOperationException(c.Environment))),
        ];

    /// <summary>One block a case: where, how often in which cache state, and what is started.</summary>
    public static string Text(string experiment)
    {
        var text = new StringBuilder();
        foreach (var (one, command) in Of(experiment))
        {
            var caches = one.Caches.Select(c =>
                string.Create(CultureInfo.InvariantCulture, $"{c.Cache.Word()} × {c.Iterations}")
            );
            text.Append(CultureInfo.InvariantCulture, $"case {one.Name}\n");
            text.Append(CultureInfo.InvariantCulture, $"environment {one.Environment}\n");
            text.Append(CultureInfo.InvariantCulture, $"starts {string.Join(", ", caches)}\n");
            text.Append(
                CultureInfo.InvariantCulture,
                $"nodes {(one.Nodes.IsEmpty ? "any" : string.Join(", ", one.Nodes))}\n"
            );
            text.Append(CultureInfo.InvariantCulture, $"in {command.WorkingDirectory}\n");
            foreach (var (name, value) in command.Variables)
            {
                text.Append(CultureInfo.InvariantCulture, $"  {name}={value}\n");
            }

            text.Append(CultureInfo.InvariantCulture, $"  {command.Program}\n");
            foreach (var argument in command.Arguments)
            {
                text.Append(CultureInfo.InvariantCulture, $"    {argument}\n");
            }

            text.Append('\n');
        }

        return text.ToString();
    }
}
