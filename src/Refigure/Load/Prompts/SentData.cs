namespace Refigure.Load.Prompts;

/// <summary>
/// Files of data sets that another machine sent: a folder with the file <see cref="List"/>, a data set's name as experiments have it in
/// each line, and the file of the n-th in the folder n, under its own name.
/// </summary>
public sealed class SentData
{
    /// <summary>The file of the names.</summary>
    public const string List = "names";

    private readonly IReadOnlyDictionary<string, string> _places;

    private SentData(IReadOnlyDictionary<string, string> places)
    {
        _places = places;
    }

    /// <summary>Where the file of a data set lies below the folder.</summary>
    /// <param name="number">The data set's number, from 0.</param>
    /// <param name="file">Its file, of which only the last part of the name counts.</param>
    public static string PlaceOf(int number, string file) =>
        Path.Combine(number.ToString(System.Globalization.CultureInfo.InvariantCulture), Path.GetFileName(file));

    /// <summary>Reads a folder; nothing was sent if it is null.</summary>
    /// <exception cref="UserErrorException">It cannot be read.</exception>
    public static SentData In(string? folder)
    {
        if (folder is null)
        {
            return new SentData(new Dictionary<string, string>());
        }

        try
        {
            return new SentData(
                File.ReadAllLines(Path.Combine(folder, List))
                    .Select((name, number) => (Name: name, Set: DataSet.Parse(name, folder), Number: number))
                    .ToDictionary(
                        one => one.Name,
                        one => $"{one.Set.Kind}:{Path.Combine(folder, PlaceOf(one.Number, one.Set.File!))}",
                        StringComparer.Ordinal
                    )
            );
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new UserErrorException(
                $"--data {folder} cannot be read ({e.Message.TrimEnd('.')}): expected a folder that a call on another machine sent.",
                e
            );
        }
    }

    /// <summary>The name with the file that was sent; the name itself if none was.</summary>
    public string NameOf(string name) => _places.GetValueOrDefault(name, name);
}
