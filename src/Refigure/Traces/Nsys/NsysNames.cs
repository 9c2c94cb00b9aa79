using System.Globalization;
using Microsoft.Data.Sqlite;
using Refigure.Traces.Reading;

namespace Refigure.Traces.Nsys;

/// <summary>Names by the numbers that an export has for them; each is looked up once, whatever else its table of names holds.</summary>
internal sealed class NsysNames(NsysSchema schema, NameTable names)
{
    private readonly Dictionary<long, int> _numbers = [];

    /// <summary>The number in the trace of a name with a number in the export.</summary>
    public int Of(long id)
    {
        if (!_numbers.TryGetValue(id, out var number))
        {
            number = names.Of(Text(id) ?? string.Create(CultureInfo.InvariantCulture, $"unnamed {id}"));
            _numbers.Add(id, number);
        }

        return number;
    }

    /// <summary>A name that this program gives.</summary>
    public int Of(string name) => names.Of(name);

    private string? Text(long id)
    {
        using var command = new SqliteCommand(
            $"SELECT value FROM {NsysSchema.Strings} WHERE id = $id",
            schema.Connection
        );
        command.Parameters.AddWithValue("$id", id);
        return command.ExecuteScalar() as string;
    }
}
