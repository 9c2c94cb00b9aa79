using System.Globalization;
using System.Text;

namespace Refigure.Imports.Serving;

/// <summary>A row of GuideLLM's CSV.</summary>
/// <param name="file">The file.</param>
/// <param name="line">The row's line in it.</param>
/// <param name="columns">Places of the columns by their three headers.</param>
/// <param name="cells">The row's cells.</param>
internal sealed class GuideLlmRow(
    ResultFile file,
    int line,
    Dictionary<(string Group, string Name, string Statistic), int> columns,
    string[] cells
)
{
    /// <summary>The row's line in the file, 1-based.</summary>
    public int Line => line;

    /// <summary>A text that every version has.</summary>
    /// <exception cref="UserErrorException">It is not there.</exception>
    public string Required(string group, string name) =>
        Cell(group, name, "")
        ?? throw new UserErrorException(
            $"{file.Path}, line {line}: the column {group} / {name} is missing: the table is cut, or of a version that is not known here."
        );

    /// <summary>A number; null for an empty cell and for a column that is not there.</summary>
    /// <exception cref="UserErrorException">It is no number.</exception>
    public double? Number(string group, string name, string statistic) =>
        Cell(group, name, statistic) is not { } text ? null
        : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
        && double.IsFinite(number)
            ? number
        : throw new UserErrorException(
            $"{file.Path}, line {line}: {group} / {name} / {statistic} is {text}, expected a number: write the result anew, or leave the file out."
        );

    /// <summary>A cell that holds JSON; null for an empty cell and for a column that is not there.</summary>
    public JsonPart? Json(string group, string name, string statistic = "") =>
        Cell(group, name, statistic) is { } text
            ? new JsonPart(
                PythonJson.Parse(Encoding.UTF8.GetBytes(text), file.Path, line).RootElement,
                file.Path,
                $"line {line}, {group} / {name}"
            )
            : null;

    private string? Cell(string group, string name, string statistic) =>
        columns.TryGetValue((group, name, statistic), out var place) && place < cells.Length && cells[place].Length > 0
            ? cells[place]
            : null;
}
