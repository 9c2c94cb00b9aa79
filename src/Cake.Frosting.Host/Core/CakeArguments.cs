using Cake.Frosting.Hosting.Commands;

namespace Cake.Core;

/// <summary>Options that were read from a command line.</summary>
public sealed class CakeArguments : ICakeArguments
{
    private readonly Dictionary<string, List<string>> _arguments = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>From names and values in the order given; a bare flag has the value null.</summary>
    public CakeArguments(ILookup<string, string?> arguments)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        foreach (var group in arguments)
        {
            Add(group.Key, group);
        }
    }

    internal CakeArguments(IEnumerable<NamedValue> arguments)
    {
        foreach (var (name, value) in arguments)
        {
            Add(name, [value]);
        }
    }

    /// <inheritdoc/>
    public bool HasArgument(string name) => _arguments.ContainsKey(name);

    /// <inheritdoc/>
    public ICollection<string> GetArguments(string name) => _arguments.TryGetValue(name, out var values) ? values : [];

    /// <inheritdoc/>
    public IDictionary<string, ICollection<string>> GetArguments() =>
        _arguments.ToDictionary(
            argument => argument.Key,
            argument => (ICollection<string>)argument.Value,
            StringComparer.OrdinalIgnoreCase
        );

    private void Add(string name, IEnumerable<string?> values)
    {
        if (!_arguments.TryGetValue(name, out var existing))
        {
            _arguments[name] = existing = [];
        }

        // The package's signatures say nothing of null; a bare flag has it all the same.
        existing.AddRange(values!);
    }
}
