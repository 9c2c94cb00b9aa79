using Refigure.Environments.Python;
using Refigure.Testing;
using Refigure.Tests.Results;

namespace Refigure.Tests.Environments.Python;

public sealed class LockTests : IDisposable
{
    private const string Hash = "--hash=sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
    private readonly PythonSample _sample = new("3.12", PythonSample.Wheels);

    public void Dispose() => _sample.Dispose();

    [Fact]
    public void A_lock_tells_what_it_was_made_for()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write(
            "requirements.txt",
            $"# Python: 3.11\n# platform: Linux x86_64, glibc >= 2.35\n# total download: 12 bytes\nA_b==1.0 {Hash} {Hash}\nc==2 {Hash}  # sdist\n"
        );

        var locked = PythonLock.Read(file);

        locked.Python.ShouldBe("3.11");
        locked.Platform.ShouldBe("Linux x86_64, glibc >= 2.35");
        locked.DownloadBytes.ShouldBe(12);
        locked.Packages["a-b"].Hashes.Length.ShouldBe(2);
        locked.Packages["a-b"].IsSource.ShouldBeFalse();
        locked.Packages["c"].IsSource.ShouldBeTrue();
    }

    [Theory]
    [InlineData("a==1.0\n", "line 1: 'a==1.0' is no locked package")]
    [InlineData("a>=1.0 " + Hash, "is no locked package")]
    [InlineData("a==1.0 --hash=sha256:12", "is no locked package")]
    [InlineData("a==1.0 " + Hash + " --index-url=http://other", "is no locked package")]
    [InlineData("a==1.0 " + Hash + "\nA==1.1 " + Hash, "line 2: a was locked above")]
    [InlineData("# nothing\n", "names no package")]
    public void A_line_that_locks_nothing_is_named(string text, string sentence)
    {
        _sample.Write("requirements.txt", text);

        Should.Throw<UserErrorException>(() => _sample.Spec()).Message.ShouldContain(sentence);
    }

    [Theory]
    [InlineData("engine_version: 0.25.1", "engine_version: 0.25.2", "line 3: engine_version is 0.25.2, but")]
    [InlineData("\"beta<3\"", "\"beta<2.0\"", "line 7: held_back asks for beta<2.0, but")]
    [InlineData("\"vllm==0.25.1\"", "\"vllm==0.25.1\", omega", "line 6: requirements asks for omega, but")]
    [InlineData("\"vllm==0.25.1\"", "\"vllm=0.25.1\"", "line 6: requirements names 'vllm=0.25.1'; expected a package")]
    [InlineData("disk_megabytes: 10", "disk_megabytes: 10\noverrides: [beta==2.0.2]", "overrides asks for beta==2.0.2")]
    public void A_lock_that_was_made_from_something_else_is_refused(string right, string wrong, string sentence)
    {
        _sample.Write("env.yaml", PythonSample.Description("3.12").Replace(right, wrong, StringComparison.Ordinal));

        Should
            .Throw<UserErrorException>(() => _sample.Spec())
            .Message.ShouldContain(
                "envs/vllm-tiny/env.yaml, "
                    + (sentence.StartsWith("line", StringComparison.Ordinal) ? sentence : "line 9: " + sentence)
            );
    }

    [Fact]
    public void A_lock_for_another_Python_is_refused()
    {
        _sample.Write("requirements.txt", "# Python: 3.11\n" + string.Concat(PythonSample.Wheels.Select(w => w.Line)));

        Should.Throw<UserErrorException>(() => _sample.Spec()).Message.ShouldContain("line 4: python is 3.12, but");
    }

    [Theory]
    [InlineData("numpy<2", "1.26.4", true)]
    [InlineData("numpy<2", "2.0.0", false)]
    [InlineData("numpy<2", "2.0.0rc1", false)]
    [InlineData("vllm==0.10.1.1", "0.10.1.1", true)]
    [InlineData("vllm==0.10.1", "0.10.1.1", false)]
    [InlineData("torch==2.11.0", "2.11.0+cu130", true)]
    [InlineData("a==2", "2.0", true)]
    [InlineData("a>=1.10", "1.9", false)]
    [InlineData("a>1.0", "1.0.1", true)]
    [InlineData("a<=1.0", "1.0.1", false)]
    [InlineData("vllm[runai,tensorizer]==0.10.1.1", "0.10.1.1", true)]
    [InlineData("anything", "7", true)]
    public void Versions_are_compared_by_their_numbers(string asked, string version, bool allowed) =>
        Requirement.Read(asked)!.Allows(version).ShouldBe(allowed);

    [SharedFact]
    public void The_locks_of_the_repository_are_the_ones_that_were_made()
    {
        foreach (var made in Directory.GetFiles(SharedData.Path("locks"), "*.txt"))
        {
            var name = Path.GetFileNameWithoutExtension(made);
            var environment = name switch
            {
                "vllm-0.10.1.1-py311" => "vllm-0.10.1.1",
                "transformers-baseline" => "transformers",
                _ => name,
            };
            // The load generator of another project, and no engine.
            if (name != "guidellm")
            {
                File.ReadAllBytes(RealEngine.Folder($"envs/{environment}/requirements.txt"))
                    .ShouldBe(File.ReadAllBytes(made), name);
            }
        }
    }
}
