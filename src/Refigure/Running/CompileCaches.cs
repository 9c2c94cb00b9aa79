using Refigure.Files;
using Refigure.Planning;

namespace Refigure.Running;

/// <summary>The folders in which engines keep compiled graphs between starts, one for all runs that may share them.</summary>
/// <param name="root">The folder that holds them, absolute.</param>
/// <param name="files">What changes files.</param>
public sealed class CompileCaches(string root, IFileSystem files)
{
    private const int NameLength = 16;

    /// <summary>The cache for a run with these inputs: by environment, patches, model, arguments, variables and node.</summary>
    internal CompileCache Of(RunInputs inputs) =>
        new(Path.Combine(root, CompiledGraphs.SharedBy(inputs)[..NameLength]), files);
}
