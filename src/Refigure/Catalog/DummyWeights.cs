using System.Collections.Immutable;

namespace Refigure.Catalog;

/// <summary>Cases whose engine makes the weights up (vLLM's <c>load-format: dummy</c>): nothing of them is fetched or read.</summary>
public static class DummyWeights
{
    /// <summary>The engine argument that says how weights are loaded.</summary>
    public const string Argument = "load-format";

    /// <summary>Its value for made-up weights.</summary>
    public const string Value = "dummy";

    /// <summary>Whether arguments ask for them, as a case or an engine's own log spells it.</summary>
    public static bool AreIn(ImmutableSortedDictionary<string, string> arguments)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        return (arguments.GetValueOrDefault(Argument) ?? arguments.GetValueOrDefault("load_format")) == Value;
    }

    /// <summary>The same case with them: another case, whose runs stand beside those with the real ones.</summary>
    public static CaseSpec With(CaseSpec one)
    {
        ArgumentNullException.ThrowIfNull(one);
        return one with
        {
            Name = $"{one.Name}+{Argument}={Value}",
            Arguments = one.Arguments.SetItem(Argument, Value),
            // The experiment that it shares its runs with has no such case.
            RunsOf = null,
        };
    }
}
