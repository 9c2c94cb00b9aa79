using Cake.Core.IO;

namespace Cake.Core;

/// <summary>The surroundings of the process.</summary>
public interface ICakeEnvironment
{
    /// <summary>The working directory of the process; must be absolute when set.</summary>
    DirectoryPath WorkingDirectory { get; set; }

    /// <summary>The directory of the program's assemblies.</summary>
    DirectoryPath ApplicationRoot { get; }

    /// <summary>The value of an environment variable; null if it is not set.</summary>
    string? GetEnvironmentVariable(string variable);

    /// <summary>All environment variables.</summary>
    IDictionary<string, string?> GetEnvironmentVariables();
}
