using Refigure.Environments;
using Refigure.Files;

namespace Refigure.Tests.Environments.Python;

/// <summary>A set-up that ends at any step: what is left is never taken for an environment, and the next one makes a whole one.</summary>
public sealed class VenvCrashTests
{
    private const string Kill = "the process ends here";

    [Fact]
    public async Task After_an_end_at_every_file_operation_the_next_set_up_makes_the_same_environment()
    {
        var (operations, expected) = await UndisturbedAsync();
        operations.ShouldBeGreaterThan(15);
        for (var at = 1; at <= operations; at++)
        {
            using var sample = new PythonSample("3.12", PythonSample.Wheels);
            var faulty = new FaultyFileSystem(PhysicalFileSystem.Instance, at, _ => throw new CrashException())
            {
                StaysBroken = true,
                TearsWrites = true,
            };

            await Should.ThrowAsync<CrashException>(() =>
                sample
                    .Installer(new StubPython(PythonSample.Wheels), system: faulty)
                    .EnsureAsync(sample.Spec(), sample.Progress, CancellationToken.None)
            );

            await NextIsWholeAsync(sample, expected, $"file operation {at}");
        }
    }

    [Fact]
    public async Task After_an_end_in_every_tool_the_next_set_up_makes_the_same_environment()
    {
        var (_, expected) = await UndisturbedAsync();
        for (var at = 1; at <= 6; at++)
        {
            using var sample = new PythonSample("3.12", PythonSample.Wheels);
            var faulty = new FaultyFileSystem(PhysicalFileSystem.Instance, 0, _ => throw new CrashException())
            {
                StaysBroken = true,
            };
            var tools = new StubPython(PythonSample.Wheels)
            {
                Disturb = call =>
                {
                    if (call == at)
                    {
                        faulty.Break();
                        throw new CrashException();
                    }
                },
            };

            await Should.ThrowAsync<CrashException>(
                () =>
                    sample
                        .Installer(tools, system: faulty)
                        .EnsureAsync(sample.Spec(), sample.Progress, CancellationToken.None),
                $"tool {at}"
            );

            await NextIsWholeAsync(sample, expected, $"tool {at}");
        }
    }

    [Fact]
    public async Task A_tool_that_fails_leaves_nothing_but_what_was_fetched()
    {
        for (var at = 2; at <= 6; at++)
        {
            using var sample = new PythonSample("3.12", PythonSample.Wheels);
            var tools = new StubPython(PythonSample.Wheels);
            tools.Fails = _ => tools.Calls.Count == at ? "ERROR: no" : null;

            (await sample.Refusal(tools)).ShouldContain(
                "ended with exit code 1. It said: ERROR: no",
                Case.Sensitive,
                $"{at}"
            );

            sample.Left().ShouldAllBe(name => name.EndsWith(".wheels", StringComparison.Ordinal));
        }
    }

    private static async Task<(int Operations, string[] Expected)> UndisturbedAsync()
    {
        using var sample = new PythonSample("3.12", PythonSample.Wheels);
        var counting = new FaultyFileSystem(PhysicalFileSystem.Instance, 0, _ => { });
        var installed = await sample
            .Installer(new StubPython(PythonSample.Wheels), system: counting)
            .EnsureAsync(sample.Spec(), sample.Progress, CancellationToken.None);
        return (counting.Count, Listing(installed));
    }

    private static async Task NextIsWholeAsync(PythonSample sample, string[] expected, string where)
    {
        var tools = new StubPython(PythonSample.Wheels);
        if (sample.Installer(tools).Find(sample.Spec()) is { } found)
        {
            Listing(found).ShouldBe(expected, where);
        }

        Listing(await sample.Ensure(tools)).ShouldBe(expected, where);
        // What this very process left is its own business; another one removes it.
        sample
            .Left()
            .Where(name => !name.Contains(".partial-", StringComparison.Ordinal))
            .ShouldBe([sample.Spec().LockHash[..12]], where);
    }

    private static string[] Listing(InstalledEnvironment installed) =>
        [
            .. Directory
                .GetFiles(installed.Prefix, "*", SearchOption.AllDirectories)
                .Select(file => $"{Path.GetRelativePath(installed.Prefix, file)} {new FileInfo(file).Length}")
                .Order(StringComparer.Ordinal),
        ];

    private sealed class CrashException() : InvalidOperationException(Kill);
}
