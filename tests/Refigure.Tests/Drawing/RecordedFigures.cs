using System.Collections.Immutable;
using Refigure.Figures;
using Refigure.Results;
using Refigure.Tests.Figures;

namespace Refigure.Tests.Drawing;

/// <summary>The figures that a bare clone draws, from the recorded runs.</summary>
internal static class RecordedFigures
{
    private static readonly Lazy<FigureInput> Input = new(() =>
        new("lab", new RunStore(VllmLogReader.Instance).Load([Folder]), StudyRuns.Models)
    );

    public static ImmutableArray<int> Numbers { get; } = [1, 2, 9, 10, 13];

    public static Drawn Draw(int number) => Drawn.Of(number, Input.Value);

    private static string Folder
    {
        get
        {
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (!File.Exists(Path.Combine(folder.FullName, "Refigure.slnx")))
            {
                folder = folder.Parent ?? throw new InvalidOperationException("The tests run outside the checkout.");
            }

            return Path.Combine(folder.FullName, "figures", "recorded");
        }
    }
}
