using System.ComponentModel;
using System.Globalization;
using Cake.Core;
using Cake.Core.IO;

namespace Cake.Common;

/// <summary>Turns the text of an option into a value, without regard to the machine's culture.</summary>
internal static class ArgumentConverter
{
    public static T Convert<T>(string name, string value) => (T)Convert(name, value, typeof(T))!;

    /// <exception cref="CakeException">The value is not of this type; says what was expected; exit code 2.</exception>
    public static object? Convert(string name, string value, Type type)
    {
        try
        {
            return Convert(type, value);
        }
        // Converters of other people's types may fail in their own ways; for the user they are all the same fault.
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            throw new CakeException(2, $"--{name} has the value '{value}', but expects {Expected(type)}.", exception);
        }
    }

    // The usual types are converted by hand: the type descriptors cost tens of milliseconds of a start.
    private static object? Convert(Type type, string value)
    {
        var wanted = Nullable.GetUnderlyingType(type) ?? type;
        return wanted == typeof(string) ? value
            : wanted == typeof(bool) ? bool.Parse(value)
            : wanted == typeof(int) ? int.Parse(value, NumberStyles.Integer, CultureInfo.InvariantCulture)
            : wanted == typeof(long) ? long.Parse(value, NumberStyles.Integer, CultureInfo.InvariantCulture)
            : wanted == typeof(double) ? double.Parse(value, NumberStyles.Float, CultureInfo.InvariantCulture)
            : wanted == typeof(DirectoryPath) ? new DirectoryPath(value)
            : wanted == typeof(FilePath) ? new FilePath(value)
            : wanted.IsEnum ? Enum.Parse(wanted, value, ignoreCase: true)
            : TypeDescriptor.GetConverter(wanted).ConvertFromInvariantString(value);
    }

    private static string Expected(Type type)
    {
        var wanted = Nullable.GetUnderlyingType(type) ?? type;
        return wanted == typeof(bool) ? "true or false"
            : wanted == typeof(int) || wanted == typeof(long) ? "a whole number"
            : wanted == typeof(double) ? "a number"
            : wanted.IsEnum ? $"one of {string.Join(", ", Enum.GetNames(wanted))}"
            : $"a {wanted.Name}";
    }
}
