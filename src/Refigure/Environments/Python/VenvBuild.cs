using System.Collections.Immutable;
using System.Text;
using Refigure.Files;

namespace Refigure.Environments.Python;

/// <summary>One set-up of a Python environment, from the interpreter to the record of what was installed.</summary>
/// <param name="spec">The environment.</param>
/// <param name="locked">Its lock; null where nothing is locked.</param>
/// <param name="prefix">Where it will lie.</param>
/// <param name="script"><c>envs/installed.py</c>, absolute.</param>
/// <param name="tools">Finds and runs tools.</param>
/// <param name="system">What changes files.</param>
/// <param name="progress">Hears how far it is.</param>
internal sealed class VenvBuild(
    EnvironmentSpec spec,
    PythonLock? locked,
    EnvironmentPrefix prefix,
    string script,
    IToolRunner tools,
    IFileSystem system,
    IWorkProgress progress
)
{
    // Fetching takes most of the time.
    private const double Fetching = 0.7;

    private static readonly ImmutableSortedDictionary<string, string> NoHashes = ImmutableSortedDictionary.Create<
        string,
        string
    >(StringComparer.Ordinal);

    /// <summary>Where what was fetched is kept until the environment is whole, so that a kill costs little.</summary>
    public static string WheelsOf(EnvironmentPrefix prefix) => prefix.Path + ".wheels";

    /// <summary>Fills a folder with it.</summary>
    /// <param name="partial">The folder.</param>
    /// <param name="python">The interpreter; null where conda makes it.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="UserErrorException">It cannot be set up.</exception>
    public async Task RunAsync(string partial, PythonInterpreter? python, CancellationToken cancellation)
    {
        var work = PartialName.For(prefix.Path + ".work");
        system.CreateDirectory(work);
        try
        {
            using var log = new SetupLog(spec.Name, prefix.Log, tools, system);
            var conda = "";
            if (python is null)
            {
                var maker = new CondaPython(Path.GetDirectoryName(prefix.Path)!, tools, system);
                (python, conda) = await maker.EnsureAsync(spec, CondaPython.FindTool(spec, tools), log, cancellation);
            }

            var isUnderneath = await LiesUnderneathAsync(python, work, log, cancellation);
            var venv = new VenvTools(python, locked is null && !isUnderneath ? null : tools.Find("uv"));
            await log.RunAsync(venv.Make(partial, work), null, cancellation);
            var hashes = isUnderneath ? NoHashes : await InstallAsync(venv, partial, work, log, cancellation);
            if (spec.Source.Underneath)
            {
                // venv's own switch would give the packages below a Python that is a venv itself, not that venv's.
                Write(Path.Combine(SitePackages(partial), "refigure-underneath.pth"), python.Packages + "\n");
            }

            await log.RunAsync(new ToolCall(VenvTools.Program(partial), ["-I", script], work), null, cancellation);
            var installed = Installed(log);
            installed.RefuseUnless(spec, locked);
            (string, string)[] made =
            [
                ("made_with", python.Path),
                ("installed_by", venv.Uv is null ? "pip" : "uv"),
                (
                    "source",
                    isUnderneath ? "underneath"
                    : spec.Source.Wheelhouse is null ? "index"
                    : "wheelhouse"
                ),
                .. conda.Length > 0 ? ((string, string)[])[("conda", conda)] : [],
                .. spec.Source.Underneath
                    ? ((string, string)[])[("underneath", python.Packages), ("underneath_packages", Asked(installed))]
                    : [],
            ];
            prefix.Write(
                Path.Combine(partial, InstalledRecord.FileName),
                InstalledRecord.Write(spec, installed, SitePackages(partial), hashes, made)
            );
            MovedScripts.Rewrite(partial, prefix.Path, prefix.Write);
        }
        finally
        {
            system.DeleteDirectory(work);
        }
    }

    // Where nothing is locked and the Python below has all that is asked for, nothing is fetched.
    private async Task<bool> LiesUnderneathAsync(
        PythonInterpreter python,
        string work,
        SetupLog log,
        CancellationToken cancellation
    )
    {
        if (locked is not null || !spec.Source.Underneath)
        {
            return false;
        }

        await log.RunAsync(new ToolCall(python.Path, ["-I", script], work), null, cancellation);
        var there = Installed(log).Packages;
        return spec.Requirements.All(text =>
            Requirement.Read(text) is { } asked
            && there.TryGetValue(asked.Name, out var version)
            && asked.Allows(version)
        );
    }

    // What was asked for, whoever installed it.
    private string Asked(InstalledPackages installed) =>
        string.Join(
            ", ",
            spec.Requirements.Select(text => Requirement.Read(text)?.Name)
                .OfType<string>()
                .Where(installed.Packages.ContainsKey)
                .Select(name => $"{name} {installed.Packages[name]}")
        );

    private InstalledPackages Installed(SetupLog log) =>
        InstalledPackages.Read(spec.Name, log.Lines.LastOrDefault(l => l.StartsWith('{')) ?? "");

    private async Task<ImmutableSortedDictionary<string, string>> InstallAsync(
        VenvTools venv,
        string partial,
        string work,
        SetupLog log,
        CancellationToken cancellation
    )
    {
        if (locked is null)
        {
            var report = Path.Combine(work, "report.json");
            await log.RunAsync(
                venv.InstallUnlocked(partial, spec.Requirements, spec.BuildVariables, report, work),
                null,
                cancellation
            );
            return PipReport.Hashes(report);
        }

        string? wheels = null;
        var before = 0.0;
        if (spec.Source.Wheelhouse is not null)
        {
            wheels = await new WheelSource(tools, system).OfWheelhouseAsync(spec, locked, work, log, cancellation);
        }
        else if (venv.Uv is null)
        {
            wheels = WheelsOf(prefix);
            before = Fetching;
            // A Python without pip gave the environment one.
            var python = venv.Python.Pip is null ? VenvTools.Program(partial) : venv.Python.Path;
            await FetchAsync(python, wheels, work, log, cancellation);
        }

        var done = 0;
        void OnLine(string line)
        {
            // "Processing ./a.whl" of pip, " + a==1.0" of uv.
            if (
                line.StartsWith("Processing ", StringComparison.Ordinal)
                || line.StartsWith(" + ", StringComparison.Ordinal)
            )
            {
                Report(before + ((0.99 - before) * Math.Min(1, ++done / (double)locked.Packages.Count)));
            }
        }

        foreach (var (list, isolated) in Lists(work))
        {
            await log.RunAsync(venv.Install(partial, list, wheels, isolated, work), OnLine, cancellation);
        }

        return locked
            .Packages.Values.Where(package => package.Hashes.Length == 1)
            .ToImmutableSortedDictionary(package => package.Name, package => package.Hashes[0], StringComparer.Ordinal);
    }

    private Task FetchAsync(string python, string wheels, string work, SetupLog log, CancellationToken cancellation) =>
        new WheelDownloader(log, python, system).FillAsync(
            locked!,
            wheels,
            work,
            [],
            fetched => Report(Fetching * fetched / locked!.Packages.Count),
            cancellation
        );

    // What is built here comes after everything that it may be built with.
    private IEnumerable<(string List, bool Isolated)> Lists(string work)
    {
        var sources = locked!.Packages.Values.Where(package => package.IsSource).ToArray();
        if (sources.Length == 0)
        {
            return [(locked.File, true)];
        }

        var (first, second) = (Path.Combine(work, "wheels.txt"), Path.Combine(work, "sources.txt"));
        Write(first, Lines(locked.Packages.Values.Where(package => !package.IsSource)));
        Write(second, Lines(sources));
        var hasBuilder = locked.Packages.ContainsKey("setuptools");
        return sources.Length == locked.Packages.Count ? [(second, true)] : [(first, true), (second, !hasBuilder)];
    }

    private void Report(double fraction) => progress.Report($"environment {spec.Name}", fraction);

    private string SitePackages(string folder) => VenvInstaller.SitePackages(folder, spec.Python!);

    private void Write(string path, string text) => prefix.Write(path, Encoding.UTF8.GetBytes(text));

    private static string Lines(IEnumerable<LockedPackage> packages) =>
        string.Concat(packages.Select(package => package.Line + "\n"));
}
