using Refigure.Environments;

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
    [InlineData("kind: npm\n", "kind: pip\n", "envs/tiny/env.yaml, line 1: kind is 'pip'; expected npm.")]
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

    [Fact]
    public void Every_environment_of_the_repository_can_be_read()
    {
        var catalog = new EnvironmentCatalog(RealEngine.Folder("envs"));

        catalog.Names.ShouldContain("llamacpp");
        foreach (var name in catalog.Names)
        {
            var spec = catalog.Find(name)!;
            spec.Released.ShouldNotBeNull();
            spec.Driver.ShouldBe(RealEngine.Folder("envs/llamacpp/server.mjs"));
            if (name != "llamacpp")
            {
                name.ShouldBe("llamacpp-" + spec.EngineVersion);
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
