using System.Collections;
using Cake.Core;
using Cake.Core.IO;

namespace Cake.Frosting.Hosting;

/// <summary>The real surroundings of this process.</summary>
internal sealed class ProcessEnvironment : ICakeEnvironment
{
    public DirectoryPath WorkingDirectory
    {
        get => Directory.GetCurrentDirectory();
        set =>
            Directory.SetCurrentDirectory(
                value.IsRelative
                    ? throw new CakeException($"The working directory '{value}' is relative; it must be absolute.")
                    : value.FullPath
            );
    }

    public DirectoryPath ApplicationRoot => AppContext.BaseDirectory;

    public string? GetEnvironmentVariable(string variable) => Environment.GetEnvironmentVariable(variable);

    public IDictionary<string, string?> GetEnvironmentVariables()
    {
        var variables = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        foreach (DictionaryEntry entry in Environment.GetEnvironmentVariables())
        {
            variables[(string)entry.Key] = (string?)entry.Value;
        }

        return variables;
    }
}
