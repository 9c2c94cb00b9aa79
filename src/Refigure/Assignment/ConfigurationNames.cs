using System.Globalization;
using Refigure.Results;

namespace Refigure.Assignment;

/// <summary>Names of configurations, and of the files of each.</summary>
public static class ConfigurationNames
{
    /// <summary>The numbers of GPUs that the assignment asks for.</summary>
    public static IReadOnlyList<int> Asked { get; } = [1, 2, 4];

    /// <summary><c>1 GPU</c>, <c>2 GPUs</c>.</summary>
    public static string OfGpus(int count) =>
        count == 1 ? "1 GPU" : string.Create(CultureInfo.InvariantCulture, $"{count} GPUs");

    /// <summary><c>2 GPUs</c> is <c>2gpu</c>, <c>4 slots</c> is <c>4slot</c>; another name is made safe as a file's.</summary>
    public static string Stem(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return
            name.Split(' ') is [var number, var noun]
            && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out _)
            ? $"{number}{FolderName.Safe(noun.ToLowerInvariant().TrimEnd('s'))}"
            : FolderName.Safe(name);
    }
}
