using System.Text.RegularExpressions;
using Refigure.Environments;
using Refigure.Patches;

namespace Refigure.Tests.Patches;

/// <summary>The folders of <c>patches/</c>, and the environments that name them.</summary>
internal static partial class ShippedPatches
{
    /// <summary>The checkout's top folder.</summary>
    public static string Checkout { get; } = FindCheckout();

    /// <summary>The names of the folders.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        .. Directory
            .EnumerateDirectories(Path.Combine(Checkout, "patches"))
            .Select(f => Path.GetFileName(f)!)
            .Order(StringComparer.Ordinal),
    ];

    public static TheoryData<string> Versions { get; } = [.. Names.Select(n => n["vllm-".Length..])];

    public static PatchSeries Of(string version) =>
        PatchSeries.Read(Path.Combine(Checkout, "patches", $"vllm-{version}"));

    public static IEnumerable<EnvironmentSpec> Environments()
    {
        var catalog = new EnvironmentCatalog(Path.Combine(Checkout, "envs"));
        return catalog.Names.Select(n => catalog.Find(n)!).Where(e => e.PatchFolder is not null);
    }

    /// <summary>The messages that a diff adds, with a number in each place of one.</summary>
    public static IEnumerable<(string Message, double Seconds)> Messages(UnifiedDiff diff)
    {
        foreach (var line in diff.Hunks.SelectMany(h => h.New.Except(h.Old, StringComparer.Ordinal)))
        {
            if (Format().Match(line) is { Success: true } match)
            {
                var first = true;
                var message = Placeholder()
                    .Replace(
                        match.Groups["text"].Value,
                        p =>
                        {
                            var number = first ? "1.25" : "0.45";
                            first = false;
                            return p.Groups["digits"].Value == "4" ? number + "67" : number;
                        }
                    );
                yield return (message, message.Contains("1.2567", StringComparison.Ordinal) ? 1.2567 : 1.25);
            }
        }
    }

    [GeneratedRegex("\"(?<text>(NEW: |Graph capturing )[^\"]*%[^\"]*)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Format();

    [GeneratedRegex(@"%\.(?<digits>\d)f", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Placeholder();

    private static string FindCheckout()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Refigure.slnx")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("The tests run outside the checkout.");
    }
}
