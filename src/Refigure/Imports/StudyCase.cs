using System.Collections.Immutable;
using System.Text;
using Refigure.Results;

namespace Refigure.Imports;

/// <summary>A case of the startup study.</summary>
/// <param name="Model">The model's name.</param>
/// <param name="Arguments">Its engine arguments, by name.</param>
internal sealed record StudyCase(string Model, ImmutableSortedDictionary<string, string> Arguments)
{
    private const string Tensorized = "-tensorized";

    /// <summary>
    /// Without arguments the model; else <c>model+name=value+name=value</c>, an argument without value as <c>+name</c>.
    /// A name too long ends in a digest.
    /// </summary>
    public string Name
    {
        get
        {
            var name = new StringBuilder(Model);
            foreach (var (key, value) in Arguments)
            {
                name.Append('+').Append(key);
                if (value.Length > 0)
                {
                    name.Append('=').Append(value.Replace(' ', '_'));
                }
            }

            return FolderName.Safe(name.ToString());
        }
    }

    /// <summary>
    /// The case as the study means it: a serialised copy of a model in a folder of its own is that model, loaded another way.
    /// </summary>
    public StudyCase Canonical() =>
        Model.EndsWith(Tensorized, StringComparison.Ordinal)
        && Arguments.TryGetValue("load-format", out var format)
        && format == "tensorizer"
            ? this with
            {
                Model = Model[..^Tensorized.Length],
            }
            : this;
}
