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
        Options = UserErrors.AsExitCode2(() =>
            new OptionReader(arguments, Settings(), Root, System.IO.Directory.GetCurrentDirectory()).Read()
        );
    }

    private BuildContext(BuildContext other, BuildOptions options)
        : base(other)
    {
        Root = other.Root;
        Options = options;
    }

    /// <summary>The same call with other options, for a part of it.</summary>
    public BuildContext With(BuildOptions options) => new(this, options);

    /// <summary>The checkout's top folder.</summary>
    public string Root { get; }

    /// <summary>The options.</summary>
    public BuildOptions Options { get; }

    private IConfigurationRoot Settings()
    {
        var file = System.IO.Path.Combine(Root, "settings.json");
        try
        {
            return new ConfigurationBuilder()
                .AddJsonFile(file, optional: true)
                .AddEnvironmentVariables("REFIGURE_")
                .Build();
        }
        catch (Exception e)
            when (e is System.IO.InvalidDataException or System.IO.IOException or UnauthorizedAccessException)
        {
            throw new UserErrorException(
                $"{file} cannot be read: expected JSON such as {{ \"runs\": \"figures/runs\" }}.",
                e
            );
        }
    }

    // The last of several values counts; figures add up, as their targets do.
    private static string? Value(string name, ICollection<string> values) =>
        name.Equals("figure", StringComparison.OrdinalIgnoreCase) && values.Count > 1
            ? string.Join(',', values)
            : values.LastOrDefault();
}
