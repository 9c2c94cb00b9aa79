using System.Collections.Immutable;
using Cake.Core;

namespace Cake.Frosting.Hosting.Commands;

/// <summary>Reads the words of a command line: the host's own options, and all others for the project.</summary>
internal sealed class CommandLineParser
{
    private readonly List<string> _targets = [];
    private readonly List<NamedValue> _arguments = [];
    private HostOptions _options = new();

    private CommandLineParser() { }

    /// <exception cref="CakeException">A host option is wrong, or a word belongs to no option; exit code 2.</exception>
    public static HostOptions Parse(IEnumerable<string> words)
    {
        var parser = new CommandLineParser();
        var tokens = words.Select(CommandLineToken.Read).ToImmutableArray();
        for (var at = 0; at < tokens.Length; at++)
        {
            at += parser.Take(tokens[at], at + 1 < tokens.Length ? tokens[at + 1] : null);
        }

        return parser.Finish();
    }

    /// <summary>How many words beyond the first the option took.</summary>
    private int Take(CommandLineToken token, CommandLineToken? next)
    {
        if (token.Name is not { } name)
        {
            throw new CakeException(
                2,
                $"'{token.Text}' belongs to no option. A task is called by '--target {token.Text}'; other values follow their option."
            );
        }

        var option = HostOptionNames.Find(token.Text, name);
        return option switch
        {
            HostOption.Target or HostOption.Working or HostOption.Verbosity => TakeValue(option, token, next),
            HostOption.None => TakeArgument(name, token, next),
            _ => TakeFlag(option, token),
        };
    }

    private int TakeValue(HostOption option, CommandLineToken token, CommandLineToken? next)
    {
        var fromNext = token.Value is null && next is { Name: null };
        var value = fromNext ? next!.Text : token.Value;
        if (string.IsNullOrWhiteSpace(value))
        {
            throw new CakeException(2, $"{token.Text} needs a value, as in '{HostOptionNames.Example(option)}'.");
        }

        switch (option)
        {
            case HostOption.Target:
                _targets.Add(value);
                break;
            case HostOption.Working:
                _options = _options with { Working = value };
                break;
            default:
                _options = _options with { Verbosity = VerbosityParser.Parse(value) };
                break;
        }

        return fromNext ? 1 : 0;
    }

    private int TakeArgument(string name, CommandLineToken token, CommandLineToken? next)
    {
        // A bare flag has no value, as in the package; what follows it is taken for its value unless it is an option.
        var fromNext = token.Value is null && next is { Name: null };
        _arguments.Add(new NamedValue(name, fromNext ? next!.Text : token.Value));
        return fromNext ? 1 : 0;
    }

    private int TakeFlag(HostOption option, CommandLineToken token)
    {
        if (token.Value is { } value && !bool.TryParse(value, out _))
        {
            throw new CakeException(2, $"{token.Text} takes no value but true or false.");
        }

        if (token.Value is not null && !bool.Parse(token.Value))
        {
            return 0;
        }

        _options = option switch
        {
            HostOption.Exclusive => _options with { Exclusive = true },
            HostOption.Description => _options with { Command = HostCommand.Description },
            HostOption.Tree => _options with { Command = HostCommand.Tree },
            HostOption.DryRun => _options with { Command = HostCommand.DryRun },
            HostOption.Version => _options with { Command = HostCommand.Version },
            HostOption.Info => _options with { Command = HostCommand.Info },
            _ => _options with { Command = HostCommand.Help },
        };
        return 0;
    }

    private HostOptions Finish()
    {
        var named = _targets.Count == 0 ? _options.Targets : [.. _targets];
        return _options with
        {
            Targets = named,
            Arguments = [.. named.Select(target => new NamedValue("target", target)), .. _arguments],
        };
    }
}
