using Cake.Core;
using Cake.Frosting;
using Microsoft.Extensions.Configuration;
using Refigure.Build.Options;

namespace Refigure.Build;

/// <summary>What the tasks share: the options, parsed once, and where the checkout lies.</summary>
public sealed class BuildContext : FrostingContext
{
    /// <summary>Reads the options.</summary>
    /// <exception cref="CakeException">An option or value is wrong; exit code 2.</exception>
    public BuildContext(ICakeContext context)
        : base(context)
    {
        Root = Repository.Root();
        var arguments = context
            .Arguments.GetArguments()
            .ToDictionary(a => a.Key, a => Value(a.Key, a.Value), StringComparer.OrdinalIgnoreCase);
        var settings = new ConfigurationBuilder()
            .AddJsonFile(System.IO.Path.Combine(Root, "settings.json"), optional: true)
            .AddEnvironmentVariables("REFIGURE_")
            .Build();
        Options = UserErrors.AsExitCode2(() =>
            new OptionReader(arguments, settings, Root, System.IO.Directory.GetCurrentDirectory()).Read()
        );
    }

    /// <summary>The checkout's top folder.</summary>
    public string Root { get; }

    /// <summary>The options.</summary>
    public BuildOptions Options { get; }

    // The last of several values counts; figures add up, as their targets do.
    private static string? Value(string name, ICollection<string> values) =>
        name.Equals("figure", StringComparison.OrdinalIgnoreCase) && values.Count > 1
            ? string.Join(',', values)
            : values.LastOrDefault();
}
