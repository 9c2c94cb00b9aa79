using Cake.Core;

namespace Cake.Common;

/// <summary>Options of the command line as typed values.</summary>
public static class ArgumentAliases
{
    /// <summary>Whether the option was given, with or without a value.</summary>
    public static bool HasArgument(this ICakeContext context, string name) => context.Arguments.HasArgument(name);

    /// <summary>The last value of an option.</summary>
    /// <exception cref="CakeException">It was not given, or has no value, or not one of this type.</exception>
    public static T Argument<T>(this ICakeContext context, string name) =>
        Last(context, name) is { } value ? ArgumentConverter.Convert<T>(name, value) : throw NotSet(name);

    /// <summary>The last value of an option; the default where it was not given or has no value.</summary>
    /// <exception cref="CakeException">The value is not of this type.</exception>
    public static T Argument<T>(this ICakeContext context, string name, T defaultValue) =>
        Last(context, name) is { } value ? ArgumentConverter.Convert<T>(name, value) : defaultValue;

    /// <summary>All values of an option that was given at least once.</summary>
    /// <exception cref="CakeException">It was not given, or has no value, or not one of this type.</exception>
    public static ICollection<T> Arguments<T>(this ICakeContext context, string name) =>
        All<T>(context, name) is { Count: > 0 } values ? values : throw NotSet(name);

    /// <summary>All values of an option; the default where there is none.</summary>
    public static ICollection<T> Arguments<T>(this ICakeContext context, string name, T defaultValue) =>
        All<T>(context, name) is { Count: > 0 } values ? values : [defaultValue];

    /// <summary>All values of an option; the defaults where there is none.</summary>
    public static ICollection<T> Arguments<T>(this ICakeContext context, string name, ICollection<T> defaultValues) =>
        All<T>(context, name) is { Count: > 0 } values ? values : defaultValues;

    /// <summary>All values of an option; where there is none, what the function makes.</summary>
    public static ICollection<T> Arguments<T>(
        this ICakeContext context,
        string name,
        Func<ICakeContext, ICollection<T>> defaultValues
    )
    {
        ArgumentNullException.ThrowIfNull(defaultValues);
        return All<T>(context, name) is { Count: > 0 } values ? values : defaultValues(context);
    }

    /// <summary>Every option with its values.</summary>
    public static IDictionary<string, ICollection<string>> Arguments(this ICakeContext context) =>
        context.Arguments.GetArguments();

    private static string? Last(ICakeContext context, string name) =>
        context.Arguments.GetArguments(name).LastOrDefault();

    private static List<T> All<T>(ICakeContext context, string name)
    {
        var values = new List<T>();
        foreach (var value in context.Arguments.GetArguments(name))
        {
            if (value is not null)
            {
                values.Add(ArgumentConverter.Convert<T>(name, value));
            }
        }

        return values;
    }

    private static CakeException NotSet(string name) => new(2, $"Argument '{name}' was not set.");
}
