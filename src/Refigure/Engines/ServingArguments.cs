using System.Collections.Immutable;
using System.Globalization;

namespace Refigure.Engines;

/// <summary>The settings of a server that studies vary, whatever an engine calls them.</summary>
public static class ServingArguments
{
    /// <summary>How many requests it works on at a time by these arguments; null if they do not say.</summary>
    public static int? Parallel(this IServingEngine engine, ImmutableSortedDictionary<string, string> arguments)
    {
        ArgumentNullException.ThrowIfNull(engine);
        return Count(arguments, engine.ParallelArgument);
    }

    /// <summary>How many tokens a prompt and its answer may have together by these arguments; null if they do not say.</summary>
    public static int? Context(this IServingEngine engine, ImmutableSortedDictionary<string, string> arguments)
    {
        ArgumentNullException.ThrowIfNull(engine);
        return Count(arguments, engine.ContextArgument);
    }

    /// <summary>The same arguments with another context.</summary>
    public static ImmutableSortedDictionary<string, string> WithContext(
        this IServingEngine engine,
        ImmutableSortedDictionary<string, string> arguments,
        int tokens
    )
    {
        ArgumentNullException.ThrowIfNull(engine);
        ArgumentNullException.ThrowIfNull(arguments);
        ArgumentOutOfRangeException.ThrowIfLessThan(tokens, 1);
        return Without(arguments, engine.ContextArgument).SetItem(engine.ContextArgument, Text(tokens));
    }

    /// <summary>The same arguments with as many requests at a time as the engine takes by itself.</summary>
    public static ImmutableSortedDictionary<string, string> WithUsualParallel(
        this IServingEngine engine,
        ImmutableSortedDictionary<string, string> arguments
    )
    {
        ArgumentNullException.ThrowIfNull(engine);
        ArgumentNullException.ThrowIfNull(arguments);
        return Without(arguments, engine.ParallelArgument);
    }

    /// <summary>The same arguments with another number of requests at a time.</summary>
    public static ImmutableSortedDictionary<string, string> WithParallel(
        this IServingEngine engine,
        ImmutableSortedDictionary<string, string> arguments,
        int requests
    )
    {
        ArgumentNullException.ThrowIfNull(engine);
        ArgumentNullException.ThrowIfNull(arguments);
        ArgumentOutOfRangeException.ThrowIfLessThan(requests, 1);
        return Without(arguments, engine.ParallelArgument).SetItem(engine.ParallelArgument, Text(requests));
    }

    /// <summary>Over how many GPUs a copy of the model is spread by these arguments: 1 if they do not say.</summary>
    public static int TensorParallelSize(
        this IServingEngine engine,
        ImmutableSortedDictionary<string, string> arguments
    )
    {
        ArgumentNullException.ThrowIfNull(engine);
        return engine.TensorParallelArgument is { } name ? Count(arguments, name) ?? 1 : 1;
    }

    /// <summary>The same arguments with another number of GPUs.</summary>
    /// <exception cref="UserErrorException">The engine cannot spread a model over several.</exception>
    public static ImmutableSortedDictionary<string, string> WithTensorParallelSize(
        this IServingEngine engine,
        ImmutableSortedDictionary<string, string> arguments,
        int gpus
    )
    {
        ArgumentNullException.ThrowIfNull(engine);
        ArgumentNullException.ThrowIfNull(arguments);
        ArgumentOutOfRangeException.ThrowIfLessThan(gpus, 1);
        return engine.TensorParallelArgument is { } name ? Without(arguments, name).SetItem(name, Text(gpus))
            : gpus == 1 ? arguments
            : throw new UserErrorException(
                $"{engine.Name} cannot spread a model over {Text(gpus)} GPUs: expected a tensor parallel size of 1."
            );
    }

    /// <summary>Says that an engine cannot serve.</summary>
    public static UserErrorException CannotServe(IEngine engine)
    {
        ArgumentNullException.ThrowIfNull(engine);
        return new($"{engine.Name} cannot serve here, so no load can be put on it: leave load out.");
    }

    // A case may spell an argument with underscores.
    private static ImmutableSortedDictionary<string, string> Without(
        ImmutableSortedDictionary<string, string> arguments,
        string name
    ) => arguments.RemoveRange(arguments.Keys.Where(key => key.Replace('_', '-') == name));

    private static int? Count(ImmutableSortedDictionary<string, string> arguments, string name)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        return
            arguments.FirstOrDefault(argument => argument.Key.Replace('_', '-') == name).Value is { } text
            && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            && count > 0
            ? count
            : null;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
