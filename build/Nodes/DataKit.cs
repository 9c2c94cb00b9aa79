using System.Text;
using Refigure.Files;
using Refigure.Load.Prompts;

namespace Refigure.Build.Nodes;

/// <summary>Packs the files of data sets that a node's part needs, as <see cref="SentData"/> finds them there.</summary>
/// <param name="folder">Where archives are kept.</param>
/// <param name="packer">Makes them.</param>
/// <param name="files">Writes the list of names.</param>
internal sealed class DataKit(string folder, Packer packer, IFileSystem files)
{
    private const int Kept = 3;

    /// <summary>Packs them; null if none has a file here. What is not here may be there, or its absence is said there.</summary>
    /// <param name="names">The data sets, as experiments name them.</param>
    /// <param name="relativeTo">The folder of relative names.</param>
    public PackedFolder? Pack(IEnumerable<string> names, string relativeTo)
    {
        (string Name, string File)[] sets =
        [
            .. names
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal)
                .Select(name => (Name: name, DataSet.Parse(name, relativeTo).File!))
                .Where(set => File.Exists(set.Item2) && !set.Name.Any(char.IsControl)),
        ];
        if (sets.Length == 0)
        {
            return null;
        }

        var staging = Path.Combine(folder, $"data-{Environment.ProcessId}-{Guid.NewGuid():N}");
        try
        {
            files.CreateDirectory(staging);
            var list = Path.Combine(staging, SentData.List);
            using (var text = files.CreateNew(list))
            {
                text.Write(Encoding.UTF8.GetBytes(string.Concat(sets.Select(set => set.Name + "\n"))));
            }

            (string File, string Name)[] all =
            [
                (list, SentData.List),
                .. sets.Select((set, number) => (set.File, SentData.PlaceOf(number, set.File))),
            ];
            var name = SourceDigest.Of(all);
            RemoveOld();
            return packer.Pack(all, name, Path.Combine(folder, $"data-{name}.tar.gz"));
        }
        finally
        {
            files.DeleteDirectory(staging);
        }
    }

    private void RemoveOld()
    {
        foreach (
            var old in new DirectoryInfo(folder)
                .GetFiles("data-*.tar.gz")
                .OrderByDescending(file => file.LastWriteTimeUtc)
                .Skip(Kept)
        )
        {
            files.DeleteFile(old.FullName);
        }
    }
}
