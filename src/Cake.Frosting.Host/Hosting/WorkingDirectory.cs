using Cake.Core;
using Cake.Core.IO;

namespace Cake.Frosting.Hosting;

/// <summary>The working directory that the project asked for.</summary>
internal sealed record WorkingDirectory(DirectoryPath Path)
{
    /// <summary>Makes it the process's own, seen from where the process stands.</summary>
    public void Enter(ICakeEnvironment environment)
    {
        var absolute = System.IO.Path.GetFullPath(Path.FullPath);
        if (!Directory.Exists(absolute))
        {
            throw new CakeException(2, $"The working directory '{absolute}' does not exist.");
        }

        environment.WorkingDirectory = absolute;
    }
}
