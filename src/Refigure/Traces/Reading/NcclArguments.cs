using System.Text;

namespace Refigure.Traces.Reading;

/// <summary>What the arguments of a kernel of NCCL say about the message.</summary>
internal struct NcclArguments
{
    private const int All = 5;

    public string? Collective;
    public string? DataType;
    public long? In;
    public long? Out;
    public long? Group;

    /// <summary>Whether an event's name is that of a kernel of NCCL.</summary>
    public static bool MayBeIn(ReadOnlySpan<byte> name) => name.StartsWith("nccl"u8);

    /// <summary>Reads them as far as needed.</summary>
    public static NcclArguments Read(ReadOnlySpan<byte> arguments)
    {
        var found = new NcclArguments();
        var count = 0;
        var at = 1;
        while (count < All && at < arguments.Length)
        {
            at = JsonText.SkipSpace(arguments, at);
            if (at >= arguments.Length || arguments[at] != '"')
            {
                at++;
                continue;
            }

            var keyEnd = JsonText.EndOfString(arguments, at + 1);
            if (keyEnd < 0)
            {
                break;
            }

            var key = arguments[(at + 1)..keyEnd];
            at = JsonText.SkipSpace(arguments, keyEnd + 1);
            at = JsonText.SkipSpace(arguments, at + 1);
            var end = JsonText.EndOfValue(arguments, at);
            if (end < 0)
            {
                break;
            }

            count += found.Take(key, arguments[at..end]) ? 1 : 0;
            at = end;
        }

        return found;
    }

    private bool Take(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        if (key.SequenceEqual("Collective name"u8))
        {
            Collective = Text(value);
            return true;
        }

        if (key.SequenceEqual("dtype"u8))
        {
            DataType = Text(value);
            return true;
        }

        if (key.SequenceEqual("In msg nelems"u8))
        {
            In = KernelArguments.Number(value);
            return true;
        }

        if (key.SequenceEqual("Out msg nelems"u8))
        {
            Out = KernelArguments.Number(value);
            return true;
        }

        if (key.SequenceEqual("Group size"u8))
        {
            Group = KernelArguments.Number(value);
            return true;
        }

        return false;
    }

    private static string Text(ReadOnlySpan<byte> value) => Encoding.UTF8.GetString(JsonEvent.Bare(value));
}
