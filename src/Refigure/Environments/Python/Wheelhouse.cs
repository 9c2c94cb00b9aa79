using System.Globalization;
using System.Text;
using Refigure.Files;

namespace Refigure.Environments.Python;

/// <summary>
/// Fills a folder on a connected machine with the wheels of environments, for machines without a network: <c>--wheelhouse</c>
/// of a set-up there takes it. Several environments can share one folder.
/// </summary>
public sealed class Wheelhouse
{
    private const string SumsName = "SHA256SUMS";
    private readonly Func<string, long> _freeDisk;
    private readonly IToolRunner _tools;
    private readonly IFileSystem _system;

    /// <summary>With what it needs.</summary>
    /// <param name="freeDisk">Tells the free bytes of a path's file system.</param>
    /// <param name="tools">Finds and runs pip.</param>
    /// <param name="system">What changes files.</param>
    public Wheelhouse(Func<string, long> freeDisk, IToolRunner tools, IFileSystem system)
    {
        _freeDisk = freeDisk;
        _tools = tools;
        _system = system;
    }

    /// <summary>Interpreters of a version that are not on the path.</summary>
    internal Func<string, IEnumerable<string>> Elsewhere { get; init; } = OtherPythons.Of;

    /// <summary>The name of an environment's list in a wheelhouse.</summary>
    public static string ListNameOf(string environment) => $"requirements-{environment}.txt";

    /// <summary>Fetches what is missing, checks all of it, and writes the list and the sums last.</summary>
    /// <param name="spec">The environment; of kind <c>python-venv</c> or <c>conda</c>, with a lock.</param>
    /// <param name="folder">The folder, absolute.</param>
    /// <param name="progress">Hears how far it is.</param>
    /// <param name="cancellation">Ends it; whole files stay.</param>
    /// <exception cref="UserErrorException">It has no lock, something cannot be fetched, or the disk is too full.</exception>
    public async Task<FilledWheelhouse> FillAsync(
        EnvironmentSpec spec,
        string folder,
        IWorkProgress progress,
        CancellationToken cancellation
    )
    {
        ArgumentNullException.ThrowIfNull(spec);
        ArgumentNullException.ThrowIfNull(progress);
        var locked = OwnLock(spec);
        var python = await AnyPythonAsync(spec, cancellation);
        var what = $"wheels of {spec.Name}";
        progress.Report(what, null);
        try
        {
            var there = await WheelFolder.LookAsync(folder, cancellation);
            RefuseFullDisk(folder, locked.DownloadBytes - there.Bytes(locked));
            _system.CreateDirectory(folder);
            DeleteLeftovers(folder);
            var work = PartialName.For(Path.Combine(folder, "work"));
            int fetched;
            try
            {
                _system.CreateDirectory(work);
                using var log = new SetupLog(spec.Name, Path.Combine(folder, spec.Name + ".log"), _tools, _system);
                fetched = await new WheelDownloader(log, python.Path, _system).FillAsync(
                    locked,
                    folder,
                    work,
                    PipCalls.Platform(spec.Python!),
                    done => Report(progress, what, done, locked.Packages.Count),
                    cancellation
                );
            }
            finally
            {
                _system.DeleteDirectory(work);
            }

            var filled = await WheelFolder.LookAsync(folder, cancellation);
            var list = await File.ReadAllBytesAsync(locked.File, cancellation);
            Put(Path.Combine(folder, SumsName), Encoding.UTF8.GetBytes(Sums(filled)));
            Put(Path.Combine(folder, ListNameOf(spec.Name)), list);
            progress.Report(what, 1);
            return new FilledWheelhouse(folder, locked.Packages.Count, fetched, filled.Bytes(locked));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UserErrorException(
                $"{folder} cannot be written ({e.Message.TrimEnd('.')}): make room, or name another folder with --wheelhouse.",
                e
            );
        }
    }

    // A wheelhouse must not be filled by the list of another one.
    private static PythonLock OwnLock(EnvironmentSpec spec)
    {
        if (spec.Kind is not ("python-venv" or "conda"))
        {
            throw new UserErrorException(
                $"{spec.Name} is of kind {spec.Kind}; expected python-venv or conda, since others have no wheels."
            );
        }

        return spec.Unlocked is { } reason
            ? throw new UserErrorException(
                $"{spec.Name} has no lock that a wheelhouse could be filled by ({reason.TrimEnd('.')})."
            )
            : PythonLock.Read(Path.Combine(spec.Folder, EnvironmentFile.PythonLockName));
    }

    // Any Python does: pip is told which one the wheels are for.
    private async Task<PythonInterpreter> AnyPythonAsync(EnvironmentSpec spec, CancellationToken cancellation)
    {
        var programs = spec.Source.Python is { } asked
            ? [asked]
            : new[] { _tools.Find("python3"), _tools.Find("python") }.Concat(Elsewhere("3")).OfType<string>();
        foreach (var program in programs)
        {
            if (
                await PythonInterpreter.AskAsync(program, _tools, cancellation) is { Pip: not null } found
                && found.Version.StartsWith("3.", StringComparison.Ordinal)
            )
            {
                return found;
            }
        }

        throw new UserErrorException(
            "A wheelhouse is filled by pip, and no Python 3 with pip was found: install one, or name it with --python."
        );
    }

    private void RefuseFullDisk(string folder, long bytes)
    {
        if (_freeDisk(folder) is var free && free < bytes)
        {
            throw new UserErrorException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{folder} needs {bytes / 1e6:0} MB more, and its disk has {free / 1e6:0} MB free: make room, or name another folder with --wheelhouse."
                )
            );
        }
    }

    private void DeleteLeftovers(string folder)
    {
        const string Pattern = $"*{PartialName.Infix}*";
        foreach (var leftover in Directory.GetDirectories(folder, Pattern).Where(PartialName.IsAbandoned))
        {
            _system.DeleteDirectory(leftover);
        }

        foreach (var leftover in Directory.GetFiles(folder, Pattern).Where(PartialName.IsAbandoned))
        {
            _system.DeleteFile(leftover);
        }
    }

    private void Put(string path, byte[] content)
    {
        var partial = PartialName.For(path);
        try
        {
            using (var file = _system.Create(partial))
            {
                file.Write(content);
                _system.Sync(file);
            }

            _system.MoveFile(partial, path);
        }
        finally
        {
            _system.DeleteFile(partial);
        }
    }

    private static void Report(IWorkProgress progress, string what, int done, int of)
    {
        if (done < of)
        {
            progress.Report(what, (double)done / of);
        }
    }

    private static string Sums(WheelFolder folder) =>
        string.Concat(folder.Files.OrderBy(f => f.Value, StringComparer.Ordinal).Select(f => $"{f.Key}  {f.Value}\n"));
}
