using Refigure.Environments;
using Refigure.Figures;

namespace Refigure.Tests.Environments;

public sealed class EnvironmentCatalogTests : IDisposable
{
    private readonly SampleEnvironment _sample = new();

    public void Dispose() => _sample.Dispose();

    [Fact]
    public void An_environment_is_read_with_its_driver_as_an_absolute_path()
    {
        var spec = _sample.Spec;

        spec.Name.ShouldBe("tiny");
        spec.Kind.ShouldBe("npm");
        spec.Engine.ShouldBe("llamacpp");
        spec.EngineVersion.ShouldBe("3.1.1");
        spec.Released.ShouldBe("Oct 24");
        spec.Driver.ShouldBe(_sample["server.mjs"]);
        spec.LockHash.ShouldMatch("^[0-9a-f]{64}$");
    }

    [Fact]
    public void Only_folders_with_a_description_are_environments()
    {
        Directory.CreateDirectory(_sample["../empty"]);

        _sample.Catalog.Names.ShouldBe(["tiny"]);
        _sample.Catalog.Find("empty").ShouldBeNull();
        _sample.Catalog.Find("../envs/tiny").ShouldBeNull();
        new EnvironmentCatalog(_sample["nowhere"]).Names.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(
        "kind: npm\n",
        "kind: pip\n",
        "envs/tiny/env.yaml, line 1: kind is 'pip'; expected npm or python-venv or conda or container."
    )]
    [InlineData("engine: llamacpp", "engine: lama", "line 2: engine is 'lama'; expected vllm or llamacpp")]
    [InlineData("released:", "realeased:", "line 5: realeased is not a key that is known here")]
    [InlineData("disk_megabytes: 60", "disk_megabytes: some", "line 7: disk_megabytes is 'some'; expected megabytes")]
    [InlineData("disk_megabytes: 60", "", "disk_megabytes is missing")]
    [InlineData("engine_version: 3.1.1\n", "", "engine_version is missing; expected a text")]
    [InlineData("tiny/server.mjs", "tiny/gone.mjs", "driver names")]
    public void A_wrong_description_names_file_line_and_key(string right, string wrong, string sentence)
    {
        _sample.Write("env.yaml", SampleEnvironment.Description.Replace(right, wrong, StringComparison.Ordinal));

        Should.Throw<UserErrorException>(() => _sample.Spec).Message.ShouldContain(sentence);
    }

    [Fact]
    public void A_missing_lock_file_is_named()
    {
        File.Delete(_sample["package-lock.json"]);

        Should.Throw<UserErrorException>(() => _sample.Spec).Message.ShouldContain("package-lock.json cannot be read");
    }

    [Theory]
    [InlineData("package-lock.json")]
    [InlineData("env.yaml")]
    [InlineData("server.mjs")]
    [InlineData("queue.mjs")]
    public void The_hash_changes_with_every_file_that_decides(string file)
    {
        var before = _sample.Spec.LockHash;
        _sample.Spec.LockHash.ShouldBe(before);

        File.AppendAllText(_sample[file], "\n");

        _sample.Spec.LockHash.ShouldNotBe(before);
    }

    [Fact]
    public void The_hash_changes_with_the_name_of_a_module()
    {
        var before = _sample.Spec.LockHash;

        File.Move(_sample["queue.mjs"], _sample["line.mjs"]);

        _sample.Spec.LockHash.ShouldNotBe(before);
    }

    [Theory]
    [InlineData("kind: npm\n", "kind: npm\npython: \"3.12\"\n", "line 2: python is not a key that is known here")]
    [InlineData("kind: npm\n", "kind: python-venv\npython: 3\n", "llama_cpp is not a key that is known here")]
    [InlineData(
        "engine_version: 3.1.1\n",
        "engine_version: 3.1.1\ncommit: 2f13319\n",
        "commit is '2f13319'; expected all 40"
    )]
    public void Each_kind_has_its_own_keys_and_forms(string right, string wrong, string sentence)
    {
        _sample.Write("env.yaml", SampleEnvironment.Description.Replace(right, wrong, StringComparison.Ordinal));

        Should.Throw<UserErrorException>(() => _sample.Spec).Message.ShouldContain(sentence);
    }

    [Theory]
    [InlineData("python-venv", "3", "python is '3'; expected Python's version in quotes")]
    [InlineData("conda", "3.10", "python is '3.10'; expected all of Python's version, such as \"3.10.12\"")]
    public void A_version_of_Python_that_is_none_is_named(string kind, string version, string sentence)
    {
        _sample.Write(
            "env.yaml",
            $"kind: {kind}\nengine: vllm\nengine_version: 1.0\npython: \"{version}\"\nunlocked: a test\ndisk_megabytes: 1\n"
        );

        Should.Throw<UserErrorException>(() => _sample.Spec).Message.ShouldContain("line 4: " + sentence);
    }

    [Fact]
    public void Every_environment_of_the_repository_can_be_read()
    {
        var catalog = new EnvironmentCatalog(RealEngine.Folder("envs"));

        foreach (var spec in catalog.Names.Select(name => catalog.Find(name)!))
        {
            spec.Driver.ShouldBe(
                spec.Engine switch
                {
                    "llamacpp" => RealEngine.Folder("envs/llamacpp/server.mjs"),
                    "vllm" => RealEngine.Folder("envs/vllm/startup.py"),
                    "transformers" => RealEngine.Folder("envs/transformers/server.py"),
                    _ => null,
                }
            );
            if (spec.Name is not ("llamacpp" or "transformers" or "tgi" or "vllm-2f13319" or "vllm-0.10.1.1-py312"))
            {
                $"{spec.Engine}-{spec.EngineVersion}".ShouldStartWith(spec.Name);
            }
        }
    }

    [Fact]
    public void The_environments_of_the_studies_are_there()
    {
        var catalog = new EnvironmentCatalog(RealEngine.Folder("envs"));

        foreach (
            var version in "0.3.1 0.4.0 0.5.0 0.6.0 0.7.0 0.8.0 0.9.0 0.10.0 0.10.1.1 0.11.0 0.20.2 0.25.1 0.33.0".Split(
                ' '
            )
        )
        {
            var spec = catalog.Find("vllm-" + version)!;
            spec.Kind.ShouldBe("python-venv");
            spec.EngineVersion.ShouldBe(version);
            spec.Unlocked.ShouldBeNull();
        }

        var assignment = catalog.Find("vllm-2f13319")!;
        assignment.Kind.ShouldBe("conda");
        assignment.Python.ShouldBe("3.10.12");
        assignment.Lock.ShouldBeNull();
        assignment.Unlocked.ShouldNotBeNull();
        assignment.BuildVariables["VLLM_PRECOMPILED_WHEEL_LOCATION"].ShouldContain(assignment.Commit!);
        catalog.Find("transformers")!.EngineVersion.ShouldBe("5.23.0");
        catalog.Find("tgi")!.Image.ShouldNotBeNull().ShouldMatch("@sha256:[0-9a-f]{64}$");
    }

    [Fact]
    public void The_releases_on_the_axis_of_figure_1_have_the_dates_of_their_environments()
    {
        var catalog = new EnvironmentCatalog(RealEngine.Folder("envs"));

        foreach (var spec in catalog.Names.Select(name => catalog.Find(name)!))
        {
            if (EngineRelease.MonthOf(spec.Engine, spec.EngineVersion) is { } month)
            {
                spec.Released.ShouldBe(month, spec.Name);
            }
        }
    }

    [Fact]
    public void The_lock_files_name_no_host_that_packages_come_from()
    {
        foreach (
            var lockFile in Directory.GetFiles(
                RealEngine.Folder("envs"),
                "package-lock.json",
                SearchOption.AllDirectories
            )
        )
        {
            File.ReadAllText(lockFile).ShouldNotContain("\"resolved\"");
        }
    }
}
