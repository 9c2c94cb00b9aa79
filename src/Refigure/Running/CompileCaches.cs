using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Refigure.Files;
using Refigure.Planning;

namespace Refigure.Running;

/// <summary>The folders in which engines keep compiled graphs between starts, one for all runs that may share them.</summary>
/// <param name="root">The folder that holds them, absolute.</param>
/// <param name="files">What changes files.</param>
public sealed class CompileCaches(string root, IFileSystem files)
{
    // What differs between runs that share compiled graphs.
    private static readonly string[] NotPart = ["cache", "iteration", "profile"];
    private const string Load = "load.";
    private const int NameLength = 16;

    /// <summary>The cache for a run with these inputs: by environment, patches, model, arguments, variables and node.</summary>
    internal CompileCache Of(RunInputs inputs)
    {
        var text = new StringBuilder();
        foreach (var (field, value) in inputs.Fields)
        {
            if (!NotPart.Contains(field, StringComparer.Ordinal) && !field.StartsWith(Load, StringComparison.Ordinal))
            {
                text.Append(CultureInfo.InvariantCulture, $"{field}\n{value.Length}\n{value}\n");
            }
        }

        var name = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
        return new CompileCache(Path.Combine(root, name[..NameLength]), files);
    }
}
