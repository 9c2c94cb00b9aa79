namespace Cake.Core;

/// <summary>The options of the command line, by name, without regard to case.</summary>
public interface ICakeArguments
{
    /// <summary>Whether the option was given, with or without a value.</summary>
    bool HasArgument(string name);

    /// <summary>The values of an option in the order given; a bare flag is one null; not given is empty.</summary>
    ICollection<string> GetArguments(string name);

    /// <summary>Every option with its values.</summary>
    IDictionary<string, ICollection<string>> GetArguments();
}
