using Refigure.Files;
using Refigure.Results;
using Refigure.Results.Merging;
using Refigure.Tests.Results.Bundles;

namespace Refigure.Tests.Results.Merging;

/// <summary>
/// Merges and ends at the n-th file operation, for every n. Afterwards every run that is read is whole, none that was there is
/// lost, and merging again gives just what it gives undisturbed.
/// </summary>
public sealed class MergeCrashTests : IDisposable
{
    private const string Other = SampleRuns.Log + "and more\n";
    private readonly TemporaryFolder _folder = new();

    public MergeCrashTests()
    {
        SampleRuns.Store(_folder["theirs"], SampleRuns.Identity(1));
        SampleRuns.Store(_folder["theirs"], SampleRuns.Identity(2), compress: true);
        SampleRuns.Store(_folder["theirs"], SampleRuns.Identity(3));
        TestBundles.Pack(_folder["theirs"], _folder["theirs.tar.gz"]);
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("theirs.tar.gz", MergePreference.None, false)]
    [InlineData("theirs.tar.gz", MergePreference.None, true)]
    [InlineData("theirs.tar.gz", MergePreference.Theirs, true)]
    [InlineData("theirs.tar.gz", MergePreference.Mine, false)]
    [InlineData("theirs", MergePreference.Theirs, true)]
    public void A_merge_survives_an_end_at_any_file_operation(string from, MergePreference prefer, bool tears)
    {
        Prepare("undisturbed");
        var counting = new FaultyFileSystem(PhysicalFileSystem.Instance, 0, static _ => { });
        Merge("undisturbed", from, prefer, counting);
        var undisturbed = TestMerge.Listing(_folder["undisturbed"]);
        counting.Count.ShouldBeGreaterThan(15);
        for (var n = 1; n <= counting.Count; n++)
        {
            var name = $"mine-{n}";
            var mine = Prepare(name);
            var system = new FaultyFileSystem(
                PhysicalFileSystem.Instance,
                n,
                static what => throw new KilledException(what)
            )
            {
                StaysBroken = true,
                TearsWrites = tears,
            };

            Should.Throw<KilledException>(() => Merge(name, from, prefer, system), $"operation {n}");

            RunVerifier.Verify(_folder[name]).ShouldBeEmpty($"operation {n}");
            Directory
                .GetFiles(_folder[name], "engine.log", All)
                .Select(File.ReadAllText)
                .ShouldContain(Other, $"operation {n}: the run that was there is lost");
            Merge(name, from, prefer, PhysicalFileSystem.Instance);
            TestMerge.Listing(_folder[name]).ShouldBe(undisturbed, $"operation {n}");
            Directory.GetDirectories(_folder[name], "*.partial-*", All).ShouldBeEmpty($"operation {n}");
            mine.Identity.Iteration.ShouldBe(2);
        }
    }

    private static EnumerationOptions All { get; } =
        new() { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None };

    private RunRecord Prepare(string name) => SampleRuns.Store(_folder[name], SampleRuns.Identity(2), Other);

    private void Merge(string name, string from, MergePreference prefer, IFileSystem system) =>
        TestMerge.Merger(system).Merge(new([_folder[from]], _folder[name]) { Prefer = prefer });

    private sealed class KilledException(string what) : Exception(what);
}
