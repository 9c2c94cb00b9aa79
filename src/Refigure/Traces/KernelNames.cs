using System.Text;

namespace Refigure.Traces;

/// <summary>Names of kernels as people call them: without result type, template arguments and parameters.</summary>
public static class KernelNames
{
    private const string Anonymous = "(anonymous namespace)";

    // Templates that run any operation: what they are called says nothing, their first argument does.
    private static readonly string[] Wrappers = ["device_kernel", "Kernel", "Kernel2", "enable_sm90_or_later"];

    /// <summary>
    /// <c>void vllm::cross_device_reduce_1stage&lt;__nv_bfloat16, 2&gt;(…)</c> is <c>vllm::cross_device_reduce_1stage</c>. Different
    /// kernels may have the same short name.
    /// </summary>
    public static string Short(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var rest = name;
        for (var level = 0; level < 4; level++)
        {
            var (word, arguments) = Base(rest);
            if (
                arguments.Length == 0
                || !Wrappers.Contains(word[(word.LastIndexOf(':') + 1)..], StringComparer.Ordinal)
            )
            {
                return word.Length > 0 ? word : name;
            }

            rest = arguments;
        }

        return Base(rest).Word;
    }

    // The last word before the parameters, and what stands in its angle brackets.
    private static (string Word, string Arguments) Base(string name)
    {
        var word = new StringBuilder();
        var arguments = (Start: 0, End: 0);
        var depth = 0;
        for (var i = 0; i < name.Length; i++)
        {
            if (depth == 0 && string.CompareOrdinal(name, i, Anonymous, 0, Anonymous.Length) == 0)
            {
                i += Anonymous.Length - 1;
                _ = word.Append('?');
                continue;
            }

            switch (name[i])
            {
                case '<' or '(' when depth > 0:
                    depth++;
                    break;
                case '<':
                    depth++;
                    arguments.Start = i + 1;
                    break;
                case '>' or ')' when depth > 0:
                    depth--;
                    arguments.End = i;
                    break;
                case '(' or ',' or '>' when depth == 0:
                    return (word.ToString(), Text());
                case ' ' when depth == 0:
                    _ = word.Clear();
                    arguments = default;
                    break;
                default:
                    _ = depth == 0 ? word.Append(name[i]) : word;
                    break;
            }
        }

        return (word.ToString(), Text());

        string Text() => arguments.End > arguments.Start ? name[arguments.Start..arguments.End] : "";
    }
}
