using System.Text;
using Refigure.Build.Tests.EndToEnd;
using Refigure.Testing;

namespace Refigure.Build.Tests.Nodes;

/// <summary>The hub's token reaches a node, and nothing that others can read, there or here.</summary>
[Collection(SshKitCollection.Name)]
public sealed class SshSecretTests
{
    private const string Canary = "hf_CanaryThatTravels0123456789";
    private static readonly string[] Tiny = ["--target", "Models", "--models", "tiny", "--node", "m1"];
    private readonly SshKit _kit;

    public SshSecretTests(SshKit kit)
    {
        _kit = kit;
        kit.MakeHost();
    }

    [SshFact]
    public void A_token_that_is_here_fetches_there_and_is_seen_nowhere()
    {
        using var hub = Hub();
        using var there = With(hub);
        var seen = "nothing was asked";
        hub.Instead = _ =>
        {
            // While it fetches, all that anybody there could look at, but the one file.
            seen = Interlocked.Exchange(ref _looked, 1) == 0 ? LookAround(there) : seen;
            return false;
        };

        var said = Run(there, Canary, Tiny).ShouldSucceed();

        said.Output.ShouldNotContain(Canary);
        hub.Asked.ShouldContain(asked => asked.Authorization == "Bearer " + Canary);
        seen.ShouldBe("");
        Holding(there.First.Home).ShouldBeEmpty();
        Holding(there.Clone.Root).ShouldBeEmpty();
        Directory.GetFiles(there.First.Folder, "token", SearchOption.AllDirectories).ShouldBeEmpty();
    }

    [SshFact]
    public void A_token_that_lies_there_already_is_used()
    {
        using var hub = Hub();
        using var there = With(hub);
        var file = Path.Combine(there.First.Home, ".cache", "huggingface", "token");
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, Canary);

        Run(there, "", Tiny).ShouldSucceed();

        hub.Asked.ShouldContain(asked => asked.Authorization == "Bearer " + Canary);
        Holding(there.First.Home).ShouldBe([file]);
    }

    [SshFact]
    public void What_a_killed_task_left_of_a_token_goes_with_the_next_call()
    {
        using var hub = Hub();
        using var there = With(hub);
        var left = Array.Empty<string>();
        hub.Instead = _ =>
        {
            if (Interlocked.Exchange(ref _looked, 1) == 0)
            {
                there.First.KillJob();
                left = [.. Holding(there.First.Home).Select(file => Path.GetFileName(file)!)];
            }

            return false;
        };

        var killed = Run(there, Canary, Tiny);
        killed.ExitCode.ShouldBe(1);
        killed.Error.ShouldContain("was killed");
        left.ShouldBe(["token"]);

        Run(there, Canary, Tiny).ShouldSucceed();
        Holding(there.First.Home).ShouldBeEmpty();
    }

    [SshFact(MakesRuns = true)]
    public void Runs_that_need_nothing_of_the_hub_do_not_get_the_token()
    {
        using var there = new SshClone(_kit.Store);

        Run(there, Canary, SshClone.Smoke(1, "--node", "m1", "--case", "*60m")).ShouldSucceed();

        there.Runs().ShouldNotBeEmpty();
        Holding(there.First.Home).ShouldBeEmpty();
        Holding(there.Clone.Root).ShouldBeEmpty();
    }

    private int _looked;

    private static FakeHub Hub() =>
        new(
            ("config.json", "{}"u8.ToArray()),
            ("model.safetensors", new byte[250_000]),
            ("tokenizer.json", "{\"a\":1}"u8.ToArray())
        );

    private static SshClone With(FakeHub hub)
    {
        var there = new SshClone();
        there.First.SetVariables($"HF_ENDPOINT={hub.Endpoint.AbsoluteUri}");
        there.Clone.Folder.Write(
            "envs/models.yaml",
            $"""
            models:
              tiny:
                label: Tiny
                hugging_face: {FakeHub.Id}
                revision: {FakeHub.Commit}
                gated: manual
                approximate_disk_bytes: 300000
                licence: MIT
            """
        );
        return there;
    }

    private static HostResult Run(SshClone there, string token, string[] arguments) =>
        HostProcess.RunIn(
            there.Clone.Root,
            there.Clone.Root,
            [
                ("HF_TOKEN", token),
                ("HF_TOKEN_PATH", there.Elsewhere("no-token")),
                ("HF_HOME", there.Elsewhere("no-home")),
                ("HOME", there.Elsewhere("no-home")),
            ],
            arguments
        );

    // Arguments of all processes, variables of those that have the machine's home, and files; empty for nothing found.
    private static string LookAround(SshClone there)
    {
        var found = new List<string>();
        foreach (var process in Directory.GetDirectories("/proc").Where(p => char.IsAsciiDigit(Path.GetFileName(p)[0])))
        {
            var (arguments, variables) = (Text($"{process}/cmdline"), Text($"{process}/environ"));
            if (arguments.Contains(Canary, StringComparison.Ordinal))
            {
                found.Add("arguments of " + arguments.Replace('\0', ' '));
            }

            if (
                variables.Contains(Canary, StringComparison.Ordinal)
                && (
                    variables.Contains(there.First.Home, StringComparison.Ordinal)
                    || Text($"{process}/comm").StartsWith("ssh", StringComparison.Ordinal)
                )
            )
            {
                found.Add("variables of " + arguments.Replace('\0', ' '));
            }
        }

        var files = Holding(there.First.Home);
        if (files is not [{ } only] || Path.GetFileName(only) != "token" || !IsPrivate(only))
        {
            found.Add("files " + string.Join(' ', files));
        }

        return string.Join('\n', found);
    }

    private static bool IsPrivate(string file) =>
        HostProcess.RunProgram("/", [], "stat", "-c", "%a", file).Output.Trim() == "600";

    private static string[] Holding(string folder) =>
        [
            .. Directory
                .EnumerateFiles(
                    folder,
                    "*",
                    new EnumerationOptions
                    {
                        RecurseSubdirectories = true,
                        AttributesToSkip = FileAttributes.ReparsePoint,
                    }
                )
                .Where(file => Text(file).Contains(Canary, StringComparison.Ordinal)),
        ];

    private static string Text(string file)
    {
        try
        {
            return Encoding.Latin1.GetString(File.ReadAllBytes(file));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
