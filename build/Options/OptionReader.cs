using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace Refigure.Build.Options;

/// <summary>
/// Command line over <c>REFIGURE_…</c> over <c>settings.json</c>, checked: an unknown option or a wrong value is one
/// sentence for the user.
/// </summary>
internal sealed class OptionReader
{
    private readonly IReadOnlyDictionary<string, string?> _arguments;
    private readonly IConfiguration _settings;
    private readonly string _root;
    private readonly string _currentDirectory;

    public OptionReader(
        IReadOnlyDictionary<string, string?> arguments,
        IConfiguration settings,
        string root,
        string currentDirectory
    )
    {
        _arguments = arguments;
        _settings = settings;
        _root = root;
        _currentDirectory = currentDirectory;
    }

    /// <exception cref="UserErrorException">An option or value is wrong.</exception>
    public BuildOptions Read()
    {
        RefuseUnknown();
        var figures = Figures();
        var load = new LoadOptionReader(this).Read();
        return new BuildOptions
        {
            Figures = figures,
            ManyFigures = figures.Count > 1 || Text("figure") is "all",
            Profile = OneOf("profile", "paper", "lab", "smoke"),
            Node = Text("node"),
            Iterations = Positive("iterations"),
            Runs = Folder("runs", "figures/runs"),
            RunsNamed = _arguments.ContainsKey("runs"),
            Out = Folder("out", "figures"),
            OutNamed = _arguments.ContainsKey("out"),
            NoRun = Switch("no-run"),
            Force = Switch("force"),
            From = Path("from"),
            FromAll = Paths("from"),
            Prefer = OneOf("prefer", "mine", "theirs"),
            Against = Path("against"),
            Tolerance = Fraction("tolerance"),
            Label = Text("label"),
            Runtimes = Names("runtime"),
            Model = Text("model"),
            Variant = OneOf("variant", "published", "consistent"),
            Font = Text("font"),
            PricePerHour = Price("price-per-hour"),
            Compress = Switch("compress"),
            Models = Names("models"),
            LoadFormat = OneOf("load-format", "dummy", "auto"),
            Store = Folder("store", "artifacts/store"),
            Environments = Names("env"),
            Experiments = Names("experiment"),
            Cases = Names("case"),
            Order = OneOf("order", "interleaved", "study"),
            Seed = Positive("seed"),
            Precision = Fraction("precision"),
            Baseline = Path("baseline"),
            Wheelhouse = Path("wheelhouse"),
            SystemSitePackages = Switch("system-site-packages"),
            Python = Path("python"),
            Unlocked = Switch("unlocked"),
            Here = Text("here"),
            Commands = Switch("commands"),
            Follow = Switch("follow"),
            Roles = Roles(),
            Only = Path("only"),
            Data = Path("data"),
            ClockAhead = Seconds("clock-ahead"),
            State = Path("state"),
            Stop = Switch("stop"),
            Load = load,
            Chat = new ChatOptions
            {
                Endpoint = Text("endpoint") is null ? null : load.Endpoint,
                Template = Text("template"),
                Context = Positive("context"),
            },
            Engine = Text("engine"),
            NetId = Text("netid"),
            OnlyPlan = Switch("plan-only"),
            Accept = Switch("accept"),
        };
    }

    private void RefuseUnknown()
    {
        foreach (var name in _arguments.Keys.Where(n => !KnownOptions.IsKnown(n)))
        {
            if (name.EndsWith("token", StringComparison.OrdinalIgnoreCase))
            {
                throw new UserErrorException(
                    $"--{name}: a secret is never an option, since everybody on the machine can read it there; put it into the variable HF_TOKEN, or into the file that HF_TOKEN_PATH names."
                );
            }

            var hint = KnownOptions.Nearest(name) is { } near
                ? $"did you mean --{near}?"
                : $"expected one of {string.Join(", ", KnownOptions.All.Select(o => "--" + o.Name))}.";
            throw new UserErrorException($"--{name} is not an option; {hint}");
        }
    }

    private IReadOnlyList<int> Figures()
    {
        if (Text("figure") is not { } text)
        {
            return [];
        }

        return FigureNumbers.TryParse(text, out var numbers, out var problem)
            ? numbers
            : throw new UserErrorException(problem);
    }

    internal string? Text(string name)
    {
        if (!_arguments.TryGetValue(name, out var value))
        {
            return _settings[name];
        }

        var expected = KnownOptions.All.First(o => o.Name == name).Value;
        return string.IsNullOrWhiteSpace(value)
            ? throw new UserErrorException($"--{name} needs a value: --{name} {expected}.")
            : value;
    }

    internal string? OneOf(string name, params string[] allowed) =>
        Text(name) is not { } text ? null
        : allowed.Contains(text, StringComparer.Ordinal) ? text
        : throw new UserErrorException(
            $"--{name} {text}: expected {string.Join(", ", allowed.SkipLast(1))} or {allowed[^1]}."
        );

    private string[] Names(string name) =>
        Text(name)?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];

    private Dictionary<string, string> Roles()
    {
        var roles = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var text in Names("roles"))
        {
            var pair = text.Split('=', StringSplitOptions.TrimEntries);
            if (pair is not [{ Length: > 0 } role, { Length: > 0 } node] || !roles.TryAdd(role, node))
            {
                throw new UserErrorException(
                    $"--roles {text}: expected a node of an experiment and, once each, the one in its place, such as here-1=NAME."
                );
            }
        }

        if (roles.GroupBy(r => r.Value, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice)
        {
            throw new UserErrorException(
                $"--roles: {twice.Key} stands in the place of {string.Join(" and ", twice.Select(r => r.Key))}; expected a node of its own for each."
            );
        }

        return roles;
    }

    internal int? Positive(string name) =>
        Text(name) is not { } text ? null
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n > 0 ? n
        : throw new UserErrorException($"--{name} {text}: expected a whole number from 1.");

    private double? Fraction(string name) =>
        Text(name) is not { } text ? null
        : double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var x) && x < 1 ? x
        : throw new UserErrorException($"--{name} {text}: expected a number from 0 to below 1, such as 0.05.");

    private double? Seconds(string name) =>
        Text(name) is not { } text ? null
        : double.TryParse(
            text,
            NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
            CultureInfo.InvariantCulture,
            out var x
        )
            ? x
        : throw new UserErrorException($"--{name} {text}: expected seconds, such as 0.5.");

    private double? Price(string name) =>
        Text(name) is not { } text ? null
        : double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var x) && x > 0 ? x
        : throw new UserErrorException($"--{name} {text}: expected a price in dollars over 0, such as 2.93.");

    internal bool Switch(string name)
    {
        if (!_arguments.TryGetValue(name, out var value))
        {
            return bool.TryParse(_settings[name], out var set) && set;
        }

        return value switch
        {
            null or "" => true,
            _ when bool.TryParse(value, out var set) => set,
            _ => throw new UserErrorException($"--{name} {value}: --{name} is a switch and takes no value."),
        };
    }

    private string? Path(string name) =>
        Text(name) is { } text ? System.IO.Path.GetFullPath(text, _currentDirectory) : null;

    // A path may have a comma in it.
    private string[] Paths(string name) =>
        Path(name) is not { } whole ? []
        : System.IO.Path.Exists(whole) ? [whole]
        : [.. Names(name).Select(one => System.IO.Path.GetFullPath(one, _currentDirectory))];

    private string Folder(string name, string usual) => Path(name) ?? System.IO.Path.GetFullPath(usual, _root);
}
