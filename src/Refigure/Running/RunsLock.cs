using System.Globalization;
using System.Text;

namespace Refigure.Running;

/// <summary>
/// Keeps two hosts from making runs in the same folder. The lock is the operating system's own on an open file, so it ends
/// with the host however the host ends: no stale lock is left after a crash.
/// </summary>
public sealed class RunsLock : IDisposable
{
    private const string LockName = ".lock";
    private const string OwnerName = ".lock-owner";

    private readonly FileStream _file;
    private readonly string _owner;

    private RunsLock(FileStream file, string owner)
    {
        _file = file;
        _owner = owner;
    }

    /// <summary>Takes the lock of a runs root, which is created if it is not there.</summary>
    /// <param name="root">The runs root.</param>
    /// <param name="clock">Tells since when it is held.</param>
    /// <exception cref="UserErrorException">Another host has it, or the folder cannot be written to.</exception>
    public static RunsLock Take(string root, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(clock);
        var owner = Path.Combine(root, OwnerName);
        FileStream file;
        try
        {
            Directory.CreateDirectory(root);
            file = new FileStream(
                Path.Combine(root, LockName),
                FileMode.OpenOrCreate,
                FileAccess.ReadWrite,
                FileShare.None
            );
        }
        catch (UnauthorizedAccessException e)
        {
            throw new UserErrorException(
                $"{root} cannot be written to: make it writable, or name another folder with --runs.",
                e
            );
        }
        catch (IOException e) when (File.Exists(Path.Combine(root, LockName)))
        {
            throw new UserErrorException(
                $"{root} is in use by {Holder(owner)}: wait until it ends, or name another folder with --runs.",
                e
            );
        }
        catch (IOException e)
        {
            throw new UserErrorException(
                $"{root} cannot be written to ({e.Message.TrimEnd('.')}): make room, or name another folder with --runs.",
                e
            );
        }

        try
        {
            File.WriteAllText(owner, Text(clock), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Only the other host's message is poorer without it.
        }

        return new RunsLock(file, owner);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        // The lock file itself stays: deleting it could take it from under a host that waits for it.
        try
        {
            File.Delete(_owner);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It says who had the lock, no more.
        }

        _file.Dispose();
    }

    private static string Text(TimeProvider clock) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"process {Environment.ProcessId} on {Environment.MachineName}, since {clock.GetUtcNow().UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC"
        );

    private static string Holder(string owner)
    {
        try
        {
            var text = File.ReadAllText(owner).ReplaceLineEndings(" ").Trim();
            return text.Length is > 0 and < 200 ? text : "another host";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "another host";
        }
    }
}
