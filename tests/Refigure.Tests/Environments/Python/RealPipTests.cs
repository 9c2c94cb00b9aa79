using System.Text.Json;
using Refigure.Environments;
using Refigure.Environments.Python;
using Refigure.Testing;

namespace Refigure.Tests.Environments.Python;

/// <summary>A real Python, a real pip and a real index of tiny wheels.</summary>
public sealed class RealPipTests
{
    [PythonFact]
    public async Task The_lock_is_installed_recorded_and_works_where_it_was_moved()
    {
        using var index = new TinyIndex(PythonSample.Wheels);
        using var sample = new PythonSample(PythonFactAttribute.Version, PythonSample.Wheels);
        var tools = new IndexTools(index.Url);

        var installed = await sample.Ensure(tools);

        installed.Prefix.ShouldBe(Path.Combine(sample.Home, sample.Spec().LockHash[..12]));
        var said = new List<string>();
        var vllm = new ToolCall(Path.Combine(installed.Prefix, "bin", "vllm"), [], sample.Store);
        (await new ToolRunner().RunAsync(vllm, said.Add, CancellationToken.None)).ShouldBe(0);
        said.ShouldBe(["vllm ran"]);
        using var record = Record(installed);
        record.RootElement.GetProperty("engine_version").GetString().ShouldBe("0.25.1");
        record.RootElement.GetProperty("engine_commit").GetString().ShouldBe("123456789");
        var alpha = record.RootElement.GetProperty("packages").GetProperty("alpha_one-1.0.dist-info");
        alpha.GetProperty("version").GetString().ShouldBe("1.0");
        alpha.GetProperty("sha256").GetString().ShouldBe(PythonSample.Wheels[1].Sha256);
        sample.Left().ShouldBe([Path.GetFileName(installed.Prefix)]);

        tools.Calls.Clear();
        (await sample.Ensure(tools)).Prefix.ShouldBe(installed.Prefix);
        tools.Calls.ShouldBeEmpty();
        TheSecretIsNowhere(sample, index);
    }

    [PythonFact]
    public async Task Where_nothing_is_locked_and_the_Python_below_has_everything_nothing_is_fetched()
    {
        using var sample = Transformers();
        var below = await PythonWith(sample["below"], "torch-2.11.0+cu130", "transformers-5.17.0");
        var source = PackageSource.Index with { Underneath = true, Python = below, AllowUnlocked = true };
        var tools = new IndexTools("http://127.0.0.1:9/");

        var installed = await sample.Ensure(tools, source);

        tools.Calls.ShouldAllBe(call => !call.Arguments.Contains("install"));
        using var record = Record(installed);
        record.RootElement.GetProperty("source").GetString().ShouldBe("underneath");
        record
            .RootElement.GetProperty("underneath_packages")
            .GetString()
            .ShouldBe("torch 2.11.0+cu130, transformers 5.17.0");

        using var other = Transformers();
        var older = await PythonWith(other["older"], "torch-2.11.0", "transformers-5.16.0");
        (await other.Refusal(new IndexTools("http://127.0.0.1:9/"), source with { Python = older })).ShouldContain(
            "vllm-tiny could not be set up"
        );
    }

    private static PythonSample Transformers()
    {
        var sample = new PythonSample(PythonFactAttribute.Version);
        sample.Write(
            "env.yaml",
            $"""
            kind: python-venv
            engine: transformers
            engine_version: 5.17.0
            python: "{PythonFactAttribute.Version}"
            requirements: ["torch", "transformers==5.17.0"]
            unlocked: they are the machine's own
            disk_megabytes: 10

            """
        );
        return sample;
    }

    private static async Task<string> PythonWith(string folder, params string[] packages)
    {
        var python = new ToolRunner().Find("python3")!;
        var make = new ToolCall(python, ["-I", "-m", "venv", "--without-pip", folder], Path.GetTempPath());
        (await new ToolRunner().RunAsync(make, _ => { }, CancellationToken.None)).ShouldBe(0);
        foreach (var package in packages)
        {
            var info = Path.Combine(
                VenvInstaller.SitePackages(folder, PythonFactAttribute.Version),
                package + ".dist-info"
            );
            Directory.CreateDirectory(info);
            var (name, version) = (package.Split('-')[0], package.Split('-')[1]);
            await File.WriteAllTextAsync(
                Path.Combine(info, "METADATA"),
                $"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n"
            );
        }

        return Path.Combine(folder, "bin", "python3");
    }

    [PythonFact]
    public async Task A_file_that_changed_on_its_way_is_refused_and_nothing_is_left()
    {
        using var index = new TinyIndex(PythonSample.Wheels);
        using var sample = new PythonSample(PythonFactAttribute.Version, PythonSample.Wheels);
        index.OnTheWay = wheel => wheel.Name == "beta" ? [.. wheel.Content, 0] : wheel.Content;

        var message = await sample.Refusal(new IndexTools(index.Url));

        message.ShouldContain("vllm-tiny could not be set up: a package is not the one that the lock names");
        message.ShouldContain(".setup.log");
        sample.Left().ShouldBe([sample.Spec().LockHash[..12] + ".wheels"]);
        sample.Installer(new IndexTools(index.Url)).Find(sample.Spec()).ShouldBeNull();
    }

    [PythonFact]
    public async Task Interrupted_while_it_fetches_it_goes_on_with_what_is_missing()
    {
        using var index = new TinyIndex(PythonSample.Wheels);
        using var sample = new PythonSample(PythonFactAttribute.Version, PythonSample.Wheels);
        using var cancellation = new CancellationTokenSource();
        // vLLM is large, and comes last and alone.
        index.BeforeFile = async file =>
        {
            if (file.StartsWith("vllm", StringComparison.Ordinal))
            {
                await cancellation.CancelAsync();
                await Task.Delay(TimeSpan.FromMilliseconds(200), CancellationToken.None);
            }
        };

        await Should.ThrowAsync<OperationCanceledException>(() =>
            sample.Installer(new IndexTools(index.Url)).EnsureAsync(sample.Spec(), sample.Progress, cancellation.Token)
        );

        sample.Left().ShouldBe([sample.Spec().LockHash[..12] + ".wheels"]);
        index.BeforeFile = _ => Task.CompletedTask;
        index.Fetched.Clear();
        await sample.Ensure(new IndexTools(index.Url));
        index.Fetched.ShouldBe(["vllm-0.25.1-py3-none-any.whl"]);
    }

    [PythonFact]
    public async Task A_wheelhouse_is_filled_once_checked_and_installed_from_without_an_index()
    {
        TinyWheel[] wheels = [.. PythonSample.Wheels, TinyWheel.Source("gamma", "0.1")];
        using var index = new TinyIndex(wheels);
        using var sample = new PythonSample(PythonFactAttribute.Version, wheels);
        var house = sample["house"];
        var wheelhouse = new Wheelhouse(
            _ => long.MaxValue,
            new IndexTools(index.Url),
            Refigure.Files.PhysicalFileSystem.Instance
        );

        var filled = await wheelhouse.FillAsync(sample.Spec(), house, sample.Progress, CancellationToken.None);

        filled.Fetched.ShouldBe(4);
        Directory
            .GetFiles(house)
            .Select(Path.GetFileName)
            .Order(StringComparer.Ordinal)
            .ShouldBe([
                "SHA256SUMS",
                "alpha_one-1.0-py3-none-any.whl",
                "beta-2.0.1-py3-none-any.whl",
                "gamma-0.1.zip",
                "requirements-vllm-tiny.txt",
                "vllm-0.25.1-py3-none-any.whl",
                "vllm-tiny.log",
            ]);
        (await File.ReadAllTextAsync(Path.Combine(house, "SHA256SUMS"))).ShouldContain(
            $"{wheels[2].Sha256}  beta-2.0.1-py3-none-any.whl\n"
        );
        File.AppendAllText(Path.Combine(house, wheels[2].FileName), "x");
        var damaged = new PackageSource(house, Underneath: false, Python: null);
        var nowhere = new IndexTools("http://127.0.0.1:9/simple/");
        (await sample.Refusal(nowhere, damaged)).ShouldContain(
            "lacks 1 of the 4 packages that "
                + Path.Combine(house, "requirements-vllm-tiny.txt")
                + " names: beta-2.0.1-py3-none-any.whl in it is not the file that is locked"
        );
        index.Fetched.Clear();
        (await wheelhouse.FillAsync(sample.Spec(), house, sample.Progress, CancellationToken.None)).Fetched.ShouldBe(1);
        index.Fetched.ShouldBe(["beta-2.0.1-py3-none-any.whl"]);

        var source = new PackageSource(house, Underneath: false, Python: null);
        sample.Spec(source).LockHash.ShouldBe(sample.Spec().LockHash);
        var installed = await sample.Ensure(nowhere, source);

        Directory.Exists(Path.Combine(installed.SitePackages!, "gamma-0.1.dist-info")).ShouldBeTrue();
        TheSecretIsNowhere(sample, index);
    }

    [PythonFact]
    public async Task A_wheel_for_another_Python_is_said_to_be_one()
    {
        TinyWheel[] wheels = [TinyWheel.Vllm("0.25.1"), TinyWheel.Of("delta", "1.0", "cp27-cp27m-win32")];
        using var index = new TinyIndex(wheels);
        using var sample = new PythonSample(PythonFactAttribute.Version, wheels);

        (await sample.Refusal(new IndexTools(index.Url))).ShouldContain(
            "a package is not there, or not for this Python and platform. It said: ERROR: No matching distribution found for delta==1.0"
        );
    }

    [PythonFact]
    public async Task Without_an_index_the_sentence_says_what_there_is_for_that()
    {
        using var sample = new PythonSample(PythonFactAttribute.Version, PythonSample.Wheels);

        var message = await sample.Refusal(new IndexTools("http://127.0.0.1:9/simple/"));

        message.ShouldContain(
            "the package index does not answer; where there is none, name a folder with --wheelhouse"
        );
    }

    private static JsonDocument Record(InstalledEnvironment installed) =>
        JsonDocument.Parse(File.ReadAllBytes(Path.Combine(installed.Prefix, "refigure-installed.json")));

    private static void TheSecretIsNowhere(PythonSample sample, TinyIndex index)
    {
        index.Fetched.ShouldNotBeEmpty();
        foreach (var file in Directory.GetFiles(sample[""], "*", SearchOption.AllDirectories))
        {
            File.ReadAllText(file).ShouldNotContain(TinyIndex.Password, Case.Sensitive, file);
        }
    }
}
