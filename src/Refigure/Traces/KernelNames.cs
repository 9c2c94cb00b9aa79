using System.Text;

namespace Refigure.Traces;

/// <summary>Names of kernels as people call them: without result type, template arguments and parameters.</summary>
public static class KernelNames
{
    private const string Anonymous = "(anonymous namespace)";
    private const string ResultType = ">::type ";

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

            rest = arguments.Trim();
        }

        return Base(rest).Word is { Length: > 0 } last ? last : name;
    }

    // The last word before the parameters, and what stands in its angle brackets.
    private static (string Word, string Arguments) Base(string name)
    {
        // Some demanglers leave the brackets of a result type unbalanced; its end is known by this.
        var type = name.LastIndexOf(ResultType, StringComparison.Ordinal);
        name = type < 0 ? name : name[(type + ResultType.Length)..];
        var word = new StringBuilder();
        var open = new Stack<char>();
        var (start, end) = (0, 0);
        for (var i = 0; i < name.Length; i++)
        {
            var c = name[i];
            if (open.Count == 0 && string.CompareOrdinal(name, i, Anonymous, 0, Anonymous.Length) == 0)
            {
                i += Anonymous.Length - 1;
                _ = word.Append('?');
            }
            else if (c == '<')
            {
                start = open.Count == 0 ? i + 1 : start;
                open.Push(c);
            }
            else if (open.Count > 0)
            {
                // Within parentheses a bracket compares: <(((8)>(0)))>.
                if (c == '(')
                {
                    open.Push(c);
                }
                else if ((c == ')' && open.Peek() == '(') || (c == '>' && open.Peek() == '<'))
                {
                    _ = open.Pop();
                    end = i;
                }
            }
            else if (c is '(' or ',' or '>')
            {
                break;
            }
            else if (c == ' ')
            {
                _ = word.Clear();
                (start, end) = (0, 0);
            }
            else
            {
                _ = word.Append(c);
            }
        }

        return (word.ToString(), end > start ? name[start..end] : "");
    }
}
